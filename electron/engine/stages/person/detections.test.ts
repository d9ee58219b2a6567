import { describe, expect, it } from 'vitest';
import { bestClass, intersectionOverUnion, suppress, type Detection } from './detections.ts';

const box = (left: number, top: number, size: number, score: number, classIndex = 0): Detection => ({
  left,
  top,
  right: left + size,
  bottom: top + size,
  score,
  classIndex,
});

describe('intersectionOverUnion', () => {
  it('is shared area over joint area', () => {
    expect(intersectionOverUnion(box(0, 0, 10, 1), box(5, 0, 10, 1))).toBeCloseTo(50 / 150, 12);
    expect(intersectionOverUnion(box(0, 0, 10, 1), box(5, 5, 10, 1))).toBeCloseTo(25 / 175, 12);
    expect(intersectionOverUnion(box(0, 0, 10, 1), box(2, 3, 4, 1))).toBeCloseTo(16 / 100, 12);
    expect(intersectionOverUnion(box(1, 2, 3, 1), box(1, 2, 3, 1))).toBe(1);
  });

  it('is nothing for boxes that only touch', () => {
    expect(intersectionOverUnion(box(0, 0, 10, 1), box(10, 0, 10, 1))).toBe(0);
    expect(intersectionOverUnion(box(0, 0, 10, 1), box(50, 50, 10, 1))).toBe(0);
  });
});

describe('suppress', () => {
  it('keeps the best of boxes that show the same thing, best first', () => {
    const kept = suppress([box(1, 0, 10, 0.6), box(0, 0, 10, 0.9), box(40, 0, 10, 0.95)], 0.45);
    expect(kept.map(({ score }) => score)).toEqual([0.95, 0.9]);
  });

  it('leaves other classes alone', () => {
    const kept = suppress([box(0, 0, 10, 0.9, 0), box(0, 0, 10, 0.8, 17), box(1, 0, 10, 0.7, 17)], 0.45);
    expect(kept.map(({ score, classIndex }) => [score, classIndex])).toEqual([
      [0.9, 0],
      [0.8, 17],
    ]);
  });

  it('lets an overlap that is exactly the limit pass', () => {
    const third = [box(0, 0, 10, 0.9), box(5, 0, 10, 0.8)];
    expect(suppress(third, 50 / 150)).toHaveLength(2);
    expect(suppress(third, 0.33)).toHaveLength(1);
  });

  it('does not let a suppressed box suppress others', () => {
    // The second overlaps the first and the third; the third overlaps only the second.
    const chain = [box(0, 0, 10, 0.9), box(4, 0, 10, 0.8), box(8, 0, 10, 0.7)];
    expect(suppress(chain, 0.3).map(({ score }) => score)).toEqual([0.9, 0.7]);
  });
});

describe('bestClass', () => {
  it('reads scores that lie side by side, or a row apart', () => {
    const scores = Float32Array.of(9, 0.1, 0.5, 0.3, 9, 0.2, 0.4, 0.6);
    expect(bestClass(scores, 1, 3, 1)).toEqual({ classIndex: 1, score: 0.5 });
    const { classIndex, score } = bestClass(scores, 1, 2, 4);
    expect(classIndex).toBe(1);
    expect(score).toBeCloseTo(0.2, 6);
  });
});
