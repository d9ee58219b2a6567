/** Where the face is cut, how it is read and what of it is laid back: on faces and pictures made by formula. */
import { describe, expect, it } from 'vitest';
import { createRgba, type RgbaImage } from '../../../../runtime/image.ts';
import { IBUG_68 } from '../../../face/landmarkIndices.ts';
import { apply, chain, inverse } from './affine.ts';
import { cropOf, faceRectangle, smoothRectangles, type FaceRectangle } from './faceCrop.ts';
import { levelFace, turned } from './faceFixture.ts';
import { readFacePicture } from './facePicture.ts';
import { convexHull, mouthMask } from './mouthMask.ts';

const SIDE = 96;

/** R grows to the right, G downwards, B is 200: mirrored or swapped axes and channels show. */
function ramps(width: number, height: number, perPixel: number): RgbaImage {
  const image = createRgba(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      image.data.set([(x + 0.5) * perPixel, (y + 0.5) * perPixel, 200, 255], (y * width + x) * 4);
  return image;
}

describe('affine maps', () => {
  it('are undone by their inverse and chained from the inside out', () => {
    const map = [2, 0.5, 10, -0.3, 1.5, 20] as const;
    const [x, y] = apply(inverse(map), ...apply(map, 7, 9));
    expect([x, y]).toEqual([expect.closeTo(7, 9), expect.closeTo(9, 9)]);
    const [scaledX, scaledY] = apply(chain([3, 0, 1, 0, 3, 2], map), 7, 9);
    expect(scaledX).toBeCloseTo(3 * (2 * 7 + 0.5 * 9 + 10) + 1, 9);
    expect(scaledY).toBeCloseTo(3 * (-0.3 * 7 + 1.5 * 9 + 20) + 2, 9);
  });
});

describe('faceRectangle', () => {
  it('reaches from between brows and hair to below the chin, cheek to cheek', () => {
    const { centerX, centerY, width, height, angleRad } = faceRectangle(levelFace());
    expect([centerX, width, angleRad]).toEqual([
      expect.closeTo(300, 4),
      expect.closeTo(180, 4),
      expect.closeTo(0, 6),
    ]);
    // Brows at 235, top of the mesh at 205, chin at 400.
    expect(centerY - height / 2).toBeCloseTo(215, 3);
    expect(centerY + height / 2).toBeCloseTo(400 + 0.065 * 185, 3);
  });

  it.each([-0.6, 0.3, 1.2])('turns with the head: %f rad', (angle) => {
    const level = faceRectangle(levelFace());
    const tilted = faceRectangle(turned(levelFace(), angle));
    expect(tilted.angleRad).toBeCloseTo(angle, 4);
    expect(tilted.width).toBeCloseTo(level.width, 2);
    expect(tilted.height).toBeCloseTo(level.height, 2);
    const landmarks = turned(levelFace(), angle);
    for (const index of IBUG_68) {
      const place = (points: Float32Array, rectangle: FaceRectangle): readonly [number, number] =>
        apply(inverse(cropOf(rectangle, SIDE)), points[index * 3], points[index * 3 + 1]);
      const [u, v] = place(landmarks, tilted);
      const [levelU, levelV] = place(levelFace(), level);
      expect(Math.hypot(u - levelU, v - levelV)).toBeLessThan(0.01);
    }
  });
});

describe('smoothRectangles', () => {
  const still = { centerX: 50, centerY: 60, width: 40, height: 50, angleRad: 0 };

  it('leaves a photo as it is', () => {
    expect(smoothRectangles([still])).toEqual([still]);
  });

  it('takes out jitter without lagging behind a steady move', () => {
    const rectangles = Array.from({ length: 60 }, (_, i) => ({
      ...still,
      centerX: 50 + 3 * i + (i % 2 === 0 ? 1 : -1),
      width: 40 + (i % 2 === 0 ? 1 : -1),
      angleRad: 3.1 + 0.01 * i - (i > 10 ? 2 * Math.PI : 0),
    }));
    const smooth = smoothRectangles(rectangles);
    for (let i = 10; i < 50; i++) {
      expect(Math.abs(smooth[i].centerX - (50 + 3 * i))).toBeLessThan(0.21);
      expect(Math.abs(smooth[i].width - 40)).toBeLessThan(0.08);
      expect(smooth[i].angleRad).toBeCloseTo(3.1 + 0.01 * i, 6);
    }
  });
});

describe('readFacePicture', () => {
  const read = (image: RgbaImage, rectangle: FaceRectangle): Uint8Array => {
    const planes = new Uint8Array(3 * SIDE * SIDE);
    readFacePicture(image, cropOf(rectangle, SIDE), SIDE, planes);
    return planes;
  };
  const at = (planes: Uint8Array, channel: number, u: number, v: number): number =>
    planes[channel * SIDE * SIDE + v * SIDE + u];

  it.each([1, 2.6])('has B, G, R planes, upright, exact on ramps at %f pixels a sample', (scale) => {
    const image = ramps(600, 600, 0.4);
    const size = SIDE * scale;
    const planes = read(image, { centerX: 300, centerY: 320, width: size, height: size, angleRad: 0 });
    for (const [u, v] of [
      [0, 0],
      [95, 0],
      [10, 80],
      [95, 95],
    ]) {
      const x = 300 + (u + 0.5 - 48) * scale;
      const y = 320 + (v + 0.5 - 48) * scale;
      expect(at(planes, 0, u, v)).toBe(200);
      expect(Math.abs(at(planes, 1, u, v) - 0.4 * y)).toBeLessThan(1.1);
      expect(Math.abs(at(planes, 2, u, v) - 0.4 * x)).toBeLessThan(1.1);
    }
  });

  it('turns with the rectangle', () => {
    const image = ramps(600, 600, 0.4);
    const planes = read(image, {
      centerX: 300,
      centerY: 300,
      width: 192,
      height: 192,
      angleRad: Math.PI / 2,
    });
    // A quarter turn clockwise: to the right in the face picture is down in the photo.
    expect(at(planes, 1, 90, 48)).toBeGreaterThan(at(planes, 1, 5, 48) + 60);
    expect(at(planes, 2, 48, 5)).toBeGreaterThan(at(planes, 2, 48, 90) + 60);
  });

  it('averages what it shrinks: a fine grating becomes grey', () => {
    const image = createRgba(800, 800);
    image.data.forEach((_, i) => (image.data[i] = i % 4 === 3 ? 255 : ((i >> 2) % 2) * 255));
    const planes = read(image, { centerX: 400, centerY: 400, width: 672, height: 672, angleRad: 0.2 });
    expect(Math.min(...planes)).toBeGreaterThan(110);
    expect(Math.max(...planes)).toBeLessThan(145);
  });

  it('mirrors the photo at its edge and shows grey through transparent pixels', () => {
    const image = ramps(200, 200, 1);
    const planes = read(image, { centerX: 48, centerY: 0, width: 96, height: 96, angleRad: 0 });
    for (const v of [0, 20, 40]) expect(at(planes, 1, 30, 47 - v)).toBe(at(planes, 1, 30, 48 + v));
    image.data.fill(0);
    const clear = read(image, { centerX: 100, centerY: 100, width: 96, height: 96, angleRad: 0 });
    expect(new Set(clear)).toEqual(new Set([128]));
  });
});

describe('mouthMask', () => {
  const landmarks = levelFace();
  const crop = cropOf(faceRectangle(landmarks), SIDE);
  const mask = mouthMask(landmarks, crop, SIDE);
  const maskAt = (x: number, y: number): number => {
    const [u, v] = apply(inverse(crop), x, y);
    return mask[Math.floor(v) * SIDE + Math.floor(u)];
  };

  it('covers the mouth, is soft, and leaves the upper half and the border alone', () => {
    expect(maskAt(300, 355)).toBe(1);
    expect(maskAt(275, 355)).toBe(1);
    expect(maskAt(325, 355)).toBe(1);
    expect(maskAt(300, 290)).toBe(0);
    for (let i = 0; i < SIDE; i++)
      for (const at of [i, i * SIDE, i * SIDE + 95, 95 * SIDE + i]) expect(mask[at]).toBe(0);
    expect(mask.slice(0, 46 * SIDE).every((value) => value === 0)).toBe(true);
    let steepest = 0;
    for (let at = SIDE; at < mask.length; at++)
      steepest = Math.max(steepest, Math.abs(mask[at] - mask[at - 1]), Math.abs(mask[at] - mask[at - SIDE]));
    expect(steepest).toBeLessThan(0.35);
  });

  it('reaches below the chin, where the jaw goes when it opens', () => {
    expect(maskAt(300, 401)).toBeGreaterThan(0.2);
  });

  it('turns with the head', () => {
    const tilted = turned(landmarks, 0.5);
    const other = mouthMask(tilted, cropOf(faceRectangle(tilted), SIDE), SIDE);
    expect(Math.max(...mask.map((value, at) => Math.abs(value - other[at])))).toBeLessThan(0.02);
  });

  it('has a hull that holds every point', () => {
    const points = Array.from({ length: 40 }, (_, i): [number, number] => [
      Math.sin(i * 12.9) * 10,
      Math.cos(i * 78.2) * 7,
    ]);
    const hull = convexHull(points);
    for (const [u, v] of points)
      hull.forEach(([fromU, fromV], i) => {
        const [toU, toV] = hull[(i + 1) % hull.length];
        expect((toU - fromU) * (v - fromV) - (toV - fromV) * (u - fromU)).toBeGreaterThan(-1e-9);
      });
  });
});
