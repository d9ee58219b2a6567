import { expect, test } from 'vitest';
import { createRgba } from '../runtime/image.ts';
import { rgbaToYuv, rgbToYuv, viewYuv, yuvByteLength, yuvToRgb } from './yuv.ts';

test('BT.709 limited range: black, white and the primaries (ITU-R BT.709, 8 bit)', () => {
  expect(rgbToYuv(0, 0, 0)).toEqual({ y: 16, u: 128, v: 128 });
  const white = rgbToYuv(255, 255, 255);
  expect(white.y).toBeCloseTo(235, 6);
  expect(white.u).toBeCloseTo(128, 6);
  const red = rgbToYuv(255, 0, 0);
  expect([red.y, red.u, red.v].map(Math.round)).toEqual([63, 102, 240]);
  const blue = rgbToYuv(0, 0, 255);
  expect([blue.y, blue.u, blue.v].map(Math.round)).toEqual([32, 240, 118]);
});

test('a colour survives the way there and back', () => {
  for (const [r, g, b] of [
    [12, 200, 99],
    [250, 3, 128],
    [127, 127, 127],
  ] as const) {
    const { y, u, v } = rgbToYuv(r, g, b);
    const back = yuvToRgb(y, u, v);
    expect(back[0]).toBeCloseTo(r, 4);
    expect(back[1]).toBeCloseTo(g, 4);
    expect(back[2]).toBeCloseTo(b, 4);
  }
});

test('chroma is the mean of each 2x2 block, planes lie back to back', () => {
  const image = createRgba(4, 2);
  const red = [255, 0, 0, 255];
  const grey = [90, 90, 90, 255];
  image.data.set([...red, ...grey, ...grey, ...grey, ...grey, ...red, ...grey, ...grey]);
  const yuv = rgbaToYuv(image);
  const half = rgbToYuv((255 + 90) / 2, 45, 45);
  expect(yuv.u[0]).toBe(Math.round(half.u));
  expect(yuv.v[0]).toBe(Math.round(half.v));
  expect(yuv.u[1]).toBe(128);
  expect(yuvByteLength(4, 2)).toBe(12);
  const view = viewYuv(new SharedArrayBuffer(24), 12, 4, 2);
  expect([view.y.byteOffset, view.u.byteOffset, view.v.byteOffset]).toEqual([12, 20, 22]);
});
