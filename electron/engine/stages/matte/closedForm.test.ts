import { expect, it } from 'vitest';
import { solveMatting } from './closedForm.ts';

const width = 40;
const height = 12;
const F = [0.9, 0.6, 0.2];
const B = [0.1, 0.2, 0.7];

const picture = (alphaAt: (x: number, y: number) => number) => {
  const truth = Float32Array.from({ length: width * height }, (_, i) =>
    alphaAt(i % width, Math.floor(i / width)),
  );
  const rgb = new Float32Array(width * height * 3);
  truth.forEach((alpha, i) => {
    for (let c = 0; c < 3; c++) rgb[i * 3 + c] = alpha * F[c] + (1 - alpha) * B[c];
  });
  return { truth, rgb };
};

const band = Uint8Array.from({ length: width * height }, (_, i) =>
  i % width >= 8 && i % width < 20 ? 1 : 0,
);

it('finds thin strands between known foreground and background from colour alone', () => {
  const { truth, rgb } = picture((x, y) => (x < 8 ? 1 : x >= 20 ? 0 : y % 3 === 1 ? 0.75 : 0.1));
  const start = truth.map((value, i) => (band[i] === 1 ? 0.5 : value));
  const alpha = solveMatting(
    { width, height, rgb, open: band, start, prior: start, pull: new Float32Array(start.length).fill(1e-6) },
    400,
    1e-6,
  );
  alpha.forEach((value, i) => expect(Math.abs(value - truth[i])).toBeLessThan(0.05));
});

it('returns the prior where colours tell nothing', () => {
  const rgb = new Float32Array(width * height * 3).fill(0.5);
  const prior = Float32Array.from({ length: width * height }, (_, i) => 1 - (i % width) / (width - 1));
  const pull = new Float32Array(prior.length).fill(100);
  const start = prior.map((value, i) => (band[i] === 1 ? 0 : value));
  const alpha = solveMatting({ width, height, rgb, open: band, start, prior, pull }, 100, 1e-6);
  alpha.forEach((value, i) => expect(value).toBeCloseTo(prior[i], 2));
});

it('leaves what is not open exactly as it was', () => {
  const { truth, rgb } = picture((x) => (x < 20 ? 1 : 0));
  const open = new Uint8Array(truth.length);
  const pull = new Float32Array(truth.length);
  expect(solveMatting({ width, height, rgb, open, start: truth, prior: truth, pull }, 50)).toEqual(truth);
});
