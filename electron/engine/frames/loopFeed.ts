import { cancelledError } from '../../../shared/errors.ts';
import type { FrameFeed } from './frameFeed.ts';
import { pingPong } from './pingPong.ts';

/** Where the pictures of a loop come from. */
export interface LoopSource {
  /** Number of pictures. */
  readonly pictures: number;
  /** Bytes of one picture. */
  readonly pictureBytes: number;
  /** What the pictures are made from, as a text; without it that cannot be told. */
  readonly identity?: string;
  /** Which picture a frame shows; without it back and forth. */
  readonly pictureOf?: (frameIndex: number) => number;
  /**
   * Decodes pictures `from` up to `from + count - 1`, in this order; the same index always gives the same bytes.
   * @param targetOf where a picture's bytes go
   * @param onPicture called when they are there
   */
  read(
    range: { readonly from: number; readonly count: number },
    targetOf: (index: number) => Uint8Array,
    onPicture: (index: number) => void,
    signal: AbortSignal,
  ): Promise<void>;
}

/** Parts that are held at a time when not all pictures fit: the one being drawn, the next, and two to turn back to. */
const PARTS_HELD = 4;

/** Room for one part of the loop: as many consecutive pictures as fit. */
interface Part {
  readonly byteOffset: number;
  /** Which part of the loop lies here; null: none. */
  index: number | null;
  /** Pictures that have arrived. */
  arrived: number;
  /** Pictures that are being drawn now. */
  inUse: number;
  failure: Error | null;
}

/**
 * Feeds the pictures of a loop, back and forth or in an order of its own, from memory. When the whole loop fits into the budget it is decoded
 * once; otherwise a few parts of it are held, the part that comes next is decoded while the present one is drawn, and
 * the one that will not be needed for the longest time makes room. What is drawn does not depend on the budget.
 * @param frames number of video frames; nothing is decoded that they do not need
 * @param budgetBytes most memory for pictures; one picture per part is the least
 */
export function createLoopFeed(
  source: LoopSource,
  frames: number,
  budgetBytes: number,
  signal: AbortSignal,
): FrameFeed {
  const { pictureBytes, pictureOf = (frameIndex: number) => pingPong(frameIndex, source.pictures) } = source;
  let needed = 1;
  for (let frame = 0; frame < frames && needed < source.pictures; frame++)
    needed = Math.max(needed, pictureOf(frame) + 1);
  const fits = needed * pictureBytes <= budgetBytes;
  const perPart = fits ? needed : Math.max(1, Math.floor(budgetBytes / (PARTS_HELD * pictureBytes)));
  const partBytes = perPart * pictureBytes;
  const buffer = new SharedArrayBuffer(partBytes * (fits ? 1 : PARTS_HELD));
  const parts: Part[] = Array.from({ length: fits ? 1 : PARTS_HELD }, (_, slot) => ({
    byteOffset: slot * partBytes,
    index: null,
    arrived: 0,
    inUse: 0,
    failure: null,
  }));
  const stop = new AbortController();
  const anySignal = AbortSignal.any([signal, stop.signal]);
  const partOf = (frameIndex: number): number => Math.floor(pictureOf(frameIndex) / perPart);

  let loading: Promise<void> | null = null;
  let closed = false;
  let waiting: (() => void)[] = [];
  /** Wakes everybody who waits for anything to change. */
  const changed = (): void => {
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  const change = (): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
    });

  /** The first frame from `frameIndex` on that shows a part; Infinity when none does. */
  const nextUse = (index: number | null, frameIndex: number): number => {
    const end = Math.min(frames, frameIndex + 2 * source.pictures);
    for (let frame = frameIndex; frame < end; frame++) if (partOf(frame) === index) return frame;
    return Infinity;
  };

  /** Room that nobody draws from and whose part is needed again later than any other, and later than `untilFrame`. */
  function freeRoom(frameIndex: number, untilFrame: number): Part | undefined {
    const candidates = parts
      .filter(({ inUse }) => inUse === 0)
      .map((part) => ({ part, next: nextUse(part.index, frameIndex) }))
      .sort((a, b) => b.next - a.next);
    return candidates.length > 0 && candidates[0].next > untilFrame ? candidates[0].part : undefined;
  }

  function load(part: Part, index: number): void {
    part.index = index;
    part.arrived = 0;
    part.failure = null;
    const from = index * perPart;
    const count = Math.min(perPart, needed - from);
    const targetOf = (picture: number): Uint8Array =>
      new Uint8Array(buffer, part.byteOffset + (picture - from) * pictureBytes, pictureBytes);
    const onPicture = (picture: number): void => {
      part.arrived = picture - from + 1;
      changed();
    };
    loading = source
      .read({ from, count }, targetOf, onPicture, anySignal)
      .catch((thrown: unknown) => {
        part.failure = thrown instanceof Error ? thrown : new Error(String(thrown));
      })
      .then(() => {
        loading = null;
        changed();
      });
  }

  /** Starts on the part that comes after that of `frameIndex`, if there is room for it. */
  function workAhead(frameIndex: number): void {
    if (loading || closed || parts.length === 1) return;
    const last = Math.min(frames, frameIndex + 2 * perPart + 2);
    for (let ahead = frameIndex + 1; ahead < last; ahead++) {
      const index = partOf(ahead);
      if (parts.some((part) => part.index === index)) continue;
      const room = freeRoom(frameIndex, ahead);
      if (room) load(room, index);
      return;
    }
  }

  /** The part that holds a frame's picture, kept until it is released. */
  async function hold(frameIndex: number): Promise<Part> {
    const index = partOf(frameIndex);
    for (;;) {
      if (closed) throw cancelledError();
      const held = parts.find((part) => part.index === index);
      if (held) {
        held.inUse++;
        return held;
      }
      const room = loading ? undefined : freeRoom(frameIndex, frameIndex);
      if (room) load(room, index);
      else await change();
    }
  }

  /** Frames get hold of their parts in their own order: one that waits never waits for a later one. */
  let turn: Promise<unknown> = Promise.resolve();

  return {
    buffer,
    identify: (frameIndex) =>
      source.identity === undefined ? null : `${source.identity} ${pictureOf(frameIndex)}`,
    async take(frameIndex) {
      const holding = turn.then(() => hold(frameIndex));
      turn = holding.catch(() => undefined);
      const part = await holding;
      const place = pictureOf(frameIndex) % perPart;
      while (part.arrived <= place && !part.failure && !closed) await change();
      if (part.arrived <= place) {
        part.inUse--;
        changed();
        throw closed ? cancelledError() : (part.failure ?? cancelledError());
      }
      workAhead(frameIndex);
      return part.byteOffset + place * pictureBytes;
    },
    release(byteOffset) {
      parts[Math.floor(byteOffset / partBytes)].inUse--;
      changed();
    },
    async close() {
      closed = true;
      stop.abort();
      changed();
      await loading;
    },
  };
}
