/** Parts of a video that are coded on their own, and kept by what they were made from. */
import { createDiskShelf } from '../../runtime/contentCache/diskShelf.ts';
import { keyOf } from '../../runtime/contentCache/index.ts';
import { segmentArgs, type PicturePlan } from './encodeArgs.ts';

/** Raised whenever the same frames would be coded to other pictures. */
export const SEGMENT_VERSION = 1;

/** A part costs its first picture, which is whole: shorter parts make larger files, longer ones keep less of an edit. */
const LONGEST_SEC = 2.6;
const SHORTEST_SEC = 1;
const LAYOUT = 'segment 1';
/** Known parts are held in memory up to this size, and read again when their turn comes beyond it. */
const HELD_BYTES = 48 * 2 ** 20;

/** Frames `from` up to `to - 1`. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  /** What it is kept by; null where it cannot be told what its frames are made from. */
  readonly key: string | null;
}

/** Where a phrase begins: in the video, and in the recording, which an edit does not move. */
export interface PhraseStart {
  readonly frame: number;
  readonly recordedSec: number;
}

/**
 * The parts of a video. They begin with phrases, so that an edit of one phrase concerns no part of another; short phrases
 * share a part, long ones are divided evenly. Which do is told by the recording: an edit changes no other part's frames.
 * @param phrases the first one begins with the video; ascending
 * @param recordedSec length of the recording
 */
export function layOutSegments(
  frames: number,
  fps: number,
  phrases: readonly PhraseStart[],
  recordedSec: number,
): readonly { readonly from: number; readonly to: number }[] {
  const starts: PhraseStart[] = [];
  for (const phrase of [{ frame: 0, recordedSec: 0 }, ...phrases]) {
    const before = starts.at(-1);
    const isFar = !before || phrase.recordedSec - before.recordedSec >= SHORTEST_SEC;
    const leavesEnough = recordedSec - phrase.recordedSec >= SHORTEST_SEC;
    if (!before || (isFar && leavesEnough && phrase.frame > before.frame && phrase.frame < frames))
      starts.push(phrase);
  }
  return starts.flatMap(({ frame: from, recordedSec: fromSec }, i) => {
    const { frame: to, recordedSec: toSec } = starts.at(i + 1) ?? { frame: frames, recordedSec };
    // A pause that was made much longer is not one part.
    const longSec = Math.max(toSec - fromSec, (to - from) / fps / 2);
    const pieces = Math.min(to - from, Math.max(1, Math.ceil(longSec / LONGEST_SEC)));
    const at = (piece: number): number => from + Math.round(((to - from) * piece) / pieces);
    return Array.from({ length: pieces }, (_, piece) => ({ from: at(piece), to: at(piece + 1) }));
  });
}

/**
 * @param plan how it is coded, and by what program
 * @param identify what a frame is made from; null: it cannot be told
 */
export function keyOfSegment(
  { from, to }: { readonly from: number; readonly to: number },
  plan: PicturePlan & { readonly coder: string },
  identify: (frameIndex: number) => string | null,
): string | null {
  const frames: string[] = [];
  for (let frame = from; frame < to; frame++) {
    const own = identify(frame);
    if (own === null) return null;
    frames.push(own);
  }
  return keyOf({
    segment: SEGMENT_VERSION,
    coder: plan.coder,
    coded: segmentArgs(plan),
    frames,
  });
}

/** Coded parts on disk, up to a byte budget; the least recently used goes first. */
export interface SegmentStore {
  /** @returns the bytes as they were kept; null when they are not there, or not whole */
  read(key: string): Promise<Buffer | null>;
  /** @throws the file system's error; nothing half-written remains */
  write(key: string, bytes: Buffer): Promise<void>;
}

export function createSegmentStore(folder: string, budgetBytes: number): SegmentStore {
  const shelf = createDiskShelf(folder, budgetBytes);
  return {
    async read(key) {
      const kept = await shelf.read(key, LAYOUT);
      return kept && Buffer.from(kept.buffer, kept.byteOffset, kept.byteLength);
    },
    write: (key, bytes) => shelf.write(key, LAYOUT, [bytes]),
  };
}

/** A part of which it is known whether it has to be made. */
export interface PlannedSegment extends Segment {
  /** Gives the coded part where it is known; null where it has to be made. */
  readonly known: (() => Promise<Buffer>) | null;
}

/**
 * Looks for known parts. Each is checked whole before it counts as known.
 * @param heldBytes for tests: see HELD_BYTES
 */
export async function planSegments(
  segments: readonly Segment[],
  store: SegmentStore,
  heldBytes = HELD_BYTES,
): Promise<readonly PlannedSegment[]> {
  const planned: PlannedSegment[] = [];
  let held = 0;
  for (const segment of segments) {
    const { key } = segment;
    const bytes = key === null ? null : await store.read(key);
    if (key === null || !bytes) {
      planned.push({ ...segment, known: null });
    } else if (held + bytes.length <= heldBytes) {
      held += bytes.length;
      planned.push({ ...segment, known: () => Promise.resolve(bytes) });
    } else {
      planned.push({ ...segment, known: () => readAgain(store, key) });
    }
  }
  return planned;
}

/** A part that was known when the video was planned is no longer there: the video has to be planned anew. */
export class SegmentGoneError extends Error {
  override readonly name = 'SegmentGoneError';
}

/** Another process may have made room in the meantime, or a person cleared the folder. */
async function readAgain(store: SegmentStore, key: string): Promise<Buffer> {
  const bytes = await store.read(key);
  if (bytes) return bytes;
  throw new SegmentGoneError('A part of the video was removed while the video was made.');
}
