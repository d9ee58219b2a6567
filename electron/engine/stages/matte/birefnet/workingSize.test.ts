import { describe, expect, it } from 'vitest';
import { availableBytes, fittingSize, loadNeedBytes, runNeedBytes } from './memory.ts';
import { workingSizes } from './workingSize.ts';

const FREE = { widthPx: null, heightPx: null };
/** The published ones: Swin-L and Swin-T. */
const LARGE = { weights: 220_000_000 };
const LITE = { weights: 44_400_000 };

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

describe('memory', () => {
  const square = { widthPx: 1024, heightPx: 1024 };

  it('foresees what the published networks take', () => {
    expect(runNeedBytes(LARGE, square) / 1e9).toBeGreaterThan(3.9);
    expect(runNeedBytes(LARGE, square) / 1e9).toBeLessThan(5.5);
    expect(runNeedBytes(LITE, square)).toBeGreaterThan(0.9 * runNeedBytes(LARGE, square));
    expect(loadNeedBytes(LARGE, 973e6) / 1e9).toBeCloseTo(1.85, 2);
    // Half floats are half the file, and are computed with as whole ones.
    expect(loadNeedBytes(LARGE, 486e6) / 1e9).toBeCloseTo(1.37, 2);
  });

  it('chooses the largest size that fits, or none', () => {
    const sizes = workingSizes(FREE, 1000, 1000);
    expect(fittingSize(LARGE, sizes, 8e9)).toEqual(square);
    expect(fittingSize(LARGE, sizes, 3e9)).toEqual({ widthPx: 768, heightPx: 768 });
    expect(fittingSize(LARGE, sizes, 1e9)).toBeNull();
    expect(fittingSize(LARGE, [square], 3e9)).toBeNull();
    expect(fittingSize({ weights: 1000 }, [square], 1e9)).toEqual(square);
  });

  it('leaves a part of what is free to others', () => {
    expect(availableBytes()).toBeGreaterThan(0);
    expect(availableBytes()).toBeLessThan(Infinity);
  });
});
