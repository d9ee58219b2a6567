import { expect, it, vi } from 'vitest';
import type { DrawnFrame } from '../frames/drawFrames.ts';
import { createYuv } from '../frames/yuv.ts';
import type { Part } from './conductGrid.ts';
import { conductGrid } from './conductGrid.ts';
import type { FrameChannel } from './frameChannel.ts';
import { createFrameChannel } from './frameChannel.ts';
import { createGridCanvas } from './gridCanvas.ts';
import { layOutGrid } from './gridLayout.ts';

const TILE = { widthPx: 8, heightPx: 4 };
const BYTES = 48;

/** Frames whose first luma value tells their number. */
async function* drawn(count: number, failAt = Infinity): AsyncGenerator<DrawnFrame, void, undefined> {
  for (let frameIndex = 0; frameIndex < count; frameIndex++) {
    await Promise.resolve();
    if (frameIndex === failAt) throw new Error('a pixel worker died');
    yield { frameIndex, bytes: Buffer.alloc(BYTES, 100 + frameIndex), release: () => undefined };
  }
}

const part = (count: number, shownAt: Part['shownAt'], failAt?: number) => ({
  frames: drawn(count, failAt),
  channel: createFrameChannel(),
  shownAt,
  onFailure: vi.fn(),
});

async function read(channel: FrameChannel, see: (bytes: Buffer) => number): Promise<number[]> {
  const seen: number[] = [];
  for await (const frame of channel) {
    seen.push(see(frame.bytes));
    frame.release();
  }
  return seen;
}

const layout = layOutGrid(2, TILE);
const blank = (height: number) => createYuv(TILE.widthPx, height);
const canvas = () =>
  createGridCanvas(layout, [blank(layout.labelHeightPx), blank(layout.labelHeightPx)], [blank(4), blank(4)]);
/** Luma of the upper left pixel of a tile's picture. */
const pixelOf = (tile: number) => (bytes: Buffer) => {
  const { leftPx, topPx } = layout.tiles[tile];
  return bytes[(topPx + layout.labelHeightPx) * layout.widthPx + leftPx];
};
const signal = new AbortController().signal;

it('encodes every frame of every part once, and shows them in the grid by the time of the one that is heard', async () => {
  const heard = part(4, (frame) => frame);
  const slow = part(8, (frame) => frame * 2);
  const gridChannel = createFrameChannel();
  const both = (bytes: Buffer): number => pixelOf(0)(bytes) * 1000 + pixelOf(1)(bytes);
  const [, heardFrames, slowFrames, grid] = await Promise.all([
    conductGrid([heard, slow], { frames: 4, canvas: canvas(), channel: gridChannel }, signal),
    read(heard.channel, (bytes) => bytes[0]),
    read(slow.channel, (bytes) => bytes[0]),
    read(gridChannel, both),
  ]);
  expect(heardFrames).toEqual([100, 101, 102, 103]);
  expect(slowFrames).toEqual([100, 101, 102, 103, 104, 105, 106, 107]);
  expect(grid).toEqual([100_100, 101_102, 102_104, 103_106]);
});

it('goes on without a part whose drawing fails', async () => {
  const heard = part(4, (frame) => frame);
  const broken = part(4, (frame) => frame, 2);
  const gridChannel = createFrameChannel();
  const [, heardFrames, brokenFrames, grid] = await Promise.all([
    conductGrid([heard, broken], { frames: 4, canvas: canvas(), channel: gridChannel }, signal),
    read(heard.channel, (bytes) => bytes[0]),
    read(broken.channel, (bytes) => bytes[0]).catch((error: unknown) => String(error)),
    read(gridChannel, pixelOf(1)),
  ]);
  expect(heardFrames).toHaveLength(4);
  expect(brokenFrames).toContain('a pixel worker died');
  expect(broken.onFailure).toHaveBeenCalledOnce();
  expect(grid).toEqual([100, 101, 101, 101]);
});

it('finishes the parts when the encoder of the grid gives up', async () => {
  const heard = part(5, (frame) => frame);
  const gridChannel = createFrameChannel();
  gridChannel.abandon();
  const [, frames] = await Promise.all([
    conductGrid([heard], { frames: 5, canvas: canvas(), channel: gridChannel }, signal),
    read(heard.channel, (bytes) => bytes[0]),
  ]);
  expect(frames).toHaveLength(5);
});

it('ends every encoder when cancelled', async () => {
  const cancel = new AbortController();
  const heard = part(100, (frame) => frame);
  const gridChannel = createFrameChannel();
  const see = (bytes: Buffer): number => {
    if (bytes[0] === 103) cancel.abort();
    return bytes[0];
  };
  const results = await Promise.allSettled([
    conductGrid([heard], { frames: 100, canvas: canvas(), channel: gridChannel }, cancel.signal),
    read(heard.channel, see),
    read(gridChannel, pixelOf(0)),
  ]);
  for (const result of results)
    expect(result).toMatchObject({ status: 'rejected', reason: { kind: 'cancelled' } });
});
