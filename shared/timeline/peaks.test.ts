import { expect, test } from 'vitest';
import { buildPeaks, columnPeaks, PEAK_RATE_HZ } from './peaks.ts';

const RATE_HZ = 8000;
/** A sound that is loud in its third second only. */
const sound = Float32Array.from({ length: 10 * RATE_HZ }, (_, i) =>
  i >= 2 * RATE_HZ && i < 3 * RATE_HZ ? (i % 2 === 0 ? 0.5 : -0.25) : 0,
);

test('the outline is found again at every resolution', () => {
  const peaks = buildPeaks([sound], RATE_HZ);
  expect(peaks.levels[0].length).toBe(2 * 10 * PEAK_RATE_HZ);
  for (const columns of [10, 100, 4000]) {
    const edges = Float64Array.from({ length: columns + 1 }, (_, i) => (10 * i) / columns);
    const { lows, highs } = columnPeaks(peaks, edges);
    const loud = Math.floor(columns * 0.25);
    expect([highs[loud], lows[loud]].map((value) => Math.round(value * 100))).toEqual([50, -25]);
    expect([highs[0], highs[columns - 1]]).toEqual([0, 0]);
  }
});

test('a picture reads as many slices as it has columns, give or take a few each, however long the sound', () => {
  const columns = 1000;
  for (const [durationSec, rateHz] of [
    [10, 8000],
    [600, 1000],
    [3600, 500],
  ] as const) {
    const peaks = buildPeaks([new Float32Array(durationSec * rateHz).fill(0.1)], rateHz);
    for (const share of [1, 0.1, 0.01]) {
      const edges = Float64Array.from({ length: columns + 1 }, (_, i) => (durationSec * share * i) / columns);
      expect(columnPeaks(peaks, edges).slicesRead).toBeLessThanOrEqual(6 * columns);
    }
  }
});

test('the loudest of all channels counts, what is beyond full scale is held there, silence and nothing are flat', () => {
  const edges = Float64Array.from([0, 1]);
  const both = buildPeaks([new Float32Array(100).fill(0.25), new Float32Array(100).fill(-3)], 100);
  expect(columnPeaks(both, edges)).toMatchObject({
    lows: new Float32Array([-1]),
    highs: new Float32Array([32 / 127]),
  });
  expect(columnPeaks(buildPeaks([], 100), edges).highs).toEqual(new Float32Array(1));
  // A column beyond the end is silent.
  expect(columnPeaks(both, Float64Array.from([5, 6])).highs).toEqual(new Float32Array(1));
});
