/** Peak memory of a long render against a short one, each in a program of its own. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const reportSchema = z.object({ peakRssBytes: z.number() });

export interface LongMemoryParts {
  readonly photoPath: string;
  /** WAV files of 30 s and of 10 min. */
  readonly shortVoice: string;
  readonly longVoice: string;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Small frames: what grows with the length of a video is told by any size. */
const SIZE = '270x270';

async function peakOf(voice: string, { photoPath, folder, signal }: LongMemoryParts): Promise<number> {
  const report = path.join(folder, `${path.basename(voice)}.json`);
  const out = path.join(folder, `${path.basename(voice)}.mp4`);
  const words = ['render', '--photo', photoPath, '--voice', voice, '--size', SIZE, '--out', out];
  const home = path.join(folder, `home-${path.basename(voice)}`);
  // The same program that runs this suite.
  const child = spawn(process.execPath, [process.argv[1], ...words, '--report', report], {
    stdio: 'ignore',
    signal,
    env: { ...process.env, KOTOHOGI_HOME: home },
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`A render for the memory figure ended with ${code ?? 'a signal'}.`);
  return reportSchema.parse(JSON.parse(await readFile(report, 'utf8'))).peakRssBytes;
}

/** @returns peak resident memory of ten minutes over thirty seconds */
export async function benchLongMemory(parts: LongMemoryParts): Promise<number> {
  const short = await peakOf(parts.shortVoice, parts);
  return (await peakOf(parts.longVoice, parts)) / short;
}
