import { describe, expect, it } from 'vitest';
import { createLoopFeed, type LoopSource } from './loopFeed.ts';
import { pingPong } from './pingPong.ts';

const BYTES = 8;

/** A loop whose picture i is filled with i; remembers what was asked of it. */
function numberedLoop(pictures: number, reads: string[] = []): LoopSource {
  return {
    pictures,
    pictureBytes: BYTES,
    async read({ from, count }, targetOf, onPicture, signal) {
      reads.push(`${from}+${count}`);
      for (let index = from; index < from + count; index++) {
        await new Promise((resolve) => setImmediate(resolve));
        if (signal.aborted) throw new Error('Aborted.');
        targetOf(index).fill(index);
        onPicture(index);
      }
    },
  };
}

const never = new AbortController().signal;

/** Takes all frames, up to `ahead` of them at a time. @returns the first byte of each picture */
async function play(loop: LoopSource, frames: number, budgetBytes: number, ahead = 5) {
  const feed = createLoopFeed(loop, frames, budgetBytes, never);
  const shown: number[] = [];
  const taken: Promise<number>[] = [];
  for (let frame = 0; frame < frames + ahead; frame++) {
    if (frame < frames) taken.push(feed.take(frame));
    const done = frame - ahead;
    if (done < 0) continue;
    const offset = await taken[done];
    const picture = new Uint8Array(feed.buffer, offset, BYTES);
    expect(new Set(picture).size).toBe(1);
    shown.push(picture[0]);
    feed.release(offset);
  }
  await feed.close();
  return { shown, bytes: feed.buffer.byteLength };
}

describe('back and forth', () => {
  it('shows no end picture twice', () => {
    expect(Array.from({ length: 11 }, (_, i) => pingPong(i, 4))).toEqual([0, 1, 2, 3, 2, 1, 0, 1, 2, 3, 2]);
    expect(Array.from({ length: 4 }, (_, i) => pingPong(i, 2))).toEqual([0, 1, 0, 1]);
    expect(Array.from({ length: 3 }, (_, i) => pingPong(i, 1))).toEqual([0, 0, 0]);
  });

  it('never shows a picture twice in a row and never leaps', () => {
    for (const pictures of [2, 3, 7, 50])
      for (let frame = 0; frame < 4 * pictures; frame++)
        expect(Math.abs(pingPong(frame + 1, pictures) - pingPong(frame, pictures))).toBe(1);
  });
});

describe('a loop feed', () => {
  const expected = (frames: number, pictures: number): number[] =>
    Array.from({ length: frames }, (_, i) => pingPong(i, pictures));

  it.each([
    [10_000, 1],
    [40 * BYTES, 1],
    [39 * BYTES, 2],
    [17 * BYTES, 3],
    [4 * BYTES, 3],
    [1, 3],
  ])('shows the same whatever its budget: %i bytes', async (budget) => {
    const { shown, bytes } = await play(numberedLoop(40), 200, budget);
    expect(shown).toEqual(expected(200, 40));
    expect(bytes).toBeLessThanOrEqual(Math.max(budget, 4 * BYTES));
  });

  it('decodes a loop that fits once', async () => {
    const reads: string[] = [];
    await play(numberedLoop(40, reads), 200, 40 * BYTES);
    expect(reads).toEqual(['0+40']);
  });

  it('decodes no more than a short speech needs', async () => {
    const reads: string[] = [];
    const { bytes } = await play(numberedLoop(40, reads), 12, 40 * BYTES);
    expect(reads).toEqual(['0+12']);
    expect(bytes).toBe(12 * BYTES);
  });

  it('turns at the ends without decoding again what it still holds', async () => {
    const reads: string[] = [];
    // Five parts of eight pictures, four of them held.
    await play(numberedLoop(40, reads), 158, 32 * BYTES);
    expect(reads.slice(0, 5)).toEqual(['0+8', '8+8', '16+8', '24+8', '32+8']);
    expect(reads.slice(5)).toEqual(['0+8', '32+8', '0+8']);
  });

  it('waits for room instead of overwriting what is drawn', async () => {
    const feed = createLoopFeed(numberedLoop(40), 40, 4 * BYTES, never);
    const held = [await feed.take(0), await feed.take(1), await feed.take(2), await feed.take(3)];
    let granted = false;
    const fifth = feed.take(4).then((offset) => {
      granted = true;
      return offset;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(granted).toBe(false);
    expect(held.map((offset) => new Uint8Array(feed.buffer)[offset])).toEqual([0, 1, 2, 3]);
    feed.release(held[1]);
    expect(new Uint8Array(feed.buffer)[await fifth]).toBe(4);
    await feed.close();
  });

  it('fails every frame that waits when decoding fails, and those after them', async () => {
    const broken: LoopSource = {
      ...numberedLoop(40),
      read: () => Promise.reject(new Error('The file is gone.')),
    };
    const feed = createLoopFeed(broken, 40, 1e6, never);
    await expect(Promise.all([feed.take(0), feed.take(1)])).rejects.toThrow('gone');
    await expect(feed.take(2)).rejects.toThrow('gone');
    await feed.close();
  });

  it('stops decoding when it is closed', async () => {
    const endless: LoopSource = {
      ...numberedLoop(40),
      read: (_range, _target, _onPicture, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Error('Aborted.'))),
        ),
    };
    const feed = createLoopFeed(endless, 40, 1e6, never);
    const waiting = expect(feed.take(0)).rejects.toMatchObject({ code: 'cancelled' });
    await new Promise((resolve) => setImmediate(resolve));
    await feed.close();
    await waiting;
  });
});
