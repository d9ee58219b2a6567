import { describe, expect, it } from 'vitest';
import { createYuv, type YuvImage } from '../../frames/yuv.ts';
import type { Affine } from '../lipsync/engines/wav2lip/affine.ts';
import { apply, inverse } from '../lipsync/engines/wav2lip/affine.ts';
import { OVERLAY_MARGIN, type PatchOverlay } from '../lipsync/engines/wav2lip/overlay.ts';
import { boundsOfMask, pastePatch, rectOfPatch } from './pastePatch.ts';

const SIDE = 96;
const STRIDE = SIDE + 2 * OVERLAY_MARGIN;

/** An overlay and its mask from a function of the sample's place: [cover, addY, addU, addV]. */
function overlayFrom(at: (u: number, v: number) => readonly number[]): {
  overlay: PatchOverlay;
  mask: Uint8Array;
} {
  const planes = Array.from({ length: 4 }, () => new Float32Array(STRIDE * STRIDE));
  const mask = new Uint8Array(SIDE * SIDE);
  for (let v = 0; v < SIDE; v++)
    for (let u = 0; u < SIDE; u++) {
      const values = at(u + 0.5, v + 0.5);
      values.forEach((value, i) => (planes[i][(v + OVERLAY_MARGIN) * STRIDE + u + OVERLAY_MARGIN] = value));
      if (values.some((value) => value !== 0)) mask[v * SIDE + u] = 255;
    }
  const [cover, addY, addU, addV] = planes;
  return { overlay: { stride: STRIDE, cover, addY, addU, addV }, mask };
}

function grey(width: number, height: number): YuvImage {
  const image = createYuv(width, height);
  image.y.fill(100);
  image.u.fill(120);
  image.v.fill(140);
  return image;
}

/** Luma that was added, its sum and its middle. */
function added(image: YuvImage): { sum: number; x: number; y: number } {
  let [sum, x, y] = [0, 0, 0];
  image.y.forEach((value, i) => {
    sum += value - 100;
    x += (value - 100) * ((i % image.width) + 0.5);
    y += (value - 100) * (Math.floor(i / image.width) + 0.5);
  });
  return { sum, x: x / sum, y: y / sum };
}

/** A soft round spot around one place of the face picture. */
const spot = (atU: number, atV: number) =>
  overlayFrom((u, v) => {
    const bright = 80 * Math.max(0, 1 - Math.hypot(u - atU, v - atV) / 6);
    return [0, bright, 0, 0];
  });

describe('pastePatch', () => {
  it.each<[string, Affine]>([
    ['enlarged', [3.2, 0, 40, 0, 3.7, 30]],
    ['tilted', [2.4, -1.1, 200, 1.2, 2.9, 10]],
    ['upside down', [-2, 0, 350, 0, -2.5, 330]],
    ['shrunk', [0.43, 0.1, 101, -0.12, 0.51, 77]],
  ])('puts every part where the crop says: %s', (_, crop) => {
    for (const [u, v] of [
      [30, 60],
      [66.5, 81],
    ]) {
      const { overlay, mask } = spot(u, v);
      const frame = grey(400, 400);
      pastePatch(frame, frame, overlay, boundsOfMask(mask, SIDE), crop);
      const { x, y, sum } = added(frame);
      const [wantedX, wantedY] = apply(crop, u, v);
      expect(Math.hypot(x - wantedX, y - wantedY)).toBeLessThan(0.12);
      const area = Math.abs(crop[0] * crop[4] - crop[1] * crop[3]);
      const volume = ((80 * Math.PI * 36) / 3) * area;
      expect(Math.abs(sum / volume - 1)).toBeLessThan(0.05);
    }
  });

  it('gives exactly what is laid on where that is even, in all planes', () => {
    const { overlay, mask } = overlayFrom((u, v) =>
      u > 20 && u < 76 && v > 50 && v < 90 ? [0.25, 40, 10, 60] : [0, 0, 0, 0],
    );
    const frame = grey(400, 400);
    const crop: Affine = [3, 0.5, 20, -0.4, 3.5, 40];
    pastePatch(frame, frame, overlay, boundsOfMask(mask, SIDE), crop);
    const toPatch = inverse(crop);
    let inside = 0;
    for (let y = 0; y < 400; y++)
      for (let x = 0; x < 400; x++) {
        const [u, v] = apply(toPatch, x + 0.5, y + 0.5);
        if (u > 23 && u < 73 && v > 53 && v < 87) {
          expect(frame.y[y * 400 + x]).toBe(115);
          inside++;
        } else if (u < 17 || u > 79 || v < 47 || v > 93) expect(frame.y[y * 400 + x]).toBe(100);
      }
    expect(inside).toBeGreaterThan(10_000);
    for (let y = 0; y < 200; y++)
      for (let x = 0; x < 200; x++) {
        const [u, v] = apply(toPatch, 2 * x + 1, 2 * y + 1);
        if (u > 24 && u < 72 && v > 54 && v < 86) {
          expect(frame.u[y * 200 + x]).toBe(100);
          expect(frame.v[y * 200 + x]).toBe(165);
        }
      }
  });

  it('changes nothing outside its rectangle, which is clipped to the frame', () => {
    const { overlay, mask } = overlayFrom((_, v) => (v > 48 && v < 95 ? [1, 200, 90, 90] : [0, 0, 0, 0]));
    const bounds = boundsOfMask(mask, SIDE);
    for (const crop of [
      [2, 0, -60, 0, 2, -40],
      [2, 0.7, 150, -0.7, 2, 120],
      [2, 0, 900, 0, 2, 900],
    ] as Affine[]) {
      const frame = grey(240, 200);
      const target = grey(240, 200);
      pastePatch(frame, target, overlay, bounds, crop);
      const rect = rectOfPatch(bounds, crop, frame);
      expect(rect.left % 2).toBe(0);
      expect(rect.bottom % 2).toBe(0);
      target.y.forEach((value, i) => {
        const [x, y] = [i % 240, Math.floor(i / 240)];
        if (x < rect.left || x >= rect.right || y < rect.top || y >= rect.bottom) expect(value).toBe(100);
      });
      expect(frame.y.every((value) => value === 100)).toBe(true);
    }
  });

  it('does nothing for an empty mask', () => {
    const { overlay, mask } = overlayFrom(() => [0, 0, 0, 0]);
    const frame = grey(60, 60);
    pastePatch(frame, frame, overlay, boundsOfMask(mask, SIDE), [0.5, 0, 5, 0, 0.5, 5]);
    expect(frame.y.every((value) => value === 100)).toBe(true);
  });
});
