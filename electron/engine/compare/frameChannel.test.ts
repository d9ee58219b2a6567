import { expect, it } from 'vitest';
import type { DrawnFrame } from '../frames/drawFrames.ts';
import { createFrameChannel } from './frameChannel.ts';

const released: number[] = [];
const frame = (frameIndex: number): DrawnFrame => ({
  frameIndex,
  bytes: Buffer.alloc(0),
  release: () => void released.push(frameIndex),
});

it('hands over every frame in order and comes to an end', async () => {
  const channel = createFrameChannel();
  const pushed = (async () => {
    for (let i = 0; i < 5; i++) expect(await channel.push(frame(i))).toBe(true);
    channel.end();
  })();
  const seen: number[] = [];
  for await (const { frameIndex } of channel) seen.push(frameIndex);
  await pushed;
  expect(seen).toEqual([0, 1, 2, 3, 4]);
  expect(await channel.push(frame(9))).toBe(false);
  expect(released).toEqual([9]);
});

it('gives the reader the error of the writer', async () => {
  const channel = createFrameChannel();
  const iterator = channel[Symbol.asyncIterator]();
  const next = iterator.next();
  channel.fail(new Error('drawing failed'));
  await expect(next).rejects.toThrow('drawing failed');
});

it('refuses frames as soon as the reader has gone, and gives back the one that waits', async () => {
  released.length = 0;
  const channel = createFrameChannel();
  const waiting = channel.push(frame(1));
  channel.abandon();
  expect(await waiting).toBe(false);
  expect(await channel.push(frame(2))).toBe(false);
  expect(released).toEqual([1, 2]);
});

it('notices a reader that stops in the middle', async () => {
  const channel = createFrameChannel();
  const first = channel.push(frame(0));
  for await (const { frameIndex } of channel) {
    expect(frameIndex).toBe(0);
    break;
  }
  expect(await first).toBe(true);
  expect(await channel.push(frame(1))).toBe(false);
});
