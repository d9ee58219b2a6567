/** How a video comes to its place: whole or not at all. */
import path from 'node:path';
import type { Writable } from 'node:stream';
import { inputError, missingError } from '../../../../shared/errors.ts';
import { FfmpegExitError } from '../../ffmpeg/run.ts';
import { ownName } from '../../runtime/ownFiles.ts';

/** A name beside the target for what is being written; the target's own may be as long as names can be. */
export const partialOf = (outPath: string): string =>
  path.join(path.dirname(path.resolve(outPath)), `.${ownName()}.partial.mp4`);

/** Writes bytes and waits until the pipe has taken them. @returns false when the reader has gone */
export const writeFrame = (pipe: Writable, bytes: Buffer): Promise<boolean> =>
  new Promise((resolve) => {
    pipe.write(bytes, (error) => resolve(!error));
  });

const isFull = (thrown: unknown): boolean =>
  (thrown instanceof FfmpegExitError && /No space left|File too large/i.test(thrown.stderrTail)) ||
  (thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOSPC' || thrown.code === 'EFBIG'));

const isOutOfMemory = (thrown: unknown): boolean =>
  thrown instanceof FfmpegExitError && /Cannot allocate memory|malloc of size/i.test(thrown.stderrTail);

/** What is told of a failure: a full disk and a full memory are nobody's defect. */
export function whyNotWritten(outPath: string, thrown: unknown): unknown {
  if (isOutOfMemory(thrown))
    return missingError(
      'memory-full',
      `There is not enough memory to encode the video "${outPath}".`,
      'Close other programs or choose a smaller size, then render again.',
      thrown,
    );
  if (!isFull(thrown)) return thrown;
  return inputError(
    'disk-full',
    `"${outPath}" could not be written: the disk is full.`,
    'Free some space or choose another disk, then render again.',
    thrown,
  );
}
