import { describe, expect, it } from 'vitest';
import { closureFrames } from './closures.ts';

const FPS = 25;
/** Closure probability every 10 ms: 1 within the given stretches. */
const closing = (steps: number, ...stretches: readonly (readonly [number, number])[]): Float32Array => {
  const curve = new Float32Array(steps);
  for (const [from, to] of stretches) curve.fill(1, from, to);
  return curve;
};

describe('closureFrames', () => {
  it('shows a closure of 20 ms fully, in the one frame that it fills most', () => {
    // With a lead of 10 ms frame 5 shows the steps 21..24, frame 6 the steps 25..28.
    const frames = closureFrames(closing(100, [24, 26]), FPS, 25);
    expect(Array.from(frames).filter((value) => value === 1)).toHaveLength(1);
    expect(frames[5]).toBe(1);
    expect(frames.reduce((sum, value) => sum + value, 0)).toBe(1);
  });

  it('leaves the vowel between two closures open', () => {
    const frames = closureFrames(closing(100, [18, 26], [33, 41]), FPS, 25);
    expect(frames[5]).toBe(1);
    expect(frames[7]).toBe(0);
    expect(frames[9]).toBe(1);
  });

  it('keeps every closure at 60 frames a second too', () => {
    const frames = closureFrames(closing(100, [20, 27], [50, 57]), 60, 60);
    expect(Math.max(...frames.subarray(10, 18))).toBe(1);
    expect(Math.max(...frames.subarray(20, 28))).toBe(0);
    expect(Math.max(...frames.subarray(28, 36))).toBe(1);
  });

  it('does not press lips for a doubtful closure', () => {
    expect(Math.max(...closureFrames(new Float32Array(100).fill(0.2), FPS, 25))).toBe(0);
  });
});
