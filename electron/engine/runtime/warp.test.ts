import { describe, expect, it } from 'vitest';
import { createRgba, type RgbaImage } from './image.ts';
import {
  createPyramid,
  pictureToSquare,
  sampleSquare,
  squareToPicture,
  type OrientedSquare,
} from './warp.ts';

const plain = { border: 'replicate', gain: 1, bias: 0 } as const;

function painted(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number],
): RgbaImage {
  const image = createRgba(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) image.data.set([...colour(x, y), 255], (y * width + x) * 4);
  return image;
}

const upright = (centerX: number, centerY: number, sidePx: number): OrientedSquare => ({
  centerX,
  centerY,
  sidePx,
  angleRad: 0,
});

describe('squareToPicture', () => {
  it('turns from the x axis towards the y axis', () => {
    const square = { centerX: 100, centerY: 50, sidePx: 20, angleRad: Math.PI / 2 };
    const [x, y] = squareToPicture(square, 1, 0.5);
    expect(x).toBeCloseTo(100);
    expect(y).toBeCloseTo(60);
  });

  it('is undone by pictureToSquare', () => {
    const square = { centerX: 12.5, centerY: -3, sidePx: 77, angleRad: 0.7 };
    const [u, v] = pictureToSquare(square, ...squareToPicture(square, 0.21, 0.83));
    expect(u).toBeCloseTo(0.21, 12);
    expect(v).toBeCloseTo(0.83, 12);
  });
});

describe('sampleSquare', () => {
  it('copies the pixels when the square is the picture at its own size', () => {
    const image = painted(8, 8, (x, y) => [x * 10, y * 20, x + y]);
    const samples = sampleSquare(createPyramid(image), upright(4, 4, 8), 8, plain);
    for (let y = 0; y < 8; y++)
      for (let x = 0; x < 8; x++)
        expect(Array.from(samples.subarray((y * 8 + x) * 3, (y * 8 + x) * 3 + 3))).toEqual([
          x * 10,
          y * 20,
          x + y,
        ]);
  });

  it('shows the picture turned back when the square is turned', () => {
    const image = painted(9, 9, (x, y) => [x * 20, y * 20, 0]);
    const quarter = { centerX: 4.5, centerY: 4.5, sidePx: 9, angleRad: Math.PI / 2 };
    const samples = sampleSquare(createPyramid(image), quarter, 9, plain);
    // The square's right is the picture's bottom: along a row, the picture's y grows and its x stays.
    expect(samples[0]).toBeCloseTo(160);
    expect(samples[1]).toBeCloseTo(0);
    expect(samples[8 * 3]).toBeCloseTo(160);
    expect(samples[8 * 3 + 1]).toBeCloseTo(160);
  });

  it('keeps a ramp straight at any enlargement', () => {
    const image = painted(64, 4, (x) => [x * 3, 0, 0]);
    const samples = sampleSquare(createPyramid(image), upright(32, 2, 20), 50, plain);
    for (let column = 0; column < 50; column++) {
      const x = 22 + ((column + 0.5) * 20) / 50;
      expect(samples[column * 3]).toBeCloseTo((x - 0.5) * 3, 3);
    }
  });

  it.each([2, 3, 5.3, 16, 40])('turns fine texture into its mean when it shrinks %f times', (shrink) => {
    const image = painted(640, 640, (x, y) => ((x + y) % 2 === 0 ? [255, 0, 100] : [0, 255, 100]));
    const samples = sampleSquare(createPyramid(image), upright(320, 320, 16 * shrink), 16, plain);
    for (let at = 0; at < samples.length; at += 3) {
      expect(Math.abs(samples[at] - 127.5)).toBeLessThan(45 / shrink);
      expect(samples[at + 2]).toBeCloseTo(100);
    }
  });

  it('keeps the place of an edge through all levels', () => {
    const image = painted(1024, 1024, (x) => (x < 512 ? [0, 0, 0] : [200, 200, 200]));
    const samples = sampleSquare(createPyramid(image), upright(512, 512, 1024), 64, plain);
    expect(samples[30 * 3]).toBe(0);
    expect(samples[33 * 3]).toBe(200);
    expect(samples[31 * 3] + samples[32 * 3]).toBeCloseTo(200);
  });

  it('repeats the edge or puts black around the picture', () => {
    const image = painted(4, 4, () => [200, 100, 50]);
    const around = upright(2, 2, 12);
    const repeated = sampleSquare(createPyramid(image), around, 12, plain);
    const black = sampleSquare(createPyramid(image), around, 12, {
      border: 'black',
      gain: 1 / 127.5,
      bias: -1,
    });
    expect(repeated[0]).toBe(200);
    expect(black[0]).toBe(-1);
    const middle = (6 * 12 + 6) * 3;
    expect(black[middle]).toBeCloseTo(200 / 127.5 - 1, 5);
  });
});
