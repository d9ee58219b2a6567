import { describe, expect, it } from 'vitest';
import { decodeRawHead, decodeRows } from './ultralytics.ts';

describe('decodeRawHead', () => {
  it('reads rows of x, y, width, height and classes', () => {
    const anchors = 4;
    const values = Float32Array.of(
      ...[10, 200, 300, 0],
      ...[20, 100, 50, 0],
      ...[8, 40, 60, 0],
      ...[6, 80, 20, 0],
      ...[0.1, 0.9, 0.5, 0],
      ...[0.2, 0.3, 0.7, 0],
    );
    const found = decodeRawHead(values, 2, anchors, 0.4);
    expect(found).toEqual([
      { left: 180, top: 60, right: 220, bottom: 140, score: expect.closeTo(0.9, 6), classIndex: 0 },
      { left: 270, top: 40, right: 330, bottom: 60, score: expect.closeTo(0.7, 6), classIndex: 1 },
    ]);
  });
});

describe('decodeRows', () => {
  it('takes corners, score and class, and leaves empty rows out', () => {
    const values = Float32Array.of(10, 20, 30, 60, 0.8, 0, 5, 5, 9, 9, 0.3, 0, 0, 0, 0, 0, 0, 0);
    expect(decodeRows(values, 0.4)).toEqual([
      { left: 10, top: 20, right: 30, bottom: 60, score: expect.closeTo(0.8, 6), classIndex: 0 },
    ]);
  });
});
