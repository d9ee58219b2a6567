import { describe, expect, it } from 'vitest';
import { availableBytes, fittingSize, gigabytes, loadNeedBytes, runNeedBytes } from './memory.ts';
import { workingSizes } from './workingSize.ts';

/** The published ones: Swin-L and Swin-T. */
const LARGE = { weights: 220_000_000 };
const LITE = { weights: 44_400_000 };

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
    const sizes = workingSizes({ widthPx: null, heightPx: null }, 1000, 1000);
    expect(fittingSize(LARGE, sizes, 8e9)).toEqual(square);
    expect(fittingSize(LARGE, sizes, 3e9)).toEqual({ widthPx: 768, heightPx: 768 });
    expect(fittingSize(LARGE, sizes, 1e9)).toBeNull();
    expect(fittingSize(LARGE, [square], 3e9)).toBeNull();
    expect(fittingSize({ weights: 1000 }, [square], 1e9)).toEqual(square);
  });

  it('is said in gigabytes', () => {
    expect([4_862_000_000, 49_000_000].map(gigabytes)).toEqual(['4.9', '0.0']);
  });

  it('leaves a part of what is free to others', () => {
    expect(availableBytes()).toBeGreaterThan(0);
    expect(availableBytes()).toBeLessThan(Infinity);
  });
});
