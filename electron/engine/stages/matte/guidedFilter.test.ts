import { expect, it } from 'vitest';
import { COEFFICIENTS, fitGuidedModel } from './guidedFilter.ts';

const width = 24;
const height = 16;
const rgb = Float32Array.from({ length: width * height * 3 }, (_, i) => ((i * 97) % 61) / 61);

const apply = (coefficients: Float32Array): Float32Array =>
  Float32Array.from({ length: width * height }, (_, i) => {
    const at = i * COEFFICIENTS;
    let value = coefficients[at + 3];
    for (let c = 0; c < 3; c++) value += coefficients[at + c] * rgb[i * 3 + c];
    return value;
  });

it('reproduces values that are a linear function of colour', () => {
  const values = Float32Array.from(
    { length: width * height },
    (_, i) => 0.3 * rgb[i * 3] - 0.2 * rgb[i * 3 + 1] + 0.5 * rgb[i * 3 + 2] + 0.1,
  );
  const { coefficients } = fitGuidedModel(rgb, values, width, height, 2, 1e-7);
  apply(coefficients).forEach((value, i) => expect(value).toBeCloseTo(values[i], 3));
});

it('smooths to the local mean where colours tell nothing', () => {
  const grey = new Float32Array(rgb.length).fill(0.5);
  const step = Float32Array.from({ length: width * height }, (_, i) => (i % width < 12 ? 0 : 1));
  const { coefficients } = fitGuidedModel(grey, step, width, height, 2, 1e-3);
  const row = 8 * width;
  const at = (x: number): number => coefficients[(row + x) * COEFFICIENTS + 3];
  expect(at(2)).toBeCloseTo(0, 5);
  expect(at(11) + at(12)).toBeCloseTo(1, 5);
  expect(at(20)).toBeCloseTo(1, 5);
});
