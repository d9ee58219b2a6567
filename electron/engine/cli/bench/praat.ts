import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { workloadOf, type Workload } from './workload.ts';

const execute = promisify(execFile);
/**
 * The same work in Praat's own words: a first look at the pitch for the speaker's range, pitch and pulses in that
 * range, level, pauses, syllable nuclei (de Jong and Wempe 2009: level and pitch with settings of their own), then
 * pitch x1.15, range x1.4 and duration x0.9 by overlap-add, as prosody.ts asks of ours. Praat's own stopwatch leaves
 * out its start and the reading of the file.
 */
const SCRIPT = `form Work
    sentence Input
endform
sound = Read from file: input$
stopwatch
first = noprogress To Pitch (ac): 0.02, 60, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 700
low = Get quantile: 0, 0, 0.25, "Hertz"
high = Get quantile: 0, 0, 0.75, "Hertz"
selectObject: sound
manipulation = noprogress To Manipulation: 0.01, 0.75 * low, 2.5 * high
selectObject: sound
intensity = noprogress To Intensity: 100, 0, "yes"
noprogress To TextGrid (silences): -25, 0.1, 0.1, "silent", "sounding"
selectObject: sound
noprogress To Intensity: 50, 0, "yes"
selectObject: sound
noprogress To Pitch (ac): 0.02, 30, 4, "no", 0.03, 0.25, 0.01, 0.35, 0.25, 450
selectObject: manipulation
tier = Extract pitch tier
Formula: "1.15 * 200 * (self / 200) ^ 1.4"
selectObject: manipulation, tier
Replace pitch tier
duration = Create DurationTier: "d", 0, 3600
Add point: 1, 0.9
selectObject: manipulation, duration
Replace duration tier
selectObject: manipulation
Get resynthesis (overlap-add)
seconds = stopwatch
writeInfoLine: seconds
`;

/** Whether Praat can be called on this machine. */
async function isInstalled(): Promise<boolean> {
  return await execute('praat', ['--version']).then(
    () => true,
    () => false,
  );
}

/** Praat, ready to do the same work once more. */
export interface PraatBench {
  readonly run: () => Promise<void>;
  /** null where Praat is not installed. */
  readonly workload: () => Workload | null;
}

/**
 * Lets Praat analyse and resynthesise a sound as often as is needed for a median.
 * @param wavFile mono
 */
export async function openPraat(wavFile: string, folder: string, signal: AbortSignal): Promise<PraatBench> {
  if (!(await isInstalled())) return { run: () => Promise.resolve(), workload: () => null };
  const script = path.join(folder, 'work.praat');
  await writeFile(script, SCRIPT);
  const timesMs: number[] = [];
  return {
    run: async () => {
      const { stdout } = await execute('praat', ['--run', script, wavFile], { signal });
      timesMs.push(Number(stdout.trim()) * 1000);
    },
    workload: () => workloadOf('prosody-praat', timesMs),
  };
}
