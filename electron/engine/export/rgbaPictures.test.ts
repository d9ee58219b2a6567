import { expect, test } from 'vitest';
import { rgbaToYuv } from '../frames/yuv.ts';
import { createRgba, type RgbaImage } from '../runtime/image.ts';
import { opaquePicture, planesOf, transparentPicture } from './rgbaPictures.ts';

const SIDE = 32;

/** @param colourAt r, g, b, alpha 0..255 */
function pictureOf(colourAt: (x: number, y: number) => readonly [number, number, number, number]): RgbaImage {
  const picture = createRgba(SIDE, SIDE);
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) picture.data.set(colourAt(x, y), (y * SIDE + x) * 4);
  return picture;
}

const worstDifference = (a: RgbaImage, b: RgbaImage): number =>
  a.data.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b.data[i])), 0);

test('a frame becomes the picture that it was made from', () => {
  const original = pictureOf((x, y) => [40 + 5 * x, 200 - 4 * y, 90 + 2 * x, 255]);
  expect(worstDifference(opaquePicture(rgbaToYuv(original)), original)).toBeLessThanOrEqual(4);
});

test('a frame before black and before white gives its opacity and its own colours', () => {
  const alphaAt = (x: number): number => Math.min(255, x * 16);
  const own = [200, 120, 60] as const;
  const before = (shade: number): RgbaImage =>
    pictureOf((x) => {
      const a = alphaAt(x) / 255;
      const [r, g, b] = own.map((value) => value * a + shade * (1 - a));
      return [r, g, b, 255];
    });
  const cut = transparentPicture(rgbaToYuv(before(0)), rgbaToYuv(before(255)));
  for (let x = 0; x < SIDE; x++) {
    const [r, g, b, alpha] = cut.data.subarray((5 * SIDE + x) * 4, (5 * SIDE + x) * 4 + 4);
    expect(Math.abs(alpha - alphaAt(x))).toBeLessThanOrEqual(2);
    // Chroma is halved in both directions: colours can be told where they cover most of a pixel.
    if (alphaAt(x) > 128)
      for (const [i, value] of [r, g, b].entries()) expect(Math.abs(value - own[i])).toBeLessThan(14);
    if (x >= 18)
      for (const [i, value] of [r, g, b].entries()) expect(Math.abs(value - own[i])).toBeLessThanOrEqual(3);
  }
});

test('bytes of a frame are planes wherever they lie', () => {
  const { y, u, v } = rgbaToYuv(pictureOf((x, row) => [x * 8, row * 8, 0, 255]));
  const bytes = Buffer.concat([y, u, v].map((plane) => Uint8Array.from(plane)));
  const planes = planesOf(bytes, SIDE, SIDE);
  expect([planes.y[40], planes.u[7], planes.v[99]]).toEqual([y[40], u[7], v[99]]);
});
