import { access, constants, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { inputError } from '../../../../shared/errors.ts';
import type { EngineContext } from '../../context.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import type { DrawnFrame } from '../../frames/drawFrames.ts';
import { encodeArgs } from './encodeArgs.ts';
import type { SpooledSound } from '../../runtime/spooledSound.ts';
import { partialOf, whyNotWritten, writeFrame } from './output.ts';

export { chooseEncoder } from './chooseEncoder.ts';
export { aacSampleRateHz, audioCodec } from './encodeArgs.ts';
export { encodeSegments } from './encodeSegments.ts';
export { whyNotWritten, writeFrame } from './output.ts';
export {
  createSegmentStore,
  keyOfSegment,
  layOutSegments,
  type PhraseStart,
  planSegments,
  SegmentGoneError,
  type PlannedSegment,
  type SegmentStore,
} from './segments.ts';
export type { VideoCodec } from './videoCodec.ts';
export { spoolInto, type SpooledSound } from '../../runtime/spooledSound.ts';
export { spoolSound } from './voiceFile.ts';

export interface EncodeInput {
  readonly outPath: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fps: number;
  /** The caller disposes of it. */
  readonly sound: SpooledSound;
  /** Told the encoder's process id once it runs, for whoever measures it. */
  readonly onStart?: (pid: number) => void;
}

/**
 * Checks before any work is done that the video can be written where it is wanted.
 * @throws KotohogiError kind `input`
 */
export async function checkOutPath(outPath: string): Promise<void> {
  if (path.extname(outPath).toLowerCase() !== '.mp4')
    throw inputError(
      'out-not-mp4',
      `The output "${outPath}" is not an .mp4 file.`,
      'Choose a name that ends in .mp4.',
    );
  await checkOutPlace(outPath);
}

/**
 * The same for a file of any kind.
 * @throws KotohogiError kind `input`
 */
export async function checkOutPlace(outPath: string): Promise<void> {
  const folder = path.dirname(path.resolve(outPath));
  try {
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw inputError(
      'out-folder',
      `"${outPath}" cannot be written: the folder "${folder}" is missing or read-only.`,
      'Choose a folder that exists and that you may write to.',
      cause,
    );
  }
  const existing = await stat(outPath).catch(() => null);
  if (existing?.isDirectory())
    throw inputError(
      'out-is-folder',
      `The output "${outPath}" is a folder.`,
      'Choose a file name inside it.',
    );
}

/**
 * Encodes frames and voice to an MP4: H.264 and AAC, 4:2:0, index at the front. The file is written beside the
 * target and renamed when it is complete, so a file of that name is either whole or untouched.
 * @param drawn frames in order; each is released as soon as ffmpeg has its bytes
 * @param onFrame called after each frame with the number written so far
 */
export async function encodeVideo(
  input: EncodeInput,
  drawn: AsyncIterable<DrawnFrame>,
  onFrame: (framesDone: number) => void,
  context: EngineContext,
): Promise<void> {
  const target = path.resolve(input.outPath);
  const partial = partialOf(target);
  try {
    const args = encodeArgs({
      widthPx: input.widthPx,
      heightPx: input.heightPx,
      fps: input.fps,
      voiceFile: input.sound.file,
      sampleRateHz: input.sound.sampleRateHz,
      channels: input.sound.channels,
      outFile: partial,
    });
    await runFfmpeg(args, {
      ffmpegPath: context.ffmpegPath,
      signal: context.signal,
      ...(input.onStart ? { onStart: input.onStart } : {}),
      stdin: async (pipe) => {
        let framesDone = 0;
        for await (const frame of drawn) {
          // When ffmpeg has ended early its exit code tells why; there is nobody left to draw for.
          if (!(await writeFrame(pipe, frame.bytes))) return;
          frame.release();
          framesDone++;
          onFrame(framesDone);
        }
      },
    });
    await rename(partial, target);
  } catch (thrown) {
    throw whyNotWritten(input.outPath, thrown);
  } finally {
    await rm(partial, { force: true });
  }
}
