import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Writable } from 'node:stream';
import type { EngineContext } from '../../context.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import type { DrawnFrame } from '../../frames/drawFrames.ts';
import { muxArgs, segmentArgs } from './encodeArgs.ts';
import { delayOf, readPiece, writeFragment } from './fragments.ts';
import { partialOf, whyNotWritten, writeFrame } from './output.ts';
import type { PlannedSegment } from './segments.ts';
import type { VideoCodec } from './videoCodec.ts';
import type { SpooledSound } from '../../runtime/spooledSound.ts';

/** Coded parts that may wait for the one before them: one that is being ended, one that is being fed. */
const PARTS_IN_FLIGHT = 2;
/** An encoder that does nothing for so long will not do anything any more, however busy the computer is. */
const STALL_SEC = 90;
/** At its end the whole file is moved by the length of its index, which takes a slow disk a while. */
const END_SHARE = 5;
/** Much more than a part of any size is coded to. */
const MOST_PART_BYTES = 2 ** 30;

export interface SegmentedInput {
  readonly outPath: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fps: number;
  /** Without it {@link DEFAULT_CODEC}. */
  readonly codec?: VideoCodec;
  /** The caller disposes of it. */
  readonly sound: SpooledSound;
  /** In order, without gaps, from the first frame to the last. */
  readonly segments: readonly PlannedSegment[];
}

export interface SegmentHooks {
  /** Called after each frame with the number of frames done so far, those of known parts included. */
  readonly onFrame: (framesDone: number) => void;
  /** Called with each part that was made, whole. A failure of it ends the render. */
  readonly onMade: (segment: PlannedSegment, bytes: Buffer) => Promise<void>;
  /** For tests: see STALL_SEC. */
  readonly stallSec?: number;
}

/** A part that is being coded. */
interface Making {
  /** Settles when its last frame has been taken, or the encoder has ended. */
  readonly fed: Promise<void>;
  readonly bytes: Promise<Buffer>;
}

/**
 * Makes a video of parts: those that are not known are coded from the drawn frames, each by a process of its own, so
 * that a part looks the same whatever was coded before; all are put one after the other as they are, with the voice.
 * The file is written beside the target and renamed when it is complete, so a file of that name is either whole or
 * untouched.
 * @param drawn frames of the parts that are not known, in order; each is released as soon as ffmpeg has its bytes;
 *   null where every part is known
 */
export async function encodeSegments(
  input: SegmentedInput,
  drawn: AsyncIterable<DrawnFrame> | null,
  { onFrame, onMade, stallSec = STALL_SEC }: SegmentHooks,
  context: EngineContext,
): Promise<void> {
  const { ffmpegPath } = context;
  const partial = partialOf(input.outPath);
  const frames = drawn?.[Symbol.asyncIterator]();
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const running = new Set<Promise<unknown>>();
  let framesDone = 0;

  const make = ({ from, to }: PlannedSegment): Making => {
    let ended = (): void => undefined;
    const fed = new Promise<void>((resolve) => (ended = resolve));
    const feed = async (pipe: Writable): Promise<void> => {
      for (let frame = from; frame < to; frame++) {
        const next = await frames?.next();
        if (!next || next.done) throw new Error(`Frame ${frame} was not drawn.`);
        const isTaken = await writeFrame(pipe, next.value.bytes);
        next.value.release();
        // When ffmpeg has ended early its exit code tells why; there is nobody left to draw for.
        if (!isTaken) return;
        framesDone++;
        onFrame(framesDone);
      }
      ended();
    };
    const bytes = runFfmpeg(segmentArgs(input), {
      ffmpegPath,
      signal,
      stdin: feed,
      stallSec,
      maxStdoutBytes: MOST_PART_BYTES,
    }).then(({ stdout }) => stdout);
    const settled: Promise<unknown> = bytes.then(ended, ended).then(() => running.delete(settled));
    running.add(settled);
    return { fed, bytes };
  };

  /** Writes all parts; ends early when the reader has gone. */
  const feedParts = async (pipe: Writable): Promise<void> => {
    const joined = joinParts(input, pipe);
    const written: Promise<boolean>[] = [];
    for (const segment of input.segments) {
      const { known } = segment;
      const before = written.at(-1) ?? Promise.resolve(true);
      const making = known ? null : make(segment);
      const write = async (): Promise<boolean> => {
        const bytes = making ? await making.bytes : await known?.();
        if (!bytes) throw new Error('A part of the video is neither known nor made.');
        if (!(await before)) return false;
        const isTaken = await joined.write(segment, bytes);
        if (making) await onMade(segment, bytes);
        return isTaken;
      };
      const writing = write();
      // A failure is thrown where it is awaited; until then it must not count as unhandled.
      writing.catch(() => undefined);
      written.push(writing);
      if (known) {
        framesDone += segment.to - segment.from;
        onFrame(framesDone);
      }
      await making?.fed;
      if (written.length >= PARTS_IN_FLIGHT && !(await written[written.length - PARTS_IN_FLIGHT])) return;
    }
    await Promise.all(written);
  };

  try {
    const { file: voiceFile, sampleRateHz, channels } = input.sound;
    await runFfmpeg(muxArgs({ voiceFile, sampleRateHz, channels, outFile: partial }), {
      ffmpegPath,
      signal: context.signal,
      stdin: feedParts,
      stallSec: stallSec * END_SHARE,
    });
    await rename(partial, path.resolve(input.outPath));
  } catch (thrown) {
    throw whyNotWritten(input.outPath, thrown);
  } finally {
    stop.abort();
    await Promise.all(running);
    await frames?.return?.();
    await rm(partial, { force: true });
  }
}

/** x264 shows a picture at most two after it was decoded, with the settings used here; a short part needs less. */
const LEAST_DELAY = 2;

/** Puts parts one after the other. The settings of the first one hold for all. */
function joinParts({ fps }: Pick<SegmentedInput, 'fps'>, pipe: Writable) {
  let first: { readonly init: Buffer; readonly tick: number; readonly delay: number } | null = null;
  return {
    /** @returns false when the reader has gone */
    async write({ from, to }: PlannedSegment, bytes: Buffer): Promise<boolean> {
      const piece = readPiece(bytes);
      if (piece.pictures.length !== to - from)
        throw new Error(`A part of ${to - from} frames was coded to ${piece.pictures.length} pictures.`);
      if (!first) {
        const delay = Math.max(LEAST_DELAY, delayOf(piece));
        first = { init: piece.init, tick: Math.round(piece.timescale / fps), delay };
        if (!(await writeFrame(pipe, piece.init))) return false;
      }
      if (!piece.init.equals(first.init)) throw new Error('Parts of a video were coded with other settings.');
      const { tick, delay } = first;
      return await writeFrame(pipe, writeFragment(piece, { firstFrame: from, tick, delay }));
    },
  };
}
