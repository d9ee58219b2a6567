import { expect, it } from 'vitest';
import type { PitchTrack } from '../types.ts';
import { clippedShare, contourErrors, pitchAt, quantile, requestSize } from './measures.ts';

const track = (hz: readonly number[], strength = 0.9): PitchTrack => ({
  startSec: 0.02,
  stepSec: 0.01,
  hz: Float32Array.from(hz),
  strength: Float32Array.from(hz, (value) => (value > 0 ? strength : 0)),
  floorHz: 75,
  ceilingHz: 600,
});
const still = (sec: number): number => sec;

it('reads a contour between its frames, and never through an unvoiced one', () => {
  const contour = track([100, 120, 0, 140]);
  expect(pitchAt(contour, 0.025)).toBeCloseTo(110, 4);
  expect(pitchAt(contour, 0.034)).toBe(120);
  expect(pitchAt(contour, 0.041)).toBe(0);
  expect(pitchAt(contour, 9)).toBe(0);
});

it('measures error, gross error, range and voicing against the request', () => {
  const original = track([100, 110, 120, 130, 0, 0]);
  const targetHz = Float32Array.from([200, 220, 240, 260, 0, 0]);
  const cents = (hz: number, by: number): number => hz * 2 ** (by / 1200);
  const measured = track([cents(200, 20), cents(220, -20), cents(240, 20), 520, 90, 0]);
  const errors = contourErrors(original, measured, { targetHz, toResultSec: still });
  expect(errors.medianCents).toBeCloseTo(20, 2);
  expect(errors.grossRate).toBe(0.25);
  expect(errors.voicingAgreement).toBeCloseTo(5 / 6, 9);
  expect(errors.comparedFrames).toBe(4);
  expect(Math.abs(errors.rangeError)).toBeLessThan(0.05);
});

it('finds a contour that is only half as wide', () => {
  const targetHz = Float32Array.from({ length: 50 }, (_, i) => 200 * 2 ** (Math.sin(i) / 3));
  const narrow = Array.from(targetHz, (hz) => 200 * (hz / 200) ** 0.5);
  const { rangeError } = contourErrors(track(Array.from(targetHz)), track(narrow), {
    targetHz,
    toResultSec: still,
  });
  expect(rangeError).toBeCloseTo(-0.5, 2);
});

it('measures lost clearness in decibels of harmonics-to-noise ratio', () => {
  const targetHz = Float32Array.from([100, 100, 100]);
  const errors = contourErrors(track([100, 100, 100], 0.99), track([100, 100, 100], 0.9), {
    targetHz,
    toResultSec: still,
  });
  expect(errors.roughnessDb).toBeCloseTo(10 * Math.log10(99 / 9), 3);
});

it('counts cut-off waves, at full scale and below, but no peaks', () => {
  const sine = Float32Array.from({ length: 10_000 }, (_, i) => 0.9 * Math.sin(i / 20));
  expect(clippedShare(sine)).toBeLessThan(0.0005);
  const cut = (level: number): Float32Array => sine.map((x) => Math.max(-level, Math.min(level, x)));
  expect(clippedShare(cut(0.45))).toBeCloseTo(2 / 3, 1);
  expect(clippedShare(sine.map((x) => Math.max(-1, Math.min(1, 2 * x))))).toBeGreaterThan(0.5);
  expect(clippedShare(Float32Array.from([0, 1, 0, 1, 1, 0]))).toBeCloseTo(2 / 6, 9);
  expect(clippedShare(new Float32Array(100))).toBe(0);
  expect(clippedShare(new Float32Array(0))).toBe(0);
});

it('measures the size of a request over speech only', () => {
  const original = track([100, 100, 0, 100]);
  const targetHz = Float32Array.from([200, 200, 0, 200]);
  const halved = (sec: number): number => (sec < 0.035 ? sec / 2 : 0.0175 + (sec - 0.035) * 3);
  const size = requestSize(original, { targetHz, toResultSec: halved }, [0.02, 0.025]);
  expect(size.pitchSemitones).toBeCloseTo(12, 6);
  expect(size.tempoOctaves).toBeCloseTo(1, 6);
});

it('interpolates quantiles', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([], 0.5)).toBeNaN();
});
