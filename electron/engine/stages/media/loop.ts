/** Video loops in: probing a file, and its pictures at a steady rate. */
import type { Readable } from 'node:stream';
import { inputError, throwIfCancelled, type KotohogiError } from '../../../../shared/errors.ts';
import { LOOP_MAX_DURATION_SEC, PHOTO_MIN_SIDE_PX } from '../../../../shared/limits.ts';
import type { EngineContext } from '../../context.ts';
import { FfmpegExitError, runFfmpeg } from '../../ffmpeg/run.ts';
import { createRgba, type RgbaImage } from '../../runtime/image.ts';
import { checkInputFile, hashFile } from './inputFile.ts';
import { analysisArgs, pictureArgs, probeArgs, type LoopCrop, type LoopRange } from './loopArgs.ts';
import { readLoopStream, type LoopStream } from './loopStream.ts';

export type { LoopCrop, LoopRange } from './loopArgs.ts';

/** Raise it when the same file may give other pictures. */
export const LOOP_VERSION = 1;

type Tools = Pick<EngineContext, 'signal' | 'ffmpegPath'>;

/** A video that can be played as a loop. Sizes are those of its upright pictures with square pixels. */
export interface LoopVideo extends LoopStream {
  readonly path: string;
  /** SHA-256 of the file's bytes, hex. */
  readonly sha256: string;
  /** More is refused. */
  readonly maxDurationSec: number;
}

/** What a video may be. */
export interface LoopLimits {
  readonly maxDurationSec: number;
  /** Of either side of the picture. */
  readonly minSidePx: number;
}

const LOOP_LIMITS: LoopLimits = { maxDurationSec: LOOP_MAX_DURATION_SEC, minSidePx: PHOTO_MIN_SIDE_PX };

/** Faces are looked for in pictures of at most this side; the landmark network reads a face at 192 pixels. */
const ANALYSIS_MAX_SIDE_PX = 960;
/** A camera's "60 seconds" may be a few frames more. */
const DURATION_TOLERANCE_SEC = 0.5;
const DECODE_DEADLINE_SEC = 20 * 60;
/** The header of the first picture, which says its size, is shorter. */
const PICTURE_HEAD_BYTES = 128;

/**
 * Looks at a video file: whether it has pictures that can be read, how large they are, how their colours are coded.
 * @param path a video of up to 60 s where the limits say nothing else; its sound is not used
 * @throws `input` photo-* as for a photo that is not there, loop-not-video, loop-no-picture, loop-hdr, loop-too-small,
 *   loop-too-long; `cancelled`
 */
export async function openLoop(
  path: string,
  context: Tools,
  { maxDurationSec, minSidePx }: LoopLimits = LOOP_LIMITS,
): Promise<LoopVideo> {
  await checkInputFile(path, 'photo');
  const sha256 = await hashFile(path, context.signal);
  const { ffmpegPath, signal } = context;
  let head = Buffer.alloc(0);
  const { stderrTail } = await runFfmpeg(probeArgs(path), {
    ffmpegPath,
    signal,
    deadlineSec: DECODE_DEADLINE_SEC,
    maxStderrBytes: 1 << 20,
    onStdout: (chunk) => {
      if (head.length < PICTURE_HEAD_BYTES) head = Buffer.concat([head, chunk]);
    },
  }).catch((thrown: unknown) => {
    throw thrown instanceof FfmpegExitError ? openError(path, thrown) : thrown;
  });
  const stream = readLoopStream(stderrTail, head.toString('latin1', 0, PICTURE_HEAD_BYTES));
  if (!stream) throw notVideoError(path);
  if (stream.isHdr)
    throw inputError(
      'loop-hdr',
      `The video "${path}" is recorded in high dynamic range (PQ or HLG).`,
      'Export a standard copy (SDR, BT.709). On an iPhone: Settings > Camera > Record Video > HDR Video off.',
    );
  if (Math.min(stream.width, stream.height) < minSidePx)
    throw inputError(
      'loop-too-small',
      `The video "${path}" has only ${stream.width} x ${stream.height} pixels.`,
      'Choose one of at least 480 x 480 pixels.',
    );
  if (stream.durationSec !== null && stream.durationSec > maxDurationSec + DURATION_TOLERANCE_SEC)
    throw tooLongError(path, maxDurationSec);
  return { path, sha256, maxDurationSec, ...stream };
}

/** Size of the pictures in which faces are looked for. */
export function analysisSize({ width, height }: LoopStream): {
  readonly width: number;
  readonly height: number;
} {
  const scale = Math.min(1, ANALYSIS_MAX_SIDE_PX / Math.max(width, height));
  const even = (side: number): number => Math.max(2, Math.round((side * scale) / 2) * 2);
  return { width: even(width), height: even(height) };
}

/**
 * Shows every picture of the loop once, in order, at a small size.
 * @param fps pictures per second: those of the video that stand at these times, whatever its own rate
 * @param visit is waited for; the picture is reused for the next one
 * @returns the number of pictures
 * @throws `input` loop-too-long, loop-corrupt, loop-no-picture; `cancelled`; what `visit` throws
 */
export async function eachLoopPicture(
  loop: LoopVideo,
  fps: number,
  visit: (picture: RgbaImage, index: number) => Promise<void>,
  context: Tools,
  { width, height }: { readonly width: number; readonly height: number } = analysisSize(loop),
): Promise<number> {
  const picture = createRgba(width, height);
  const bytes = new Uint8Array(picture.data.buffer);
  const most = Math.ceil((loop.maxDurationSec + DURATION_TOLERANCE_SEC) * fps);
  let count = 0;
  await decode(loop, analysisArgs(loop, { width, height }, fps), context, async (pipe) => {
    await eachRecord(pipe, bytes, async () => {
      throwIfCancelled(context.signal);
      if (count >= most) throw tooLongError(loop.path, loop.maxDurationSec);
      await visit(picture, count);
      count++;
    });
  });
  if (count === 0) throw noPictureError(loop.path);
  return count;
}

/**
 * Decodes some pictures of the loop as they stand in the frames: cropped, scaled, planar 4:2:0, BT.709, limited range.
 * The same index is always the same picture, whatever range it is read in.
 * @param targetOf where the picture's bytes go: Y, U, V, (width x height x 3 / 2)
 * @param onPicture called in order when a picture is complete
 * @throws `input` loop-corrupt when there are fewer pictures than before; `cancelled`
 */
export async function readLoopPictures(
  loop: LoopVideo,
  crop: LoopCrop,
  range: LoopRange,
  targetOf: (index: number) => Uint8Array,
  onPicture: (index: number) => void,
  context: Tools,
): Promise<void> {
  let index = range.from;
  await decode(loop, pictureArgs(loop, crop, range, 'yuv420p'), context, async (pipe) => {
    await eachRecord(
      pipe,
      () => (index < range.from + range.count ? targetOf(index) : null),
      () => {
        onPicture(index);
        index++;
        return Promise.resolve();
      },
    );
  });
  if (index < range.from + range.count) throw corruptError(loop.path);
}

/**
 * Shows some pictures of the loop as they stand in the frames, in colours of a photo, each when the one before was seen.
 * @param picture of the crop's frame size; filled for each of them
 * @throws as {@link readLoopPictures}; what `visit` throws
 */
export async function eachFramedPicture(
  loop: LoopVideo,
  crop: LoopCrop,
  range: LoopRange,
  picture: RgbaImage,
  visit: () => Promise<void>,
  context: Tools,
): Promise<void> {
  let count = 0;
  await decode(loop, pictureArgs(loop, crop, range, 'rgba'), context, async (pipe) => {
    await eachRecord(pipe, new Uint8Array(picture.data.buffer), async () => {
      throwIfCancelled(context.signal);
      await visit();
      count++;
    });
  });
  if (count < range.count) throw corruptError(loop.path);
}

/** Cuts a byte stream into records; `into` is filled again for each of them, or asked for the next place. */
async function eachRecord(
  pipe: Readable,
  into: Uint8Array | (() => Uint8Array | null),
  done: () => Promise<void>,
): Promise<void> {
  const next = typeof into === 'function' ? into : (): Uint8Array => into;
  let target = next();
  let filled = 0;
  for await (const chunk of pipe as AsyncIterable<Buffer>) {
    let at = 0;
    while (target && at < chunk.length) {
      const take = Math.min(target.length - filled, chunk.length - at);
      target.set(chunk.subarray(at, at + take), filled);
      filled += take;
      at += take;
      if (filled < target.length) break;
      await done();
      filled = 0;
      target = next();
    }
  }
}

async function decode(
  loop: LoopVideo,
  args: readonly string[],
  { ffmpegPath, signal }: Tools,
  stdout: (pipe: Readable) => Promise<void>,
): Promise<void> {
  try {
    await runFfmpeg(args, { ffmpegPath, signal, deadlineSec: DECODE_DEADLINE_SEC, stdout });
  } catch (thrown) {
    throw thrown instanceof FfmpegExitError ? corruptError(loop.path, thrown) : thrown;
  }
}

function openError(path: string, failure: FfmpegExitError): KotohogiError {
  return /matches no streams|does not contain any stream/i.test(failure.stderrTail)
    ? noPictureError(path, failure)
    : notVideoError(path, failure);
}

const notVideoError = (path: string, cause?: unknown): KotohogiError =>
  inputError(
    'loop-not-video',
    `"${path}" is not a video that can be read.`,
    'Choose an MP4, MOV, WebM or MKV video, or a photo.',
    cause,
  );

const noPictureError = (path: string, cause?: unknown): KotohogiError =>
  inputError(
    'loop-no-picture',
    `"${path}" contains no moving picture.`,
    'Choose a video that shows a face, or a photo.',
    cause,
  );

const tooLongError = (path: string, maxDurationSec: number): KotohogiError =>
  inputError(
    'loop-too-long',
    `The video "${path}" is longer than ${maxDurationSec} seconds.`,
    'Cut out a part of it; a few seconds are enough, because it is played back and forth.',
  );

const corruptError = (path: string, cause?: unknown): KotohogiError =>
  inputError(
    'loop-corrupt',
    `The video "${path}" is damaged and cannot be decoded to its end.`,
    'Copy it again, or open it in a video editor and export it anew.',
    cause,
  );
