import { expect, it } from 'vitest';
import { floatToHalf, floatsToHalves, halfToFloat, halvesToFloats } from './halfFloat.ts';

it('reads the values of the standard', () => {
  const known: readonly (readonly [bits: number, value: number])[] = [
    [0x0000, 0],
    [0x0001, 2 ** -24],
    [0x03ff, 1023 * 2 ** -24],
    [0x0400, 2 ** -14],
    [0x3555, 0.333251953125],
    [0x3c00, 1],
    [0x3c01, 1 + 2 ** -10],
    [0xc000, -2],
    [0x7bff, 65504],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
  ];
  for (const [bits, value] of known) expect(halfToFloat(bits)).toBe(value);
  expect(halfToFloat(0x8000)).toBe(-0);
  expect(halfToFloat(0x7e00)).toBeNaN();
});

it('gives every half float back bit by bit', () => {
  const changed: number[] = [];
  for (let bits = 0; bits < 0x1_0000; bits++) {
    const value = halfToFloat(bits);
    if (!Number.isNaN(value) && floatToHalf(value) !== bits) changed.push(bits);
  }
  expect(changed).toEqual([]);
  expect(halfToFloat(floatToHalf(NaN))).toBeNaN();
});

it('rounds to the nearest, and half way to the even one', () => {
  const wrong: number[] = [];
  for (let bits = 0; bits < 0x7bff; bits++) {
    const low = halfToFloat(bits);
    const high = halfToFloat(bits + 1);
    const even = bits % 2 === 0 ? bits : bits + 1;
    const isRight =
      floatToHalf((low + high) / 2) === even &&
      floatToHalf(low + (high - low) * 0.499) === bits &&
      floatToHalf(-(low + (high - low) * 0.501)) === (0x8000 | (bits + 1));
    if (!isRight) wrong.push(bits);
  }
  expect(wrong).toEqual([]);
});

it('overflows to infinity half a step beyond the largest, and vanishes below half the smallest', () => {
  expect(floatToHalf(65519.99)).toBe(0x7bff);
  expect(floatToHalf(65520)).toBe(0x7c00);
  expect(floatToHalf(-1e30)).toBe(0xfc00);
  expect(floatToHalf(2 ** -25)).toBe(0);
  expect(floatToHalf(2 ** -25 * 1.001)).toBe(1);
  expect(floatToHalf(1e-30)).toBe(0);
});

it('converts whole tensors', () => {
  const values = Float32Array.of(0.5, -3, 65504, 2 ** -24);
  expect(halvesToFloats(floatsToHalves(values))).toEqual(values);
});
