import path from 'node:path';
import { summariseProsody, type ProsodySummary } from '../stages/prosody/summary.ts';
import { summariseVoice, type VoiceSummary } from '../stages/voice/summary.ts';
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

const decibelText = (value: number | null, unit: string): string =>
  value === null ? 'digital silence' : `${value.toFixed(1)} ${unit}`;

/** The summary in a few lines for people. */
export function summaryText(summary: VoiceSummary & ProsodySummary): string {
  const { voice, durationSec, sampleRateHz, channels, speechSec, pauses, loudness, level, warnings } =
    summary;
  const { medianHz, rangeSemitones } = summary.f0;
  const pauseTexts = pauses.map(([start, end]) => `${start.toFixed(2)}-${end.toFixed(2)}`);
  const lines = [
    `${voice}: ${durationSec.toFixed(2)} s, ${sampleRateHz} Hz, ${channels === 1 ? 'mono' : `${channels} channels`}`,
    `  speech    ${speechSec.toFixed(2)} s`,
    `  pauses    ${pauseTexts.length === 0 ? 'none' : `${pauseTexts.join(', ')} s`}`,
    `  pitch     ${medianHz === null || rangeSemitones === null ? 'nothing voiced' : `median ${medianHz.toFixed(0)} Hz, range ${rangeSemitones.toFixed(1)} semitones`}`,
    `  pace      ${summary.syllableRateHz === null ? 'no syllables found' : `${summary.syllableRateHz.toFixed(1)} syllables a second, ${summary.phrases.length} ${summary.phrases.length === 1 ? 'phrase' : 'phrases'}`}`,
    `  loudness  ${decibelText(loudness.lufs, 'LUFS')}, true peak ${decibelText(loudness.truePeakDb, 'dBTP')}`,
    `  level     RMS ${decibelText(level.rmsDb, 'dBFS')}, peak ${decibelText(level.peakDb, 'dBFS')}`,
    ...warnings.map((sentence) => `Note: ${sentence}`),
  ];
  return `${lines.join('\n')}\n`;
}

async function run(values: OptionValues, context: VerbContext): Promise<number> {
  const voicePath = path.resolve(required(values, 'voice', 'analyze'));
  const { analyzeVoice } = await import('../index.ts');
  const { analyseVoiceProsody } = await import('../stages/prosody/analysis/index.ts');
  const { voice, features } = await analyzeVoice(voicePath, await engineRun(values, context));
  const summary = { ...summariseVoice(voice, features), ...summariseProsody(analyseVoiceProsody(voice)) };
  if (isSet(values, 'json')) printJson(context.terminal, summary);
  else context.terminal.out(summaryText(summary));
  return 0;
}

export const analyze: Verb = {
  name: 'analyze',
  summary: 'measures a voice: pitch, intensity, speech, pauses, pace, loudness',
  example: 'analyze --voice voice.wav --json',
  options: OPTIONS,
  run,
};
