import { expect, it } from 'vitest';
import { createRgba } from '../runtime/image.ts';
import { seededRandom } from '../runtime/random.ts';
import { findCut, thumbnailOf } from './findCut.ts';

/** A scene of soft stripes that moves sideways. */
const scene = (index: number, stripesPx: number, level = 128): Float32Array => {
  const image = createRgba(96, 54);
  const random = seededRandom(index);
  for (let i = 0; i < 96 * 54; i++) {
    const value = level + 70 * Math.sin(((i % 96) + index * 0.2) / stripesPx) + 10 * random();
    image.data.set([value, value, value, 255], i * 4);
  }
  return thumbnailOf(image);
};
const shots = (count: number, stripesPx: number, from = 0): Float32Array[] =>
  Array.from({ length: count }, (_, i) => scene(from + i, stripesPx));

it('a thumbnail is the mean brightness of each cell', () => {
  const image = createRgba(64, 36);
  for (let i = 0; i < 64 * 36; i++)
    image.data.set(i % 64 < 32 ? [255, 255, 255, 255] : [0, 0, 0, 255], i * 4);
  const cells = thumbnailOf(image);
  expect(cells[0]).toBeCloseTo(255, 1);
  expect(cells[31]).toBe(0);
});

it('finds the first picture of another scene', () => {
  expect(findCut([...shots(20, 12), ...shots(20, 5, 50)], 4)).toBe(20);
  expect(findCut([...shots(3, 12), ...shots(2, 5, 50)], 4)).toBe(3);
});

it('takes neither movement nor a flash of light for a cut', () => {
  expect(findCut(shots(40, 9), 4)).toBeNull();
  const withFlash = shots(40, 12);
  withFlash[17] = scene(17, 12, 250);
  withFlash[18] = scene(18, 12, 230);
  expect(findCut(withFlash, 4)).toBeNull();
  expect(findCut([], 4)).toBeNull();
  expect(findCut(shots(1, 9), 4)).toBeNull();
});
