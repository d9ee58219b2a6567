import { describe, expect, it } from 'vitest';
import { rgbToYuv } from '../../../../frames/yuv.ts';
import { seededRandom } from '../../../../runtime/random.ts';
import { matchChannel } from './colourMatch.ts';
import { createOverlayMaker, OVERLAY_MARGIN, type PatchOverlay } from './overlay.ts';
import type { PatchAnimation } from './types.ts';

const SIDE = 96;
const PLANE = SIDE * SIDE;
const shared = (length: number): SharedArrayBuffer => new SharedArrayBuffer(length);

/** A photo with texture: B, G, R planes. */
function textured(): Uint8Array<SharedArrayBuffer> {
  const random = seededRandom(5);
  const planes = new Uint8Array(shared(3 * PLANE));
  for (let i = 0; i < planes.length; i++)
    planes[i] = 90 + 30 * Math.floor(i / PLANE) + 40 * Math.sin(i / 9) + 30 * random();
  return planes;
}

const animation = (more: Partial<PatchAnimation> = {}): PatchAnimation => ({
  sidePx: SIDE,
  crops: new Float32Array(shared(24)),
  cropOfFrame: new Int32Array(shared(8)),
  masks: new Uint8Array(shared(PLANE)).fill(255),
  references: textured(),
  sharpness: 0,
  opacity: 1,
  idle: null,
  ...more,
});

const patchOf = (
  bytes: Uint8Array,
  change: (value: number, i: number) => number = (value) => value,
): Float32Array => Float32Array.from(bytes, (value, i) => change(value, i) / 255);

/** Luma of a picture under the overlay, at one sample. */
const resultAt = ({ cover, addY, stride }: PatchOverlay, i: number, under: number): number => {
  const at = (Math.floor(i / SIDE) + OVERLAY_MARGIN) * stride + (i % SIDE) + OVERLAY_MARGIN;
  return under * (1 - cover[at]) + addY[at];
};
const lumaOf = (bytes: ArrayLike<number>, i: number): number =>
  rgbToYuv(bytes[i + 2 * PLANE], bytes[i + PLANE], bytes[i]).y;

describe('matchChannel', () => {
  const shown = Float32Array.from({ length: 4_000 }, (_, i) => 120 + 50 * Math.sin(i / 7));

  it('finds the line between drawn and shown, and nothing to do between equals', () => {
    expect(matchChannel(shown, shown, 4_000)).toEqual({ gain: 1, offset: 0 });
    const { gain, offset } = matchChannel(
      shown.map((value) => value * 0.9 + 6),
      shown,
      4_000,
    );
    expect(gain).toBeCloseTo(1 / 0.9, 2);
    expect((120 * 0.9 + 6) * gain + offset).toBeCloseTo(120, 1);
  });

  it('trusts no wild contrast, and none at all where everything is even', () => {
    expect(
      matchChannel(
        shown.map((value) => value / 9),
        shown,
        4_000,
      ).gain,
    ).toBe(1.25);
    const even = new Float32Array(4_000).fill(77);
    expect(
      matchChannel(
        even.map(() => 80),
        even,
        4_000,
      ),
    ).toEqual({ gain: 1, offset: -3 });
  });
});

describe('createOverlayMaker', () => {
  it('changes nothing where the network drew what it was shown, sharpened or not', () => {
    for (const sharpness of [0, 1]) {
      const still = animation({ sharpness });
      const overlay = createOverlayMaker(still)(0, patchOf(still.references));
      for (let i = 0; i < PLANE; i += 7) expect(resultAt(overlay, i, 133)).toBeCloseTo(133, 2);
      expect(Math.max(...overlay.cover)).toBe(0);
    }
  });

  it('takes a cast off that the known half shows, and keeps a change that it does not', () => {
    const still = animation();
    const cast = createOverlayMaker(still)(
      0,
      patchOf(still.references, (value) => value * 0.92 + 9),
    );
    for (let i = PLANE / 2; i < PLANE; i += 11)
      expect(
        Math.abs(resultAt(cast, i, lumaOf(still.references, i)) - lumaOf(still.references, i)),
      ).toBeLessThan(0.7);
    const darker = createOverlayMaker(still)(
      0,
      patchOf(still.references, (value, i) => (i % PLANE >= PLANE / 2 ? value - 50 : value)),
    );
    const inside = 70 * SIDE + 40;
    expect(resultAt(darker, inside, lumaOf(still.references, inside))).toBeCloseTo(
      lumaOf(
        still.references.map((value) => value - 50),
        inside,
      ),
      3,
    );
  });

  it('lays on only the difference where that is small, so that finer detail of the photo stays', () => {
    const still = animation();
    const overlay = createOverlayMaker(still)(
      0,
      patchOf(still.references, (value, i) => (i % PLANE >= PLANE / 2 ? value + 2 : value)),
    );
    const inside = 70 * SIDE + 40;
    const [detailed, plain] = [150, 120].map((under) => resultAt(overlay, inside, under));
    expect(detailed - plain).toBeCloseTo(30, 3);
    expect(detailed - 150).toBeCloseTo(2 * (219 / 255), 2);
  });

  it('follows mask and opacity', () => {
    const masks = new Uint8Array(shared(PLANE)).fill(255);
    masks[70 * SIDE + 41] = 51;
    const still = animation({ masks, opacity: 0.5 });
    const overlay = createOverlayMaker(still)(
      0,
      patchOf(still.references, (value, i) => (i % PLANE >= PLANE / 2 ? 10 : value)),
    );
    const target = lumaOf([10, ...new Uint8Array(PLANE - 1), 10, ...new Uint8Array(PLANE - 1), 10], 0);
    for (const [at, share] of [
      [70 * SIDE + 40, 0.5],
      [70 * SIDE + 41, 0.1],
    ])
      expect(resultAt(overlay, at, 200)).toBeCloseTo(200 + (target - 200) * share, 3);
  });

  it('sharpens what replaces the photo', () => {
    const step = (value: number, i: number): number =>
      i % PLANE < PLANE / 2 ? value : i % SIDE < 48 ? 60 : 160;
    const [soft, crisp] = [0, 1].map((sharpness) => {
      const still = animation({ sharpness });
      const overlay = createOverlayMaker(still)(0, patchOf(still.references, step));
      return resultAt(overlay, 75 * SIDE + 48, 100) - resultAt(overlay, 75 * SIDE + 47, 100);
    });
    expect(crisp).toBeGreaterThan(soft + 15);
  });

  it('uses the face picture of its own frame', () => {
    const references = new Uint8Array(shared(6 * PLANE));
    references.set(textured());
    references.set(
      textured().map((value) => 255 - value),
      3 * PLANE,
    );
    const cropOfFrame = new Int32Array(shared(8));
    cropOfFrame[1] = 1;
    const make = createOverlayMaker(
      animation({ references, cropOfFrame, masks: new Uint8Array(shared(2 * PLANE)).fill(255) }),
    );
    for (const frame of [0, 1, 0]) {
      const shown = references.slice(frame * 3 * PLANE, (frame + 1) * 3 * PLANE);
      expect(Math.max(...make(frame, patchOf(shown)).cover)).toBe(0);
    }
  });
});
