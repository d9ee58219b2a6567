import { describe, expect, it } from 'vitest';
import { calmFlaps, openingRange } from './flaps.ts';

const FPS = 25;
const fluttering = (): Float32Array =>
  Float32Array.from({ length: 75 }, (_, i) => (i % 2 ? 0.8 : 0.2) + 0.01 * (i % 7));

function flapsIn(open: Float32Array): number[] {
  const least = 0.1 * openingRange(open);
  return Array.from(open.keys()).filter((i) => {
    if (i === 0 || i === open.length - 1) return false;
    const before = open[i] - open[i - 1];
    const after = open[i + 1] - open[i];
    return before * after < 0 && Math.min(Math.abs(before), Math.abs(after)) > least;
  });
}

describe('calmFlaps', () => {
  it('leaves at most three reversals in any second', () => {
    const open = fluttering();
    expect(flapsIn(open).length).toBeGreaterThan(60);
    calmFlaps(open, new Float32Array(75), FPS);
    const flaps = flapsIn(open);
    for (const flap of flaps)
      expect(flaps.filter((i) => i >= flap && i < flap + FPS - 1).length).toBeLessThanOrEqual(3);
  });

  it('never lifts lips that must touch', () => {
    const open = fluttering();
    const closure = new Float32Array(75);
    for (let i = 0; i < 75; i += 10) {
      open[i] = 0;
      closure[i] = 1;
    }
    calmFlaps(open, closure, FPS);
    for (let i = 0; i < 75; i += 10) expect(open[i]).toBe(0);
  });

  it('changes nothing in a calm curve', () => {
    const calm = Float32Array.from({ length: 75 }, (_, i) => 0.5 + 0.5 * Math.sin(i / 4));
    const open = calm.slice();
    calmFlaps(open, new Float32Array(75), FPS);
    expect(open).toEqual(calm);
  });
});
