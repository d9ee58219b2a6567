import { expect, test } from 'vitest';
import { sampleCubicRow, sampleLinear } from './sampler.ts';

const WIDTH = 16;
const HEIGHT = 12;
const ramp = Uint8ClampedArray.from(
  { length: WIDTH * HEIGHT },
  (_, i) => (i % WIDTH) * 8 + Math.floor(i / WIDTH) * 5,
);

function cubic(x: number, y: number): number {
  const out = new Float32Array(1);
  sampleCubicRow(ramp, WIDTH, HEIGHT, Float32Array.of(x), Float32Array.of(y), 1, out);
  return out[0];
}

test('both samplers are exact on pixels and on a linear ramp between them', () => {
  expect(cubic(5, 6)).toBe(5 * 8 + 6 * 5);
  expect(cubic(5.25, 6.5)).toBeCloseTo(5.25 * 8 + 6.5 * 5, 3);
  expect(sampleLinear(ramp, WIDTH, HEIGHT, 5.25, 6.5)).toBeCloseTo(5.25 * 8 + 6.5 * 5, 3);
});

test('beyond the edges the border pixel repeats', () => {
  expect(cubic(-9, 4)).toBeCloseTo(4 * 5, 3);
  expect(cubic(WIDTH + 7, HEIGHT + 7)).toBeCloseTo((WIDTH - 1) * 8 + (HEIGHT - 1) * 5, 3);
  expect(sampleLinear(ramp, WIDTH, HEIGHT, 99, -3)).toBeCloseTo((WIDTH - 1) * 8, 3);
});

test('bicubic keeps an edge steeper than bilinear half-way between pixels', () => {
  const step = new Uint8ClampedArray(WIDTH * HEIGHT).map((_, i) => (i % WIDTH < 8 ? 20 : 220));
  const out = new Float32Array(1);
  sampleCubicRow(step, WIDTH, HEIGHT, Float32Array.of(8.5), Float32Array.of(6), 1, out);
  // One pixel right of the edge the cubic overshoots; the linear sample cannot.
  expect(out[0]).toBeGreaterThan(220);
  expect(sampleLinear(step, WIDTH, HEIGHT, 8.5, 6)).toBe(220);
});
