import { throwIfCancelled } from '../../../shared/errors.ts';
import type { FrameFeed } from './frameFeed.ts';
import type { FramePool } from './framePool.ts';
import type { PixelPool } from './pixelPool.ts';

/** A finished frame. Its bytes stay valid until {@link release}. */
export interface DrawnFrame {
  readonly frameIndex: number;
  readonly bytes: Buffer;
  release(): void;
}

/** What frames are drawn with. */
export interface DrawingTools {
  readonly framePool: FramePool;
  readonly pixelPool: PixelPool;
  readonly baseFeed: FrameFeed | null;
  readonly patchFeed: FrameFeed | null;
  readonly captionFeed: FrameFeed | null;
}

/** Waits for what the frame needs, draws it, and gives the room back. */
async function drawFed(frameIndex: number, byteOffset: number, tools: DrawingTools): Promise<void> {
  const feeds = [tools.baseFeed, tools.patchFeed, tools.captionFeed];
  const taken = await Promise.allSettled(feeds.map(async (feed) => (feed ? feed.take(frameIndex) : null)));
  const offsets = taken.map((one) => (one.status === 'fulfilled' ? one.value : null));
  try {
    const failed = taken.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    const [baseOffset, patchOffset, captionOffset] = offsets;
    await tools.pixelPool.draw(frameIndex, byteOffset, { baseOffset, patchOffset, captionOffset });
  } finally {
    offsets.forEach((offset, i) => {
      if (offset !== null) feeds[i]?.release(offset);
    });
  }
}

const allOfThem = (): boolean => true;

/**
 * Draws frames 0..frames-1, or those of them that are needed, and yields them in order. As many are in flight as the
 * frame pool has slots, so drawing runs ahead of whoever consumes the frames, and waits when that one is slower.
 * @throws KotohogiError kind `cancelled` between two frames when the signal is aborted
 */
export async function* drawFrames(
  frames: number,
  tools: DrawingTools,
  signal: AbortSignal,
  isNeeded: (frameIndex: number) => boolean = allOfThem,
): AsyncGenerator<DrawnFrame, void, undefined> {
  const { framePool } = tools;
  const inFlight: { frameIndex: number; byteOffset: number; drawn: Promise<void> }[] = [];
  let next = 0;
  try {
    for (;;) {
      throwIfCancelled(signal);
      for (; next < frames; next++) {
        if (!isNeeded(next)) continue;
        const byteOffset = framePool.take();
        if (byteOffset === null) break;
        const drawn = drawFed(next, byteOffset, tools);
        // A failure is thrown where the frame is awaited; until then it must not count as unhandled.
        drawn.catch(() => undefined);
        inFlight.push({ frameIndex: next, byteOffset, drawn });
      }
      const head = inFlight.shift();
      if (!head) return;
      await head.drawn;
      yield {
        frameIndex: head.frameIndex,
        bytes: framePool.bytes(head.byteOffset),
        release: () => framePool.release(head.byteOffset),
      };
    }
  } finally {
    await Promise.allSettled(inFlight.map(({ drawn }) => drawn));
  }
}
