import { expect, test } from 'vitest';
import { changedBox, cutPicture, cutRgba } from './cutPicture.ts';
import { createYuv, rgbToYuv, yuvToRgb, type YuvImage } from './yuv.ts';

function grey(width: number, height: number): YuvImage {
  const image = createYuv(width, height);
  image.y.fill(100);
  image.u.fill(128);
  image.v.fill(128);
  return image;
}

test('the box is the smallest one of even pixels around everything that differs', () => {
  const still = grey(16, 12);
  const frame = grey(16, 12);
  expect(changedBox(frame, still)).toEqual({ left: 0, top: 0, right: 0, bottom: 0 });
  frame.y[5 * 16 + 7] = 101;
  expect(changedBox(frame, still)).toEqual({ left: 6, top: 4, right: 8, bottom: 6 });
  frame.y[9 * 16 + 3] = 0;
  expect(changedBox(frame, still)).toEqual({ left: 2, top: 4, right: 8, bottom: 10 });
});

test('a difference of colour alone counts as well', () => {
  const still = grey(16, 12);
  const frame = grey(16, 12);
  frame.v[5 * 8 + 7] = 140;
  expect(changedBox(frame, still)).toEqual({ left: 14, top: 10, right: 16, bottom: 12 });
});

test('random differences: outside the box the pictures are equal, and each side of it is needed', () => {
  for (let seed = 1; seed < 60; seed++) {
    const still = grey(20, 16);
    const frame = grey(20, 16);
    const spots = Array.from({ length: (seed % 4) + 1 }, (_, i) => (seed * 7919 + i * 104_729) % 320);
    for (const spot of spots) frame.y[spot] = 30;
    const columns = spots.map((spot) => spot % 20);
    const rows = spots.map((spot) => Math.floor(spot / 20));
    const even = (value: number): number => value - (value % 2);
    expect(changedBox(frame, still)).toEqual({
      left: even(Math.min(...columns)),
      top: even(Math.min(...rows)),
      right: even(Math.max(...columns) + 2),
      bottom: even(Math.max(...rows) + 2),
    });
  }
});

test('colours are those of the exact conversion, to a step', () => {
  const colours = [
    [0, 0, 0],
    [255, 255, 255],
    [255, 0, 0],
    [10, 200, 90],
    [33, 66, 240],
  ] as const;
  const image = createYuv(colours.length * 2, 2);
  colours.forEach(([r, g, b], i) => {
    const { y, u, v } = rgbToYuv(r, g, b);
    for (const at of [2 * i, 2 * i + 1]) image.y[at] = image.y[at + image.width] = y;
    image.u[i] = u;
    image.v[i] = v;
  });
  const rgba = new Uint8ClampedArray(
    cutRgba(image, { left: 0, top: 0, right: image.width, bottom: image.height }),
  );
  expect(rgba.length).toBe(image.width * image.height * 4);
  for (let at = 0; at < rgba.length / 4; at++) {
    const x = at % image.width;
    const exact = yuvToRgb(image.y[at], image.u[x >> 1], image.v[x >> 1]);
    exact.forEach((value, c) => expect(Math.abs(rgba[at * 4 + c] - value)).toBeLessThanOrEqual(1));
    expect(rgba[at * 4 + 3]).toBe(255);
  }
});

test('without a picture at rest the whole frame is cut', () => {
  const { box, rgba } = cutPicture(grey(8, 6), null);
  expect(box).toEqual({ left: 0, top: 0, right: 8, bottom: 6 });
  expect(rgba.byteLength).toBe(8 * 6 * 4);
});
