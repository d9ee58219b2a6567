import { expect, test } from 'vitest';
import { fromHalf, toHalf } from './halfFloat.ts';

const bitsOf = (...values: number[]): number[] => [...toHalf(Float32Array.from(values))];

test('known numbers have their known bits', () => {
  expect(bitsOf(0, -0, 1, -2, 65504, 2 ** -14, 2 ** -24)).toEqual([
    0x0000, 0x8000, 0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001,
  ]);
  expect(bitsOf(1 / 3)).toEqual([0x3555]);
});

test('what lies between two halves goes to the nearer one, and to the even one from the middle', () => {
  const step = 2 ** -10;
  expect(bitsOf(1 + step * 0.49, 1 + step * 0.51)).toEqual([0x3c00, 0x3c01]);
  expect(bitsOf(1 + step * 0.5, 1 + step * 1.5)).toEqual([0x3c00, 0x3c02]);
  expect(bitsOf(2 ** -25, 3 * 2 ** -25)).toEqual([0x0000, 0x0002]);
  expect(bitsOf(2 - 2 ** -12)).toEqual([0x4000]);
});

test('what is too large is infinite, and what is no number stays none', () => {
  expect(bitsOf(65519, 65520, Infinity, -1e30)).toEqual([0x7bff, 0x7c00, 0x7c00, 0xfc00]);
  expect(fromHalf(toHalf(Float32Array.of(NaN)))[0]).toBeNaN();
});

test('every half survives the way there and back', () => {
  const halves = Uint16Array.from({ length: 0x10000 }, (_, bits) => bits).filter(
    (bits) => (bits & 0x7c00) !== 0x7c00 || (bits & 0x3ff) === 0,
  );
  expect(toHalf(fromHalf(halves))).toEqual(halves);
});
