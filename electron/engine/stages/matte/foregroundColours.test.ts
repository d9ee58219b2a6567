import { expect, it } from 'vitest';
import { estimateLayerColours } from './foregroundColours.ts';

const width = 96;
const height = 64;
const F = [0.85, 0.55, 0.2];
const B = [0.1, 0.3, 0.8];

it('recovers both colours behind a soft edge and leaves no rim of the old background', () => {
  const alpha = Float32Array.from({ length: width * height }, (_, i) =>
    Math.min(1, Math.max(0, (60 - (i % width)) / 24)),
  );
  const rgb = new Float32Array(width * height * 3);
  alpha.forEach((a, i) => {
    for (let c = 0; c < 3; c++) rgb[i * 3 + c] = a * F[c] + (1 - a) * B[c];
  });
  const { foreground, background } = estimateLayerColours(rgb, alpha, width, height);
  alpha.forEach((a, i) => {
    for (let c = 0; c < 3; c++) {
      if (a > 0.02) expect(Math.abs(foreground[i * 3 + c] - F[c])).toBeLessThan(0.03);
      if (a < 0.98) expect(Math.abs(background[i * 3 + c] - B[c])).toBeLessThan(0.03);
    }
  });
});

it('gives the picture itself where nothing is mixed', () => {
  const size = 300;
  const alpha = Float32Array.from({ length: size * size }, (_, i) => (i % size < 150 ? 1 : 0));
  const rgb = Float32Array.from({ length: size * size * 3 }, (_, i) => ((i * 29) % 101) / 101);
  const { foreground, background } = estimateLayerColours(rgb, alpha, size, size);
  for (const x of [0, 70, 140])
    for (let c = 0; c < 3; c++) expect(foreground[x * 3 + c]).toBe(rgb[x * 3 + c]);
  for (const x of [160, 299]) for (let c = 0; c < 3; c++) expect(background[x * 3 + c]).toBe(rgb[x * 3 + c]);
});
