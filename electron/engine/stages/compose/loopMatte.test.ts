import { describe, expect, it } from 'vitest';
import { createYuv, type YuvImage } from '../../frames/yuv.ts';
import type { LoopMatte } from './frameBase.ts';
import { createLoopMatte } from './loopMatte.ts';
import { fillFrame } from './loopPicture.ts';

const SIDE = 128;
const MASK = 16;

/** Dark on the left of `edge`, light on its right. */
function twoHalves(edge: number): YuvImage {
  const picture = createYuv(SIDE, SIDE);
  for (let i = 0; i < SIDE * SIDE; i++) picture.y[i] = i % SIDE < edge ? 60 : 180;
  picture.u.fill(128);
  picture.v.fill(128);
  return picture;
}

/** The person is on the left, in two pictures: up to column 8, up to column 4 of the mask; edges a column wide. */
function leftMasks(): LoopMatte {
  const masks = new Uint8Array(new SharedArrayBuffer(2 * MASK * MASK));
  [8, 4].forEach((edge, picture) => {
    for (let i = 0; i < MASK * MASK; i++)
      masks[picture * MASK * MASK + i] = 255 * Math.min(1, Math.max(0, edge + 0.5 - (i % MASK)));
  });
  const filled = { left: 0, top: 0, width: SIDE, height: SIDE };
  return { masks, sidePx: MASK, left: 0, top: 0, stepX: MASK / SIDE, stepY: MASK / SIDE, filled };
}

const rowOf = (alpha: Uint8ClampedArray): number[] => Array.from(alpha.subarray(64 * SIDE, 65 * SIDE));

describe('the matte of a loop', () => {
  it('follows the edge of the picture where the mask is coarse', () => {
    // The mask's edge is at pixel 68 and 8 pixels soft; the picture's is at 70 and sharp.
    const row = rowOf(createLoopMatte(leftMasks(), SIDE, SIDE)(0, twoHalves(70)));
    expect(Math.min(...row.slice(0, 69))).toBeGreaterThan(230);
    expect(Math.max(...row.slice(72))).toBeLessThan(40);
  });

  it('takes the mask of its picture, and the part of it that the frame shows', () => {
    const refine = createLoopMatte(leftMasks(), SIDE, SIDE);
    expect(rowOf(refine(1, twoHalves(36)))[60]).toBe(0);
    expect(rowOf(refine(0, twoHalves(68)))[60]).toBeGreaterThan(230);
    // The frame shows the mask from its column 6 on, twice as large: the mask's edge moves to pixel 40.
    const cropped = { ...leftMasks(), left: 6, stepX: MASK / SIDE / 2 };
    const row = rowOf(createLoopMatte(cropped, SIDE, SIDE)(0, twoHalves(40)));
    expect(row[20]).toBeGreaterThan(230);
    expect(row[60]).toBeLessThan(10);
  });

  it('lets the new background through by opacity, colours by the mean of their four pixels', () => {
    const person = twoHalves(64);
    const background = createYuv(SIDE, SIDE);
    background.y.fill(100);
    background.u.fill(90);
    background.v.fill(200);
    const personAlpha = new Uint8ClampedArray(new SharedArrayBuffer(SIDE * SIDE));
    for (let i = 0; i < personAlpha.length; i++) personAlpha[i] = i % SIDE < 33 ? 255 : 0;
    const target = createYuv(SIDE, SIDE);
    fillFrame({ person, personAlpha, background }, target);
    expect([target.y[10], target.y[40]]).toEqual([60, 100]);
    expect([target.u[10], target.u[16], target.u[20]]).toEqual([128, 109, 90]);
    fillFrame({ person, personAlpha: null, background: null }, target);
    expect(target.y).toEqual(person.y);
  });
});
