import path from 'node:path';
import { missingError } from '../../../shared/errors.ts';
import { allowedFileArgs, checkConfined } from './confine.ts';
import { runProgram, type ProgramResult, type RunProgramOptions } from '../runtime/runProgram.ts';

export interface RunFfmpegOptions extends RunProgramOptions {
  readonly ffmpegPath: string;
}

/** `stderrTail`: with `-loglevel error`, what went wrong without ending the run. */
export type FfmpegResult = Pick<ProgramResult, 'stdout' | 'stderrTail'>;

/** ffmpeg ended with a failure of its own. The caller knows whether the input or the program is to blame. */
export class FfmpegExitError extends Error {
  override readonly name = 'FfmpegExitError';
  readonly exitCode: number | null;
  readonly stderrTail: string;
  readonly args: readonly string[];

  constructor(exitCode: number | null, stderrTail: string, args: readonly string[]) {
    const lastLine = stderrTail.trim().split('\n').at(-1) ?? '';
    super(
      `ffmpeg ended with ${exitCode === null ? 'a signal' : `code ${exitCode}`}: ${lastLine || 'no message'}`,
    );
    this.exitCode = exitCode;
    this.stderrTail = stderrTail;
    this.args = args;
  }
}

/**
 * Arguments that name a local input file. The `file:` prefix and the absolute path keep a leading "-" or a ":" in the
 * name from being read as an option or a protocol; the lists keep a crafted file (playlists, references) from reaching
 * anything else.
 * @param formats the demuxers that may read it, by commas
 */
export function inputFileArgs(file: string, formats: string, before: readonly string[] = []): string[] {
  return [...before, ...allowedFileArgs(formats), '-i', fileUrl(file)];
}

/** The same for a WAV file that this program has written itself. */
export const ownWavArgs = (file: string): string[] => inputFileArgs(file, 'wav');

/** A local path as an ffmpeg URL; ffmpeg takes everything after the prefix as it is. */
export function fileUrl(file: string): string {
  return `file:${path.resolve(file)}`;
}

/** Versions before 7 end as if all were well when the end of a file could not be written. */
const NOT_WRITTEN =
  /^Error writing trailer of (?!pipe:)|: (?:No space left on device|Disk quota exceeded|File too large)$/m;

/** No picture and no packet within the limits of this program is larger; hostile files ask for more. */
const MOST_PIECE_BYTES = 2 ** 30;
/** Several times what the largest video takes to code. */
const MOST_MEMORY_BYTES = 6 * 2 ** 30;
const COMMON_ARGS = [
  ...['-nostdin', '-hide_banner', '-loglevel', 'error'],
  ...['-max_alloc', String(MOST_PIECE_BYTES)],
];

/**
 * Runs ffmpeg.
 * @param args everything after the common options; see {@link checkConfined} for what they have to be
 * @throws `cancelled` on abort; `missing` when the program does not start; {@link FfmpegExitError} on a non-zero exit,
 *   and when its file could not be written to the end; otherwise as {@link runProgram}
 */
export async function runFfmpeg(args: readonly string[], options: RunFfmpegOptions): Promise<FfmpegResult> {
  checkConfined(args);
  const allArgs = [...COMMON_ARGS, ...args];
  const missing = (cause: unknown): Error =>
    missingError(
      'ffmpeg-missing',
      `ffmpeg could not be started from "${options.ffmpegPath}".`,
      'Run "kotohogi doctor" to see which ffmpeg is found and how to get one.',
      cause,
    );
  const result = await runProgram({ name: 'ffmpeg', path: options.ffmpegPath, missing }, allArgs, {
    maxMemoryBytes: MOST_MEMORY_BYTES,
    ...options,
  });
  if (result.exitCode !== 0 || NOT_WRITTEN.test(result.stderrTail))
    throw new FfmpegExitError(result.exitCode, result.stderrTail, allArgs);
  return result;
}
