import { expect, it } from 'vitest';
import { boxFilter } from './boxFilter.ts';

const width = 13;
const height = 9;
const values = Float32Array.from({ length: width * height }, (_, i) => ((i * 37) % 23) / 23);

it.each([1, 3, 20])('equals the plain mean of the square cut at the border, radius %i', (radius) => {
  const fast = boxFilter(values, width, height, radius);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0;
      let count = 0;
      for (let v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++)
        for (let u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++) {
          sum += values[v * width + u];
          count++;
        }
      expect(fast[y * width + x]).toBeCloseTo(sum / count, 5);
    }
});
