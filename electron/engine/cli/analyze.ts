import path from 'node:path';
import { summariseVoice } from '../stages/voice/summary.ts';
import { engineRun } from './engineRun.ts';
import { isSet, required, type OptionSpecs, type OptionValues } from './options.ts';
import { printJson } from './terminal.ts';
import type { Verb, VerbContext } from './verb.ts';

const OPTIONS: OptionSpecs = {
  voice: {
    type: 'string',
    value: 'F',
    help: 'what is to be analysed: any sound file, or a video with sound',
  },
};

async function run(values: OptionValues, context: VerbContext): Promise<number> {
  const voicePath = path.resolve(required(values, 'voice', 'analyze'));
  const { analyzeVoice } = await import('../index.ts');
  const { voice, features } = await analyzeVoice(voicePath, await engineRun(values, context));
  const summary = summariseVoice(voice, features);
  if (isSet(values, 'json')) printJson(context.terminal, summary);
  return 0;
}

export const analyze: Verb = {
  name: 'analyze',
  summary: 'measures a voice: pitch, intensity, pauses, loudness, speech rate',
  example: 'analyze --voice voice.wav --json',
  options: OPTIONS,
  run,
};
