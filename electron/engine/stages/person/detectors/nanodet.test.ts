import { describe, expect, it } from 'vitest';
import { decodeNanodet, type NanodetLevel } from './nanodet.ts';

const CLASSES = 80;

/** A level of 4 x 3 cells in which nothing is seen. */
function silent(stridePx: number): NanodetLevel {
  const cells = 12;
  return {
    stridePx,
    columns: 4,
    scores: new Float32Array(cells * CLASSES),
    distances: new Float32Array(cells * 44),
  };
}

/** All belief in one bin. */
function sure(level: NanodetLevel, cell: number, bins: readonly number[]): void {
  bins.forEach((bin, side) => {
    level.distances[(cell * 4 + side) * 11 + bin] = 60;
  });
}

describe('decodeNanodet', () => {
  it('sees nothing in silence', () => {
    expect(decodeNanodet(silent(8), 0.1)).toEqual([]);
  });

  it('counts distances in strides from the middle of the cell', () => {
    const level = silent(16);
    const cell = 1 * 4 + 2;
    level.scores[cell * CLASSES] = 0.75;
    sure(level, cell, [1, 0, 3, 10]);
    const [found, ...others] = decodeNanodet(level, 0.5);
    expect(others).toEqual([]);
    expect(found.classIndex).toBe(0);
    expect(found.score).toBe(0.75);
    // The middle of column 2, row 1 is (2.5, 1.5) x 16 = (40, 24).
    expect(found.left).toBeCloseTo(40 - 16, 9);
    expect(found.top).toBeCloseTo(24, 9);
    expect(found.right).toBeCloseTo(40 + 48, 9);
    expect(found.bottom).toBeCloseTo(24 + 160, 9);
  });

  it('takes the mean of a distribution, not its peak', () => {
    const level = silent(8);
    level.scores[0] = 0.9;
    // 3/4 on bin 2, 1/4 on bin 6: the mean is 3.
    level.distances.set([-99, -99, Math.log(3), -99, -99, -99, 0, -99, -99, -99, -99], 0);
    // Even belief in 0..10: the mean is 5.
    const [found] = decodeNanodet(level, 0.5);
    expect(found.left).toBeCloseTo(4 - 3 * 8, 4);
    expect(found.top).toBeCloseTo(4 - 5 * 8, 4);
    expect(found.right).toBeCloseTo(4 + 5 * 8, 4);
  });

  it('does not overflow on large logits', () => {
    const level = silent(8);
    level.scores[0] = 0.9;
    level.distances.fill(-3000);
    level.distances[4] = 3000;
    expect(decodeNanodet(level, 0.5)[0].left).toBeCloseTo(4 - 4 * 8, 6);
  });

  it('names the best class of a cell only', () => {
    const level = silent(8);
    level.scores[3 * CLASSES] = 0.6;
    level.scores[3 * CLASSES + 16] = 0.7;
    expect(decodeNanodet(level, 0.5).map(({ classIndex, score }) => [classIndex, score])).toEqual([
      [16, expect.closeTo(0.7, 6)],
    ]);
  });
});
