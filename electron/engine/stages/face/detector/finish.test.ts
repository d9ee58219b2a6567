import { describe, expect, it } from 'vitest';
import {
  anchorCenter,
  decodeDetections,
  intersectionOverUnion,
  mergeDetections,
  sigmoid,
  type Detection,
  type GridOutput,
} from './finish.ts';

const QUIET = -2400;

function silentOutputs(): GridOutput[] {
  return [512, 384].map((count) => ({
    scores: new Float32Array(count).fill(QUIET),
    boxes: new Float32Array(count * 16),
  }));
}

const square = (x: number, y: number, side: number, score: number): Detection => ({
  center: [x, y],
  width: side,
  height: side,
  score,
  keypoints: Array.from({ length: 6 }, () => [x, y] as const),
});

describe('sigmoid', () => {
  it('survives the logits that the network gives to empty walls', () => {
    expect(sigmoid(-2416)).toBeGreaterThanOrEqual(0);
    expect(sigmoid(-2416)).toBeLessThan(1e-40);
    expect(sigmoid(2416)).toBe(1);
    expect(sigmoid(0)).toBe(0.5);
  });
});

describe('anchorCenter', () => {
  it('goes row by row, all anchors of a cell together', () => {
    expect(anchorCenter(0, 16, 2)).toEqual([0.5 / 16, 0.5 / 16]);
    expect(anchorCenter(1, 16, 2)).toEqual([0.5 / 16, 0.5 / 16]);
    expect(anchorCenter(2, 16, 2)).toEqual([1.5 / 16, 0.5 / 16]);
    expect(anchorCenter(511, 16, 2)).toEqual([15.5 / 16, 15.5 / 16]);
    expect(anchorCenter(48, 8, 6)).toEqual([0.5 / 8, 1.5 / 8]);
  });
});

describe('decodeDetections', () => {
  const look = { centerX: 300, centerY: 200, sidePx: 512, angleRad: 0 };

  it('finds nothing in silence', () => {
    expect(decodeDetections(silentOutputs(), look, 0.6)).toEqual([]);
  });

  it('places box and keypoints relative to the anchor, x first, in photo pixels', () => {
    const outputs = silentOutputs();
    const index = 6 * (8 * 4 + 4) + 3;
    outputs[1].scores[index] = 2;
    outputs[1].boxes.set([16, -16, 64, 96, -8, 4], index * 16);
    const [found, ...others] = decodeDetections(outputs, look, 0.6);
    expect(others).toEqual([]);
    // The anchor's centre is 4.5 / 8 of 256 = 144 input pixels; one input pixel is two photo pixels here.
    expect(found.center[0]).toBeCloseTo(300 - 256 + (144 + 16) * 2);
    expect(found.center[1]).toBeCloseTo(200 - 256 + (144 - 16) * 2);
    expect(found.width).toBeCloseTo(128);
    expect(found.height).toBeCloseTo(192);
    expect(found.keypoints[0][0]).toBeCloseTo(300 - 256 + (144 - 8) * 2);
    expect(found.keypoints[0][1]).toBeCloseTo(200 - 256 + (144 + 4) * 2);
    expect(found.score).toBeCloseTo(0.8808, 4);
  });

  it('turns with the look', () => {
    const outputs = silentOutputs();
    outputs[0].scores[0] = 3;
    outputs[0].boxes.set([120 - 8, 120 - 8, 20, 20], 0);
    const [found] = decodeDetections(outputs, { ...look, angleRad: Math.PI }, 0.6);
    expect(found.center[0]).toBeCloseTo(300 + 16);
    expect(found.center[1]).toBeCloseTo(200 + 16);
  });
});

describe('mergeDetections', () => {
  it('measures overlap', () => {
    expect(intersectionOverUnion(square(0, 0, 10, 1), square(5, 0, 10, 1))).toBeCloseTo(50 / 150);
    expect(intersectionOverUnion(square(0, 0, 10, 1), square(50, 0, 10, 1))).toBe(0);
  });

  it('returns the only candidate', () => {
    expect(mergeDetections([square(3, 4, 10, 0.5)], 0.3)).toEqual([square(3, 4, 10, 0.5)]);
  });

  it('averages a group by score and keeps the best score', () => {
    const [one, ...others] = mergeDetections([square(0, 0, 10, 0.6), square(3, 0, 10, 0.9)], 0.3);
    expect(others).toEqual([]);
    expect(one.center[0]).toBeCloseTo((3 * 0.9) / 1.5);
    expect(one.score).toBe(0.9);
  });

  it('keeps faces that stand apart, best first', () => {
    const merged = mergeDetections([square(0, 0, 10, 0.7), square(40, 0, 10, 0.9)], 0.3);
    expect(merged.map(({ score }) => score)).toEqual([0.9, 0.7]);
  });
});
