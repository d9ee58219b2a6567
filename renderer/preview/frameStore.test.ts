import { describe, expect, it } from 'vitest';
import type { PreviewTrack } from '../../shared/contract/preview.ts';
import { createFrameStore, framesToCome } from './frameStore.ts';

const trackOf = (looks: readonly number[], variant = 0): PreviewTrack => ({
  variant,
  durationSec: looks.length / 25,
  sampleRateHz: 8000,
  channelCount: 1,
  fps: 25,
  timeMap: [],
  looks: Float64Array.from(looks),
  pieces: [],
  settled: true,
  limits: [],
});
const frame = (look: number, bytes = 16) => ({
  type: 'frame' as const,
  scene: 1,
  variant: 0,
  frame: 0,
  look,
  box: [0, 0, 2, 2] as const,
  rgba: new ArrayBuffer(bytes),
});
const outlook = (at: number) => new Map([[0, { frame: at, mode: 'scrubbing' as const, loop: null }]]);

describe('frames to come', () => {
  it('runs ahead of a running playhead and stops at the end', () => {
    const coming = framesToCome({ frame: 90, mode: 'playing', loop: null }, 100, 25);
    expect(coming).toEqual([90, 91, 92, 93, 94, 95, 96, 97, 98, 99]);
  });

  it('goes round in a region, each frame once', () => {
    const loop = { startSec: 1, endSec: 1.2 };
    expect(framesToCome({ frame: 28, mode: 'playing', loop }, 100, 25)).toEqual([28, 29, 25, 26, 27]);
  });

  it('looks to both sides of a playhead that is dragged, nearest first', () => {
    const coming = framesToCome({ frame: 3, mode: 'scrubbing', loop: null }, 100, 25);
    expect(coming.slice(0, 7)).toEqual([3, 4, 2, 5, 1, 6, 0]);
    const distances = coming.map((index) => Math.abs(index - 3));
    expect([...distances].sort((a, b) => a - b)).toEqual(distances);
  });
});

describe('the store of frames', () => {
  it('lacks what has not come, and nothing that an edit has left as it was', () => {
    const store = createFrameStore();
    store.setTrack(trackOf([11, 12, 13, 14]));
    expect(store.lacking(outlook(1))).toEqual([
      [0, 1],
      [0, 2],
      [0, 0],
      [0, 3],
    ]);
    for (const look of [11, 12, 13]) store.put(frame(look));
    expect(store.lacking(outlook(1))).toEqual([[0, 3]]);
    store.setTrack(trackOf([11, 22, 0, 13]));
    expect(store.lacking(outlook(1))).toEqual([[0, 1]]);
    expect(store.pictureOf(0, 1)).toBeNull();
    expect(store.pictureOf(0, 3)).not.toBeNull();
  });

  it('keeps within its budget; what was shown last goes last', () => {
    const store = createFrameStore(48);
    store.setTrack(trackOf([11, 12, 13, 14]));
    for (const look of [11, 12, 13]) store.put(frame(look));
    store.pictureOf(0, 0);
    store.put(frame(14));
    expect(store.bytes).toBe(48);
    expect([0, 1, 2, 3].map((index) => store.pictureOf(0, index) !== null)).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it('wants what several voices show at one time at one time', () => {
    const store = createFrameStore();
    store.setTrack(trackOf([11, 12, 13]));
    store.setTrack(trackOf([21, 22, 23], 1));
    const both = new Map(
      [0, 1].map((variant) => [variant, { frame: 0, mode: 'playing' as const, loop: null }]),
    );
    expect(store.lacking(both)).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
      [0, 2],
      [1, 2],
    ]);
  });
});
