import { describe, expect, it } from 'vitest';
import { largestError } from './answers.ts';
import { floatToHalf, halfToFloat } from '../halfFloat.ts';

const answer = (...values: number[]) => ({ y: { dims: [values.length], data: Float32Array.from(values) } });

describe('the largest error', () => {
  it('is in units of the spread of what is expected', () => {
    expect(largestError(answer(0, 10, 20), answer(0, 11, 20))).toBeCloseTo(0.05, 6);
    expect(largestError(answer(0, 10, 20), answer(0, 10, 20))).toBe(0);
  });

  it('is taken over all outputs, each by its own spread', () => {
    const expected = { ...answer(0, 1000), z: { dims: [2], data: Float32Array.of(0, 1) } };
    const answered = { ...answer(0, 1000), z: { dims: [2], data: Float32Array.of(0, 1.5) } };
    expect(largestError(expected, answered)).toBeCloseTo(0.5, 6);
  });

  it('does not blow up rounding where the answer is nothing everywhere', () => {
    expect(largestError(answer(1e-8, 2e-8), answer(2e-8, 1e-8))).toBeLessThan(1e-4);
  });

  it('does not exist for what is no number, or of another size or name', () => {
    expect(largestError(answer(0, 1), answer(0, NaN))).toBeNull();
    expect(largestError(answer(0, 1), answer(0))).toBeNull();
    expect(largestError(answer(0, 1), { z: { dims: [2], data: Float32Array.of(0, 1) } })).toBeNull();
  });

  it('reads half floats', () => {
    const halves = (...values: number[]) => ({
      y: { dims: [values.length], data: Uint16Array.from(values, floatToHalf) },
    });
    expect(largestError(halves(0, 1), halves(0.25, 1))).toBeCloseTo(0.25, 6);
  });
});

describe('half floats', () => {
  it('have the bits of IEEE 754 binary16', () => {
    const known: [value: number, bits: number][] = [
      [0, 0x0000],
      [-0, 0x8000],
      [1, 0x3c00],
      [-2, 0xc000],
      [65504, 0x7bff],
      [65520, 0x7c00],
      [Infinity, 0x7c00],
      [2 ** -14, 0x0400],
      [2 ** -24, 0x0001],
      [2 ** -25, 0x0000],
      [1.0004, 0x3c00],
      [1 + 1 / 2048, 0x3c00],
      [1 + 3 / 2048, 0x3c02],
      [0.333251953125, 0x3555],
    ];
    expect(known.map(([value]) => floatToHalf(value))).toEqual(known.map(([, bits]) => bits));
    expect(floatToHalf(NaN) & 0x7c00).toBe(0x7c00);
    expect(halfToFloat(floatToHalf(NaN))).toBeNaN();
  });

  it('survive the way there and back, all of them', () => {
    const changed = Array.from({ length: 0x1_0000 }, (_, bits) => bits).filter((bits) => {
      const value = halfToFloat(bits);
      return !Number.isNaN(value) && floatToHalf(value) !== bits;
    });
    expect(changed).toEqual([]);
  });
});
