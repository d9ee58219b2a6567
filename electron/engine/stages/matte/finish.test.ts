import { describe, expect, it } from 'vitest';
import { createRgba } from '../../runtime/image.ts';
import { finishMatte } from './finish.ts';
import { estimateLayerColours } from './foregroundColours.ts';
import { resample } from './resample.ts';

const F = [220, 150, 60];
const B = [30, 60, 190];

/** A photo whose left part is person, with a soft edge of `softPx` around the middle. */
function photoWithEdge(size: number, softPx: number) {
  const image = createRgba(size, size);
  const truth = new Float32Array(size * size);
  for (let i = 0; i < truth.length; i++) {
    truth[i] = Math.min(1, Math.max(0, 0.5 - ((i % size) + 0.5 - size / 2) / softPx));
    for (let c = 0; c < 3; c++) image.data[i * 4 + c] = truth[i] * F[c] + (1 - truth[i]) * B[c];
    image.data[i * 4 + 3] = 255;
  }
  return { image, truth };
}

describe('finishMatte', () => {
  it.each([
    ['the size of the photo', 64],
    ['a quarter of the size', 16],
  ])('gives alpha and clean colours at photo size from a grid of %s', (_, side) => {
    const { image, truth } = photoWithEdge(64, 12);
    const region = { x: 0, y: 0, width: 64, height: 64 };
    const grid = { width: side, height: side, region, photoWidth: 64, photoHeight: 64 };
    const rgb = resample({ ...image, stride: 4 }, 3, region, side, side).map((value) => value / 255);
    const alpha = resample({ width: 64, height: 64, data: truth, stride: 1 }, 1, region, side, side);
    const matte = finishMatte(image, grid, rgb, alpha, estimateLayerColours(rgb, alpha, side, side));
    for (let i = 0; i < truth.length; i++) {
      expect(Math.abs(matte.alpha.data[i] - truth[i])).toBeLessThan(0.05);
      expect(Math.abs(matte.foreground.data[i * 4 + 3] - matte.alpha.data[i] * 255)).toBeLessThanOrEqual(0.5);
      if (truth[i] > 0.1)
        for (let c = 0; c < 3; c++)
          expect(Math.abs(matte.foreground.data[i * 4 + c] - F[c])).toBeLessThan(12);
    }
    expect(matte.coverage).toBeCloseTo(0.5, 2);
  });

  it('leaves everything outside the region out and keeps the photo where alpha is 1', () => {
    const { image } = photoWithEdge(64, 12);
    const region = { x: 8, y: 16, width: 32, height: 32 };
    const grid = { width: 32, height: 32, region, photoWidth: 64, photoHeight: 64 };
    const rgb = resample({ ...image, stride: 4 }, 3, region, 32, 32).map((value) => value / 255);
    const alpha = new Float32Array(32 * 32).fill(1);
    const matte = finishMatte(image, grid, rgb, alpha, estimateLayerColours(rgb, alpha, 32, 32));
    expect(matte.coverage).toBe((32 * 32) / (64 * 64));
    expect(matte.alpha.data[20 * 64 + 7]).toBe(0);
    expect(matte.alpha.data[16 * 64 + 8]).toBe(1);
    const at = (20 * 64 + 36) * 4;
    expect(Array.from(matte.foreground.data.subarray(at, at + 4))).toEqual(
      Array.from(image.data.subarray(at, at + 4)),
    );
  });
});
