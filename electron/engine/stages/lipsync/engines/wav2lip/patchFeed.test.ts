import { expect, test, vi } from 'vitest';
import type { FrameFeed } from '../../../../frames/frameFeed.ts';
import type { InferenceBatch, InferencePool } from '../../../../runtime/inference/types.ts';
import type { MouthSound } from './mouthSound.ts';
import { createPatchFeed } from './patchFeed.ts';
import { patchLength } from './types.ts';

const SIDE = 4;
const LENGTH = patchLength(SIDE);
const NETWORK = { melName: 'mel', faceName: 'face', outputName: 'out', sidePx: SIDE };

interface FakePool extends InferencePool {
  /** The first mel value of every row of every call. */
  readonly calls: number[][];
  /** Lets the oldest call in flight answer. */
  finish(): void;
  readonly most: () => number;
}

/** A network that draws what it hears: every value is the first mel value plus the first value of the whole face. */
function fakePool(batchSize: number, concurrency: number, isManual = false): FakePool {
  const calls: number[][] = [];
  const held: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const card = { id: 'fake' } as InferencePool['card'];
  return {
    card,
    device: 'cpu',
    batchSize,
    concurrency,
    calls,
    finish: () => held.shift()?.(),
    most: () => most,
    async run({ inputs, output }: InferenceBatch) {
      const { mel, face } = inputs;
      const rows = mel.dims[0];
      expect(face.dims).toEqual([rows, 6, SIDE, SIDE]);
      expect(output).toHaveLength(rows * LENGTH);
      calls.push(Array.from({ length: rows }, (_, row) => mel.data[row * 1_280]));
      running++;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => {
        if (isManual) held.push(resolve);
        else setImmediate(resolve);
      });
      running--;
      for (let row = 0; row < rows; row++) {
        const heard = mel.data[row * 1_280];
        output.fill(heard + face.data[row * 6 * SIDE * SIDE + LENGTH], row * LENGTH, (row + 1) * LENGTH);
      }
    },
    fallbacks: () => [],
    close: () => Promise.resolve(),
  };
}

/** Sound whose window of a frame holds one value. */
const soundOf = (values: readonly number[]): MouthSound => ({
  starts: Int32Array.from(values),
  copy: (frameIndex, target, offset) => target.fill(values[frameIndex], offset, offset + 1_280),
  isSame: (a, b) => values[a] === values[b],
  isSilent: (frameIndex) => values[frameIndex] === 0,
});

function feedOf(
  values: readonly number[],
  pool: InferencePool,
  signal = new AbortController().signal,
  crops: readonly number[] = values.map(() => 0),
): FrameFeed {
  const faces = Math.max(...crops) + 1;
  const references = new Uint8Array(new SharedArrayBuffer(faces * LENGTH));
  references.forEach((_, i) => (references[i] = Math.floor(i / LENGTH) * 51));
  const cropOfFrame = new Int32Array(new SharedArrayBuffer(crops.length * 4));
  cropOfFrame.set(crops);
  return createPatchFeed(
    { references, cropOfFrame, sidePx: SIDE, sound: soundOf(values) },
    NETWORK,
    pool,
    signal,
  );
}

const valueAt = (feed: FrameFeed, byteOffset: number): number => {
  const patch = new Float32Array(feed.buffer, byteOffset, LENGTH);
  expect(new Set(patch).size).toBe(1);
  return patch[0];
};

/** Takes all frames in order, `together` of them held at a time. */
async function takeAll(feed: FrameFeed, frames: number, together: number): Promise<number[]> {
  const seen: number[] = [];
  const held: number[] = [];
  for (let frame = 0; frame < frames; frame++) {
    const offset = await feed.take(frame);
    seen.push(valueAt(feed, offset));
    held.push(offset);
    if (held.length === together) feed.release(held.shift() ?? 0);
  }
  for (const offset of held) feed.release(offset);
  await feed.close();
  return seen;
}

const rising = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

test.each([
  [1, 1, 1],
  [1, 3, 5],
  [4, 1, 11],
  [16, 2, 11],
  [64, 1, 3],
])(
  'every frame gets its own mouth: %i rows, %i calls at a time, %i frames held',
  async (rows, calls, held) => {
    const values = rising(101);
    const pool = fakePool(rows, calls);
    expect(await takeAll(feedOf(values, pool), values.length, held)).toEqual(values);
    expect(pool.calls.flat().sort((a, b) => a - b)).toEqual(values);
    expect(Math.max(...pool.calls.map((call) => call.length))).toBeLessThanOrEqual(rows);
    expect(pool.most()).toBeLessThanOrEqual(calls);
  },
);

test('calls are full until the end, where they share what is left', async () => {
  const pool = fakePool(8, 2);
  await takeAll(feedOf(rising(60), pool), 60, 4);
  const sizes = pool.calls.map((call) => call.length);
  expect(sizes).toEqual([8, 8, 8, 8, 8, 8, 6, 3, 2, 1]);
  expect(pool.most()).toBe(2);
});

test('a mouth that repeats is drawn once: runs of the same sound, silence wherever it comes back', async () => {
  const values = [0, 0, 0, 5, 5, 6, 0, 0, 5, 0];
  const pool = fakePool(4, 1);
  expect(await takeAll(feedOf(values, pool), values.length, 3)).toEqual(values);
  expect(pool.calls.flat()).toEqual([0, 5, 6, 5]);
});

test('silence on another face is another mouth', async () => {
  const values = [0, 0, 0, 0];
  const pool = fakePool(4, 1);
  const feed = feedOf(values, pool, undefined, [0, 1, 0, 1]);
  const seen = await takeAll(feed, 4, 2);
  expect(seen.map((value) => Math.round(value * 10) / 10)).toEqual([0, 0.2, 0, 0.2]);
  expect(pool.calls.flat()).toHaveLength(2);
});

test('works ahead until its memory is full, then waits for frames to be given back', async () => {
  const pool = fakePool(4, 1);
  const feed = feedOf(rising(200), pool);
  const first = await feed.take(0);
  const settlesAt = async (drawn: number): Promise<void> => {
    await vi.waitFor(() => expect(pool.calls.flat()).toHaveLength(drawn), 20_000);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(pool.calls.flat()).toHaveLength(drawn);
  };
  await settlesAt(20);
  feed.release(first);
  for (let frame = 1; frame < 5; frame++) feed.release(await feed.take(frame));
  await settlesAt(24);
  await feed.close();
});

test('cancel answers those who wait at once, starts nothing more and lets the call in flight end', async () => {
  const controller = new AbortController();
  const pool = fakePool(4, 1, true);
  const feed = feedOf(rising(20), pool, controller.signal);
  const waiting = Promise.allSettled([feed.take(0), feed.take(1)]);
  controller.abort();
  for (const outcome of await waiting)
    expect(outcome).toMatchObject({ status: 'rejected', reason: { kind: 'cancelled' } });
  await expect(feed.take(2)).rejects.toMatchObject({ kind: 'cancelled' });
  let isClosed = false;
  const closing = feed.close().then(() => (isClosed = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isClosed).toBe(false);
  pool.finish();
  await closing;
  expect(pool.calls).toHaveLength(1);
});

test('a call that fails fails every frame that waits', async () => {
  const pool = { ...fakePool(2, 1), run: () => Promise.reject(new Error('no memory')) };
  const feed = feedOf(rising(6), pool);
  const outcomes = await Promise.allSettled([feed.take(0), feed.take(1), feed.take(2)]);
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'no memory' } });
  await expect(feed.take(3)).rejects.toThrow('no memory');
  await feed.close();
});

test('a pool that moves to slower devices on the way gets smaller calls, more at a time', async () => {
  const pool = { ...fakePool(8, 1), batchSize: 8, concurrency: 1 };
  const feed = feedOf(rising(80), pool);
  const seen: number[] = [];
  for (let frame = 0; frame < 80; frame++) {
    if (frame === 20) Object.assign(pool, { batchSize: 2, concurrency: 3 });
    const offset = await feed.take(frame);
    seen.push(valueAt(feed, offset));
    feed.release(offset);
  }
  await feed.close();
  expect(seen).toEqual(rising(80));
  expect(pool.most()).toBe(3);
});

test.each([
  [4, 1, 1],
  [16, 2, 5],
])('only mouths of frames that will be asked for are drawn: %i rows, %i calls', async (rows, calls, held) => {
  const values = rising(101);
  const pool = fakePool(rows, calls);
  const feed = feedOf(values, pool);
  const isNeeded = (frame: number): boolean => frame < 3 || (frame > 40 && frame < 70);
  feed.expect?.(isNeeded);
  const wanted = values.map((_, i) => i).filter(isNeeded);
  const taken: number[] = [];
  for (const frame of wanted) {
    const offset = await feed.take(frame);
    expect(valueAt(feed, offset)).toBe(values[frame]);
    taken.push(offset);
    if (taken.length === held) feed.release(taken.shift() ?? 0);
  }
  for (const offset of taken) feed.release(offset);
  await feed.close();
  expect(pool.calls.flat().sort((a, b) => a - b)).toEqual(wanted.map((frame) => values[frame]));
});

test('a mouth is named by what is heard', () => {
  const pool = fakePool(4, 1);
  const named = [0, 1, 2].map((frame) => feedOf([5, 6, 5], pool).identify?.(frame));
  expect(named[0]).toBe(named[2]);
  expect(named[0]).not.toBe(named[1]);
  expect(named[0]).toContain('cpu');
});
