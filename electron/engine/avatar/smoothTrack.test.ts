import { describe, expect, it } from 'vitest';
import { seededRandom } from '../runtime/random.ts';
import { bridgeGaps, smoothingReach, smoothTrack } from './smoothTrack.ts';

const column = (values: readonly number[]): Float32Array => Float32Array.from(values);

describe('smoothing over time', () => {
  it('has the weights that Savitzky and Golay print for five points', () => {
    const impulse = smoothTrack(column([0, 0, 0, 0, 35, 0, 0, 0, 0]), 1, 2);
    expect(Array.from(impulse.subarray(2, 7), (value) => Math.round(value * 1e4) / 1e4)).toEqual([
      -3, 12, 17, 12, -3,
    ]);
  });

  it('leaves a parabola as it is, up to both ends', () => {
    const parabola = Array.from({ length: 12 }, (_, t) => 3 - 2 * t + 0.5 * t * t);
    smoothTrack(column(parabola), 1, 4).forEach((value, t) => expect(value).toBeCloseTo(parabola[t], 3));
  });

  it('takes away most of a jitter and neither delays nor flattens a head that moves', () => {
    const fps = 25;
    const random = seededRandom(5);
    const pictures = 200;
    const path = Array.from({ length: pictures }, (_, i) => 40 * Math.sin((2 * Math.PI * 0.8 * i) / fps));
    const noise = path.map(() => 2 * (random() - 0.5));
    const smooth = smoothTrack(column(path.map((value, i) => value + noise[i])), 1, smoothingReach(fps));
    const rms = (values: readonly number[]): number =>
      Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
    const error = Array.from(smooth, (value, i) => value - path[i]);
    expect(rms(error)).toBeLessThan(0.75 * rms(noise));
    // The position that explains the smoothed path best is the path itself, not the one of a picture earlier.
    const against = (lag: number): number =>
      rms(error.slice(5, -5).map((_, i) => smooth[i + 5] - path[i + 5 - lag]));
    expect(against(0)).toBeLessThan(against(1));
    expect(against(0)).toBeLessThan(against(-1));
    expect(Math.max(...smooth)).toBeGreaterThan(39);
  });

  it('smooths every coordinate by itself, and a loop of one or two pictures not at all', () => {
    const track = column([1, 10, 1, 20, 1, 30, 1, 40]);
    expect(Array.from(smoothTrack(track, 2, 2), (value) => Math.round(value * 1e3) / 1e3)).toEqual(
      Array.from(track),
    );
    expect(Array.from(smoothTrack(column([7]), 1, 3))).toEqual([7]);
    expect(Array.from(smoothTrack(column([7, 9]), 1, 3))).toEqual([7, 9]);
  });
});

describe('bridging', () => {
  it('goes straight from one known picture to the next and repeats the nearest at the ends', () => {
    const track = column([0, 0, 6, 0, 0, 12, 0]);
    bridgeGaps(track, 1, [false, false, true, false, false, true, false]);
    expect(Array.from(track)).toEqual([6, 6, 6, 8, 10, 12, 12]);
  });
});
