import { describe, expect, it } from 'vitest';
import { workingSizes } from './workingSize.ts';

const FREE = { widthPx: null, heightPx: null };

describe('workingSizes', () => {
  it('takes a fixed size whatever the photo', () => {
    expect(workingSizes({ widthPx: 1024, heightPx: 1024 }, 4000, 3000)).toEqual([
      { widthPx: 1024, heightPx: 1024 },
    ]);
  });

  it.each([
    [4000, 3000],
    [1080, 1920],
    [64, 64],
    [9000, 1200],
    [300, 9000],
  ])('keeps the aspect of %i x %i in steps of 32, with about as many pixels as in training', (w, h) => {
    const sizes = workingSizes(FREE, w, h);
    const [{ widthPx, heightPx }] = sizes;
    for (const side of sizes.flatMap((size) => [size.widthPx, size.heightPx])) {
      expect(side % 32).toBe(0);
      expect(side).toBeGreaterThanOrEqual(256);
      expect(side).toBeLessThanOrEqual(2304);
    }
    const aspectMax = 2304 / 256;
    const aspect = Math.min(aspectMax, Math.max(1 / aspectMax, w / h));
    expect(Math.abs(Math.log(widthPx / heightPx / aspect))).toBeLessThan(0.3);
    expect(Math.abs(Math.log((widthPx * heightPx) / 1024 ** 2))).toBeLessThan(0.65);
    const areas = sizes.map((size) => size.widthPx * size.heightPx);
    expect(areas).toEqual([...areas].sort((a, b) => b - a));
  });

  it('lets one free side make up for one that is fixed', () => {
    expect(workingSizes({ widthPx: 512, heightPx: null }, 500, 1000)[0]).toEqual({
      widthPx: 512,
      heightPx: 2048,
    });
  });
});
