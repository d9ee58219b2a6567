import { describe, expect, it } from 'vitest';
import { gainTo, stretched } from './extent.ts';

const extent = { strong: 0.8, leastGain: 0.5, mostGain: 2 };

describe('gainTo', () => {
  it('brings the strong frames of either sign to the extent, whatever the share of rest', () => {
    const curve = new Float32Array(1000);
    for (let i = 0; i < 100; i++) curve[i] = (i % 2 ? -0.5 : 0.5) * (i / 100);
    expect(gainTo(curve, extent)).toBeCloseTo(0.8 / 0.475, 1);
  });

  it('keeps within its bounds and leaves rest alone', () => {
    expect(gainTo(new Float32Array(50).fill(0.1), extent)).toBe(2);
    expect(gainTo(new Float32Array(50).fill(5), extent)).toBe(0.5);
    expect(gainTo(new Float32Array(50), extent)).toBe(1);
  });
});

describe('stretched', () => {
  it('never leaves the bounds of the curve', () => {
    const curve = Float32Array.from({ length: 100 }, (_, i) => i / 50 - 1);
    const result = stretched(curve, 3, -1, 1);
    expect(Math.min(...result)).toBe(-1);
    expect(Math.max(...result)).toBe(1);
  });
});
