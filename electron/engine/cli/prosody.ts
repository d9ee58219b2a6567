import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ProsodyReport } from '../adjustVoice.ts';
import { resolveFolders } from '../folders.ts';
import { readUserPresets } from '../presetStore.ts';
import { engineRun } from './engineRun.ts';
import { isSet, required, type OptionSpecs, type OptionValues } from './options.ts';
import { outputFile, outputWav } from './outputFile.ts';
import { PROSODY_OPTIONS, prosodyEditFrom } from './prosodyRequest.ts';
import { printJson } from './terminal.ts';
import type { Verb, VerbContext } from './verb.ts';

const OPTIONS: OptionSpecs = {
  voice: {
    type: 'string',
    value: 'F',
    help: 'what is said: WAV, MP3, M4A, FLAC, OGG, or a video with sound',
  },
  out: {
    type: 'string',
    value: 'F.wav',
    help: "the sound to write: the voice's own rate; 16 bits (dithered) if it has 16, else 24",
  },
  ...PROSODY_OPTIONS,
  report: { type: 'string', value: 'F.json', help: 'write the report there' },
};

function confidenceText({ confidence: { score }, gate }: ProsodyReport): string[] {
  if (score === null) return ['  confidence not computed'];
  const lines = [`  confidence ${score.toFixed(2)}`];
  if (gate.offer !== 'as-asked') lines.push(`Note: ${gate.why}`);
  return lines;
}

/** The report in a few lines for people. */
export function prosodyText(report: ProsodyReport): string {
  const { out, durationSec, originalDurationSec, sampleRateHz, analysisMs, renderMs } = report;
  const lines = [
    out,
    `${durationSec.toFixed(2)} s (was ${originalDurationSec.toFixed(2)} s), ${sampleRateHz} Hz`,
    `  analysed in ${analysisMs.toFixed(0)} ms, adjusted in ${renderMs.toFixed(0)} ms`,
    ...confidenceText(report),
    ...report.limits.map((sentence) => `Limit: ${sentence}`),
    ...report.warnings.map((sentence) => `Note: ${sentence}`),
  ];
  return `${lines.join('\n')}\n`;
}

async function run(values: OptionValues, context: VerbContext): Promise<number> {
  const voicePath = path.resolve(required(values, 'voice', 'prosody'));
  const outPath = await outputWav(values, 'prosody');
  const edit = await prosodyEditFrom(values, await readUserPresets(resolveFolders().home));
  const reportPath = await outputFile(values, 'report');
  const { adjustVoice } = await import('../adjustVoice.ts');
  const report = await adjustVoice({ voicePath, outPath, edit }, await engineRun(values, context));
  if (reportPath !== undefined) await writeFile(reportPath, `${JSON.stringify(report, null, 2)}\n`);
  if (isSet(values, 'json')) printJson(context.terminal, report);
  else context.terminal.out(prosodyText(report));
  return 0;
}

export const prosody: Verb = {
  name: 'prosody',
  summary: 'adjusts the melody, tempo and pauses of a voice',
  example: 'prosody --voice voice.wav --preset birthday --out birthday.wav',
  options: OPTIONS,
  run,
};
