import { expect, test } from 'vitest';
import { lowSoundOf, spectrogramOf } from './spectrogram.ts';

const RATE_HZ = 24_000;
/** A second of silence, then a second of 220 Hz with a partial at half the level an octave above. */
const mono = Float32Array.from({ length: 2 * RATE_HZ }, (_, i) =>
  i < RATE_HZ
    ? 0
    : 0.5 * Math.sin((2 * Math.PI * 220 * i) / RATE_HZ) + 0.25 * Math.sin((2 * Math.PI * 440 * i) / RATE_HZ),
);

test('partials stand on their semitones at their moments, as loud as they are', () => {
  const rows = 72;
  const levels = spectrogramOf(lowSoundOf(mono, RATE_HZ), {
    startSec: 0.5,
    stepSec: 0.5,
    columns: 3,
    lowestHz: 110,
    rowsPerSemitone: 2,
    rows,
  });
  const column = (index: number): Uint8Array => levels.subarray(index * rows, (index + 1) * rows);
  expect(Math.max(...column(0))).toBe(0);
  const sounding = column(2);
  // Two rows a semitone: 220 Hz is 24 rows above 110 Hz, 440 Hz another 24.
  expect(sounding.indexOf(Math.max(...sounding))).toBe(24);
  expect(Math.max(...sounding)).toBeGreaterThan(245);
  // Half the level is 6 dB less of 55 dB.
  expect(sounding[48]).toBeGreaterThan(255 * (1 - 9 / 55));
  expect(sounding[48]).toBeLessThan(255 * (1 - 4 / 55));
  expect(sounding[36]).toBeLessThan(100);
});

test('silence is dark, and beyond the ends there is silence', () => {
  const silent = lowSoundOf(new Float32Array(RATE_HZ), RATE_HZ);
  const window = { startSec: 0, stepSec: 0.1, columns: 4, lowestHz: 80, rowsPerSemitone: 2, rows: 20 };
  expect(Math.max(...spectrogramOf(silent, window))).toBe(0);
  expect(Math.max(...spectrogramOf(lowSoundOf(mono, RATE_HZ), { ...window, startSec: 10 }))).toBe(0);
});
