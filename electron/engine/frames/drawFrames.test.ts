import { expect, test } from 'vitest';
import { drawFrames } from './drawFrames.ts';
import type { DrawingTools } from './drawFrames.ts';
import { createFramePool, type FramePool } from './framePool.ts';
import type { PixelPool } from './pixelPool.ts';
import { createYuv } from './yuv.ts';

/** Finishes draws in an order of its own: later ones first. */
function reversedPool(): PixelPool & { readonly pendingMost: () => number } {
  const waiting: (() => void)[] = [];
  let most = 0;
  return {
    size: 2,
    draw: () =>
      new Promise<void>((resolve) => {
        waiting.push(resolve);
        most = Math.max(most, waiting.length);
        setImmediate(() => waiting.pop()?.());
      }),
    show: () => Promise.reject(new Error('A video is not shown while it is drawn.')),
    close: () => Promise.resolve(),
    pendingMost: () => most,
  };
}

const tools = (framePool: FramePool, pixelPool: PixelPool): DrawingTools => ({
  framePool,
  pixelPool,
  baseFeed: null,
  patchFeed: null,
  captionFeed: null,
});

test('frames come in order, each once, whatever order they are drawn in', async () => {
  const pool = createFramePool({ width: 4, height: 4 }, null, 5);
  const pixels = reversedPool();
  const order: number[] = [];
  for await (const frame of drawFrames(23, tools(pool, pixels), new AbortController().signal)) {
    order.push(frame.frameIndex);
    frame.release();
  }
  expect(order).toEqual(Array.from({ length: 23 }, (_, i) => i));
  expect(pixels.pendingMost()).toBeLessThanOrEqual(5);
});

test('no more frames are in flight than the pool has slots, and all slots come back', async () => {
  const pool = createFramePool({ width: 4, height: 4 }, null, 3);
  const held: { release(): void }[] = [];
  const frames = drawFrames(9, tools(pool, reversedPool()), new AbortController().signal);
  for (let i = 0; i < 3; i++) {
    const { value } = await frames.next();
    if (value) held.push(value);
  }
  expect(pool.take()).toBeNull();
  for (const frame of held) frame.release();
  let rest = 0;
  for await (const frame of frames) {
    rest++;
    frame.release();
  }
  expect(rest).toBe(6);
  expect([pool.take(), pool.take(), pool.take()].sort()).toEqual([0, 24, 48]);
});

test('cancel between two frames is the cancelled kind', async () => {
  const pool = createFramePool({ width: 4, height: 4 }, null, 2);
  const controller = new AbortController();
  const frames = drawFrames(5, tools(pool, reversedPool()), controller.signal);
  (await frames.next()).value?.release();
  controller.abort();
  await expect(frames.next()).rejects.toMatchObject({ kind: 'cancelled' });
});

test('a slot starts as the still, so that only what moves needs drawing', () => {
  const still = createYuv(4, 2);
  still.y.fill(77);
  still.v.fill(9);
  const pool = createFramePool(still, still, 2);
  const bytes = pool.bytes(pool.take() ?? -1);
  expect([...bytes.subarray(0, 8)]).toEqual(Array.from({ length: 8 }, () => 77));
  expect([...bytes.subarray(10)]).toEqual([9, 9]);
});

test('frames that nobody needs are left out', async () => {
  const pool = createFramePool({ width: 4, height: 4 }, null, 3);
  const order: number[] = [];
  const isNeeded = (frame: number): boolean => frame % 7 > 3;
  const { signal } = new AbortController();
  for await (const frame of drawFrames(23, tools(pool, reversedPool()), signal, isNeeded)) {
    order.push(frame.frameIndex);
    frame.release();
  }
  expect(order).toEqual([4, 5, 6, 11, 12, 13, 18, 19, 20]);
});
