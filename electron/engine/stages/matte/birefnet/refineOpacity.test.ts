import { expect, it } from 'vitest';
import { resample } from '../resample.ts';
import { refineOpacity } from './refineOpacity.ts';

const SIDE = 96;
const PITCH = 4;
const PERSON = [0.8, 0.5, 0.3];
const WALL = [0.2, 0.3, 0.7];

/** A slanted edge with strands two pixels wide standing out of it. */
function picture() {
  const truth = new Float32Array(SIDE * SIDE);
  const rgb = new Float32Array(SIDE * SIDE * 3);
  for (let y = 0, i = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++, i++) {
      const edge = 40 + 0.25 * y;
      const isStrand = x >= edge && x < edge + 10 && y % 12 < 2;
      truth[i] = isStrand ? 1 : Math.min(1, Math.max(0, edge - x + 0.5));
      for (let c = 0; c < 3; c++) rgb[i * 3 + c] = truth[i] * PERSON[c] + (1 - truth[i]) * WALL[c];
    }
  return { truth, rgb };
}

const grid = {
  width: SIDE,
  height: SIDE,
  region: { x: 0, y: 0, width: SIDE, height: SIDE },
  photoWidth: SIDE,
  photoHeight: SIDE,
};
const whole = (side: number) => ({ x: 0, y: 0, width: side, height: side });
const meanError = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;

it('finds the edge of the photo where the network’s pixels are four times as wide', () => {
  const { truth, rgb } = picture();
  const low = resample(
    { width: SIDE, height: SIDE, data: truth, stride: 1 },
    1,
    whole(SIDE),
    SIDE / PITCH,
    SIDE / PITCH,
  );
  const seen = { width: SIDE / PITCH, height: SIDE / PITCH, data: low, stride: 1 };
  const opacity = resample(seen, 1, whole(SIDE / PITCH), SIDE, SIDE);
  const refined = refineOpacity(rgb, opacity, grid, PITCH);
  expect(meanError(opacity, truth)).toBeGreaterThan(0.02);
  expect(meanError(refined, truth)).toBeLessThan(0.25 * meanError(opacity, truth));
  // Far from the edge nothing is in doubt.
  expect([refined[50 * SIDE + 5], refined[50 * SIDE + 90]]).toEqual([1, 0]);
});

it('holds to the network where the colours say nothing', () => {
  const rgb = new Float32Array(SIDE * SIDE * 3).fill(0.5);
  const opacity = Float32Array.from({ length: SIDE * SIDE }, (_, i) =>
    Math.min(1, Math.max(0, 0.5 - ((i % SIDE) - 48) / 16)),
  );
  const refined = refineOpacity(rgb, opacity, grid, PITCH);
  expect(meanError(refined, opacity)).toBeLessThan(0.025);
  // The middle of the soft edge stays where it is.
  expect(refined[40 * SIDE + 47] + refined[40 * SIDE + 48]).toBeCloseTo(0.5625 + 0.5, 1);
});

it('takes the answer as it is on a grid no finer than the network', () => {
  const opacity = Float32Array.of(0, 0.02, 0.5, 0.9, 0.98, 1);
  const row = { ...grid, width: 6, height: 1 };
  const refined = refineOpacity(new Float32Array(18), opacity, row, 1);
  [0, 0, 0.5, 0.9348, 1, 1].forEach((value, i) => expect(refined[i]).toBeCloseTo(value, 3));
});
