import { expect, it } from 'vitest';
import { contourPath, contourScale, heightOf, pitchMarks } from './contours.ts';

const take = (hz: (number | null)[], timeMap: [number, number][]) => ({
  pitch: { startSec: 0, stepSec: 1, hz },
  timeMap,
});
const plain: [number, number][] = [
  [0, 0],
  [4, 4],
];

it('draws words above each other, whatever the tempo', () => {
  const scale = { durationSec: 4, lowHz: 100, highHz: 400 };
  // Twice as slow: second 2 of this voice is second 1 of the recording.
  const slow = take(
    [null, null, 200],
    [
      [0, 0],
      [4, 8],
    ],
  );
  expect(contourPath(slow, scale)).toBe('M250.0 50.00');
  expect(contourPath(take([null, 200], plain), scale)).toBe('M250.0 50.00');
});

it('does not join what is not voiced', () => {
  const path = contourPath(take([200, 200, null, 200], plain), { durationSec: 4, lowHz: 100, highHz: 400 });
  expect(path.match(/M/g)).toHaveLength(2);
  expect(path.match(/L/g)).toHaveLength(1);
});

it('has one scale for all, in semitones', () => {
  const scale = contourScale([take([100, null], plain), take([400], plain)], 4);
  expect(scale.lowHz).toBeCloseTo(100 / 2 ** (1 / 12), 6);
  expect(heightOf(200, scale)).toBeCloseTo(0.5, 6);
  expect(pitchMarks(scale)).toEqual([100, 150, 200, 300, 400]);
  expect(contourScale([take([null], plain)], 4)).toMatchObject({ lowHz: 80, highHz: 320 });
});
