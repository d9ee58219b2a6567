import { describe, expect, it } from 'vitest';
import { createGray, createRgba } from '../../runtime/image.ts';
import { blurBackground, discBlur, fillUnknown } from './blurBackground.ts';

const weighted = (width: number, height: number, at: (x: number, y: number) => readonly [number, number]) => {
  const data = new Float32Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const [value, weight] = at(i % width, Math.floor(i / width));
    data.set([value * weight, value * weight, value * weight, weight], i * 4);
  }
  return { width, height, data };
};

describe('fillUnknown', () => {
  it('continues the surroundings into a hole and keeps what is known', () => {
    const picture = weighted(37, 29, (x, y) => [x < 18 ? 0.2 : 0.8, Math.hypot(x - 18, y - 14) < 9 ? 0 : 1]);
    const filled = fillUnknown(picture);
    for (let i = 0; i < 37 * 29; i++) {
      expect(filled.data[i * 4 + 3]).toBeCloseTo(1, 5);
      if (picture.data[i * 4 + 3] === 1) expect(filled.data[i * 4]).toBeCloseTo(picture.data[i * 4], 5);
      expect(filled.data[i * 4]).toBeGreaterThan(0.199);
      expect(filled.data[i * 4]).toBeLessThan(0.801);
    }
    expect(filled.data[(14 * 37 + 10) * 4]).toBeLessThan(0.45);
    expect(filled.data[(14 * 37 + 26) * 4]).toBeGreaterThan(0.55);
  });

  it('leaves a picture of which nothing is known as it is', () => {
    const nothing = weighted(5, 3, () => [0, 0]);
    expect(fillUnknown(nothing).data).toEqual(nothing.data);
  });
});

describe('discBlur', () => {
  it('spreads a point evenly over a disc', () => {
    const size = 41;
    const blurred = discBlur(
      weighted(size, size, (x, y) => [x === 20 && y === 20 ? 1 : 0, 1]),
      6.5,
    );
    const at = (x: number, y: number): number => blurred.data[(y * size + x) * 4];
    let sum = 0;
    for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) sum += at(x, y);
    expect(sum).toBeCloseTo(1, 4);
    expect(at(20, 20)).toBeLessThan(1 / (Math.PI * 6.5 * 6.5));
    expect(at(20, 20)).toBeGreaterThan(1 / (Math.PI * 7 * 7));
    expect(at(24, 23)).toBeCloseTo(at(20, 20), 6);
    expect(at(20, 28)).toBe(0);
    expect(at(26, 26)).toBe(0);
  });

  it('keeps an even picture even up to its border', () => {
    for (const value of discBlur(
      weighted(11, 7, () => [0.4, 1]),
      4.3,
    ).data.filter((_, i) => i % 4 === 0))
      expect(value).toBeCloseTo(0.4, 4);
  });
});

describe('blurBackground', () => {
  it('lets nothing of the person into the surroundings', () => {
    const size = 200;
    const picture = createRgba(size, size);
    const alpha = createGray(size, size);
    for (let y = 0, i = 0; y < size; y++)
      for (let x = 0; x < size; x++, i++) {
        const inside = Math.hypot(x - 100, y - 120) < 50;
        alpha.data[i] = inside ? 1 : 0;
        picture.data.set(inside ? [255, 0, 0, 255] : [40, 90, 160, 255], i * 4);
      }
    const { data } = blurBackground(picture, alpha);
    const colour = [40, 90, 160, 255];
    let worst = 0;
    for (let i = 0; i < data.length; i++) worst = Math.max(worst, Math.abs(data[i] - colour[i % 4]));
    expect(worst).toBeLessThanOrEqual(1);
  });

  it('blurs in linear light: the middle of a black and white edge is brighter than the mean of the codes', () => {
    const size = 400;
    const picture = createRgba(size, size);
    for (let i = 0; i < size * size; i++) picture.data.fill(i % size < 200 ? 0 : 255, i * 4, i * 4 + 3);
    const { data } = blurBackground(picture, createGray(size, size));
    const row = 200 * size;
    expect(Math.abs((data[(row + 199) * 4] + data[(row + 200) * 4]) / 2 - 188)).toBeLessThan(6);
    expect(data[(row + 150) * 4]).toBe(0);
    expect(data[(row + 250) * 4]).toBe(255);
    for (let x = 1; x < size; x++)
      expect(data[(row + x) * 4]).toBeGreaterThanOrEqual(data[(row + x - 1) * 4]);
  });
});
