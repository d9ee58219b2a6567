import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A contour as Praat tracks it: frame i at startSec + i * 0.01. */
export interface PraatContour {
  readonly startSec: number;
  /** Hz; 0 where unvoiced. */
  readonly hz: readonly number[];
}

export interface PraatTask {
  readonly wavPath: string;
  readonly floorHz: number;
  readonly ceilingHz: number;
}

/** Praat's "raw autocorrelation" with its own defaults, a list of files in one start of the program. */
const SCRIPT = `form Tracks
  sentence List
endform
list = Read Strings from raw text file: list$
n = Get number of strings
for k to n div 4
  selectObject: list
  in$ = Get string: 4 * k - 3
  out$ = Get string: 4 * k - 2
  floor$ = Get string: 4 * k - 1
  ceiling$ = Get string: 4 * k
  sound = Read from file: in$
  pitch = noprogress To Pitch (ac): 0.01, number (floor$), 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, number (ceiling$)
  frames = Get number of frames
  start = Get time from frame number: 1
  writeFileLine: out$, fixed$ (start, 6)
  for i to frames
    hz = Get value in frame: i, "Hertz"
    if hz = undefined
      hz = 0
    endif
    appendFileLine: out$, fixed$ (hz, 4)
  endfor
  removeObject: sound, pitch
endfor
`;

/** Whether a program starts here. */
export async function isInstalled(program: string, versionOption = '--version'): Promise<boolean> {
  try {
    await execute(program, [versionOption]);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
  }
}

/** Tracks files with Praat. @returns one contour per task, in order */
export async function trackWithPraat(tasks: readonly PraatTask[], folder: string): Promise<PraatContour[]> {
  const script = path.join(folder, 'track.praat');
  const list = path.join(folder, 'tracks.txt');
  const outOf = (index: number): string => path.join(folder, `track-${index}.txt`);
  await writeFile(script, SCRIPT);
  const lines = tasks.flatMap(({ wavPath, floorHz, ceilingHz }, i) => [
    wavPath,
    outOf(i),
    floorHz.toFixed(3),
    ceilingHz.toFixed(3),
  ]);
  await writeFile(list, `${lines.join('\n')}\n`);
  await execute('praat', ['--no-pref-files', '--run', script, list]);
  return Promise.all(
    tasks.map(async (_, i) => {
      const [start, ...hz] = (await readFile(outOf(i), 'utf8')).trim().split('\n').map(Number);
      return { startSec: start, hz };
    }),
  );
}
