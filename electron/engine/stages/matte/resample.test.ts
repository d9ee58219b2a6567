import { describe, expect, it } from 'vitest';
import { resample, wholeOf } from './resample.ts';

const source = (width: number, height: number, value: (x: number, y: number) => number) => ({
  width,
  height,
  stride: 1,
  data: Float32Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width))),
});

describe('resample', () => {
  it('returns the source when the size does not change', () => {
    const picture = source(7, 5, (x, y) => x * 10 + y);
    expect(Array.from(resample(picture, 1, wholeOf(picture), 7, 5))).toEqual(Array.from(picture.data));
  });

  it('keeps a linear ramp linear when it enlarges, away from the border', () => {
    const picture = source(8, 1, (x) => x);
    const large = resample(picture, 1, wholeOf(picture), 16, 1);
    for (let x = 1; x < 15; x++) expect(large[x]).toBeCloseTo((x + 0.5) / 2 - 0.5, 5);
  });

  it('keeps the mean when it shrinks by a fraction', () => {
    const picture = source(90, 60, (x, y) => ((x * 31 + y * 17) % 11) / 10);
    const small = resample(picture, 1, wholeOf(picture), 13, 9);
    const mean = (values: Float32Array): number => values.reduce((a, b) => a + b) / values.length;
    expect(mean(small)).toBeCloseTo(mean(picture.data), 2);
  });

  it('reads a region that reaches beyond the source by repeating its border', () => {
    const picture = source(4, 4, (x) => x);
    const out = resample(picture, 1, { x: -2, y: 0, width: 8, height: 4 }, 8, 4);
    expect(Array.from(out.subarray(0, 8))).toEqual([0, 0, 0, 1, 2, 3, 3, 3]);
  });

  it('takes the leading channels of each pixel', () => {
    const rgba = { width: 2, height: 1, stride: 4, data: Uint8ClampedArray.of(1, 2, 3, 255, 4, 5, 6, 255) };
    expect(Array.from(resample(rgba, 3, wholeOf(rgba), 2, 1))).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
