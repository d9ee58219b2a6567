import { describe, expect, it } from 'vitest';
import { createRgba, type RgbaImage } from '../../runtime/image.ts';
import {
  drawLetterbox,
  fitLetterbox,
  flexibleInput,
  undoLetterbox,
  type LetterboxStyle,
  type Normalisation,
} from './letterbox.ts';
import { wholePhoto, type Look } from './looks.ts';

const centred: LetterboxStyle = { placement: 'centre', rounding: Math.round, padding: 114 };
const cornered: LetterboxStyle = { placement: 'top-left', rounding: Math.floor, padding: 114 };
const whole = (width: number, height: number, zoom = 1): Look => ({
  region: wholePhoto({ width, height }),
  zoom,
});
const square = (side: number): { width: number; height: number } => ({ width: side, height: side });
const box = { left: 0, top: 0, right: 0, bottom: 0, score: 1, classIndex: 0 };

describe('fitLetterbox', () => {
  it('centres the photo, the larger half of an odd rest behind it', () => {
    expect(fitLetterbox(whole(1280, 720), square(640), centred)).toMatchObject({
      left: 0,
      top: 140,
      width: 640,
      height: 360,
    });
    // 640 x 427 leaves 213 rows.
    expect(fitLetterbox(whole(1500, 1001), square(640), centred)).toMatchObject({ top: 106, height: 427 });
  });

  it('puts it into the corner and cuts off fractions of pixels where a network was trained so', () => {
    // 416 / 1000 x 667 = 277.47
    expect(fitLetterbox(whole(1000, 667), square(416), cornered)).toMatchObject({
      left: 0,
      top: 0,
      width: 416,
      height: 277,
    });
  });

  it('enlarges small photos, and shows everything smaller when asked', () => {
    expect(fitLetterbox(whole(100, 50), square(416), cornered)).toMatchObject({ width: 416, height: 208 });
    expect(fitLetterbox(whole(100, 50, 0.5), square(416), centred)).toMatchObject({
      left: 104,
      top: 156,
      width: 208,
      height: 104,
    });
  });

  it('keeps at least one pixel of a strip', () => {
    expect(fitLetterbox(whole(10000, 8), square(416), cornered)).toMatchObject({ width: 416, height: 1 });
  });
});

describe('flexibleInput', () => {
  it('takes no more strides than the shape needs', () => {
    expect(flexibleInput(whole(1280, 720), square(640), 32)).toEqual({ width: 640, height: 384 });
    expect(flexibleInput(whole(300, 1200), square(640), 32)).toEqual({ width: 160, height: 640 });
    expect(flexibleInput(whole(1280, 720), { width: 320, height: 96 }, 32)).toEqual({
      width: 192,
      height: 96,
    });
  });
});

describe('undoLetterbox', () => {
  it.each([centred, cornered])('leads corners back to corners: $placement', (style) => {
    const look = { region: { left: 300, top: 40, width: 1000, height: 667 }, zoom: 0.7 };
    const letterbox = fitLetterbox(look, square(416), style);
    const { left, top, width, height } = letterbox;
    const shown = { ...box, left, top, right: left + width, bottom: top + height };
    expect(undoLetterbox(shown, letterbox)).toEqual({ ...box, left: 300, top: 40, right: 1300, bottom: 707 });
  });

  it('is the photo coordinate that the network saw', () => {
    const letterbox = fitLetterbox(whole(1280, 720), square(640), centred);
    const found = { ...box, left: 100, top: 240, right: 200, bottom: 440 };
    expect(undoLetterbox(found, letterbox)).toMatchObject({ left: 200, top: 200, right: 400, bottom: 600 });
  });
});

describe('drawLetterbox', () => {
  const plain: Normalisation = { order: 'rgb', mean: [0, 0, 0], deviation: [1, 1, 1] };

  /** Left half red-ish, right half blue-ish, opaque. */
  function halves(width: number, height: number): RgbaImage {
    const image = createRgba(width, height);
    for (let i = 0; i < width * height; i++)
      image.data.set(i % width < width / 2 ? [200, 50, 10, 255] : [20, 60, 220, 255], i * 4);
    return image;
  }
  const at = (planes: Float32Array, side: number, plane: number, x: number, y: number): number =>
    planes[(plane * side + y) * side + x];

  it('gives planes in the order asked for, padding around', async () => {
    const photo = { image: halves(8, 4), hasAlpha: false };
    const letterbox = fitLetterbox(whole(8, 4), square(8), centred);
    const rgb = await drawLetterbox(photo, letterbox, plain);
    expect(rgb).toHaveLength(3 * 64);
    expect([0, 1, 2].map((plane) => at(rgb, 8, plane, 1, 3))).toEqual([200, 50, 10]);
    expect([0, 1, 2].map((plane) => at(rgb, 8, plane, 6, 4))).toEqual([20, 60, 220]);
    expect([0, 1, 2].map((plane) => at(rgb, 8, plane, 1, 1))).toEqual([114, 114, 114]);
    expect([0, 1, 2].map((plane) => at(rgb, 8, plane, 1, 6))).toEqual([114, 114, 114]);
    const bgr = await drawLetterbox(photo, letterbox, { ...plain, order: 'bgr' });
    expect([0, 1, 2].map((plane) => at(bgr, 8, plane, 1, 3))).toEqual([10, 50, 200]);
  });

  it('normalises each plane by its own mean and deviation, padding too', async () => {
    const photo = { image: halves(8, 4), hasAlpha: false };
    const letterbox = fitLetterbox(whole(8, 4), square(8), { ...centred, padding: 0 });
    const planes = await drawLetterbox(photo, letterbox, {
      order: 'bgr',
      mean: [103.53, 116.28, 123.675],
      deviation: [57.375, 57.12, 58.395],
    });
    expect(at(planes, 8, 0, 1, 3)).toBeCloseTo((10 - 103.53) / 57.375, 5);
    expect(at(planes, 8, 1, 1, 3)).toBeCloseTo((50 - 116.28) / 57.12, 5);
    expect(at(planes, 8, 2, 1, 3)).toBeCloseTo((200 - 123.675) / 58.395, 5);
    expect(at(planes, 8, 2, 0, 0)).toBeCloseTo(-123.675 / 58.395, 5);
  });

  it('shows only the region', async () => {
    const photo = { image: halves(16, 8), hasAlpha: false };
    const region = { left: 8, top: 2, width: 4, height: 4 };
    const letterbox = fitLetterbox({ region, zoom: 1 }, square(4), cornered);
    const planes = await drawLetterbox(photo, letterbox, plain);
    expect(Array.from(planes.subarray(0, 16))).toEqual(new Array<number>(16).fill(20));
  });

  it('takes what is transparent for padding', async () => {
    const image = halves(8, 8);
    for (let i = 0; i < 64; i++) if (i % 8 < 4) image.data[i * 4 + 3] = 0;
    const planes = await drawLetterbox(
      { image, hasAlpha: true },
      fitLetterbox(whole(8, 8), square(8), centred),
      plain,
    );
    expect(at(planes, 8, 0, 1, 3)).toBe(114);
    expect(at(planes, 8, 2, 6, 3)).toBe(220);
  });

  it('means what falls into a pixel when it shrinks', async () => {
    const image = createRgba(64, 64);
    // Columns of black and white: any single one of them would be 0 or 255.
    for (let i = 0; i < 64 * 64; i++)
      image.data.set(i % 2 === 0 ? [0, 0, 0, 255] : [255, 255, 255, 255], i * 4);
    const planes = await drawLetterbox(
      { image, hasAlpha: false },
      fitLetterbox(whole(64, 64), square(8), centred),
      plain,
    );
    for (const value of planes) expect(Math.abs(value - 127.5)).toBeLessThan(16);
  });
});
