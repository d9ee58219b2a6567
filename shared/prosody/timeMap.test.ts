import { expect, it } from 'vitest';
import {
  adjustedDurationSec,
  adjustedLength,
  durationFactorAt,
  identityTimeMap,
  isIdentityMap,
  timeMapOf,
  timeMapPairs,
  toAdjusted,
  toOriginal,
} from './timeMap.ts';

const MAP = timeMapOf([
  { endSec: 1, factor: 0.8 },
  { endSec: 1.5, factor: 2 },
  { endSec: 3, factor: 1 },
]);

it('runs straight within each stretch', () => {
  expect(toAdjusted(MAP, 0.5)).toBeCloseTo(0.4, 12);
  expect(toAdjusted(MAP, 1.25)).toBeCloseTo(1.3, 12);
  expect(adjustedDurationSec(MAP)).toBeCloseTo(3.3, 12);
  expect([0.5, 1.2, 2].map((sec) => durationFactorAt(MAP, sec))).toEqual([
    expect.closeTo(0.8, 9),
    expect.closeTo(2, 9),
    expect.closeTo(1, 9),
  ]);
});

it('is undone by its inverse everywhere', () => {
  for (let sec = -0.5; sec < 4; sec += 0.037)
    expect(toOriginal(MAP, toAdjusted(MAP, sec))).toBeCloseTo(sec, 9);
});

it('runs on at its own pace beyond the ends', () => {
  expect(toAdjusted(MAP, 4)).toBeCloseTo(4.3, 12);
  expect(toOriginal(MAP, -1)).toBe(-1);
});

it('joins neighbours of one factor to one line', () => {
  const map = timeMapOf([
    { endSec: 1, factor: 1.25 },
    { endSec: 2, factor: 1.25 },
  ]);
  expect(timeMapPairs(map)).toEqual([
    [0, 0],
    [2, 2.5],
  ]);
});

it('keeps an unchanged length to the sample, whatever the rate', () => {
  for (const [length, rate] of [
    [158_761, 44_100],
    [1, 8000],
    [172_799_999, 48_000],
  ])
    expect(adjustedLength(timeMapOf([{ endSec: length / rate, factor: 1 }]), rate)).toBe(length);
  expect(isIdentityMap(identityTimeMap(2))).toBe(true);
  expect(isIdentityMap(MAP)).toBe(false);
});

it('refuses stretches that do not grow', () => {
  expect(() => timeMapOf([])).toThrow(RangeError);
  expect(() => timeMapOf([{ endSec: 0, factor: 1 }])).toThrow(RangeError);
  expect(() => timeMapOf([{ endSec: 1, factor: 0 }])).toThrow(RangeError);
  expect(() => timeMapOf([{ endSec: 1, factor: NaN }])).toThrow(RangeError);
});
