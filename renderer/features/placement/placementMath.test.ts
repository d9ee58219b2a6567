import { expect, it } from 'vitest';
import { NO_CUT_EDGES } from '../../../shared/framing/cutEdges.ts';
import { framedPerson } from '../stage/framing.ts';
import { centredOffsetX, heldPlacement, snapped, zoomedAt } from './placementMath.ts';

const photo = {
  widthPx: 1600,
  heightPx: 1200,
  faces: [
    {
      box: [200, 300, 200, 260] as [number, number, number, number],
      score: 1,
      landmarks: [],
      personIndex: null,
    },
  ],
  persons: [],
};
/** The face is left of the middle: the photo does not reach further. */
const framed = framedPerson(photo, { shape: '1:1', crop: 'widest', faceIndex: 0, personIndex: null });
const BUST = { ...NO_CUT_EDGES, bottom: true };

it('keeps what nothing holds, to the digit', () => {
  const wish = { scale: 1.3, offsetX: 0.123, offsetY: 0.05 };
  expect(heldPlacement(framed, wish, NO_CUT_EDGES)).toEqual(wish);
});

it('gives way where a body that was cut would float, and out of range', () => {
  expect(heldPlacement(framed, { scale: 1, offsetX: 0, offsetY: -0.3 }, BUST).offsetY).toBeCloseTo(0, 2);
  expect(heldPlacement(framed, { scale: 9, offsetX: 3, offsetY: 0 }, NO_CUT_EDGES)).toMatchObject({
    scale: 2,
  });
});

it('is drawn to the middle and to its own place, and only near them', () => {
  const middle = centredOffsetX(framed, 1);
  expect(middle).toBeCloseTo((540 - 300 * 0.9) / 1080, 6);
  const at = (offsetX: number, offsetY: number) =>
    snapped(framed, { scale: 1, offsetX, offsetY }, [0.02, 0.02]);
  expect(at(middle + 0.01, 0.1)).toEqual({
    placement: { scale: 1, offsetX: middle, offsetY: 0.1 },
    guides: { vertical: true, horizontal: false },
  });
  expect(at(0.015, -0.01)).toEqual({
    placement: { scale: 1, offsetX: 0, offsetY: 0 },
    guides: { vertical: false, horizontal: true },
  });
  expect(at(0.1, 0.1).placement).toEqual({ scale: 1, offsetX: 0.1, offsetY: 0.1 });
});

it('grows about the point under the pointer', () => {
  const before = { scale: 1, offsetX: 0.1, offsetY: 0 };
  const after = zoomedAt(before, 1.5, [0.8, 0.3]);
  // What was under the pointer: (0.8 - 0.5 - 0.1) / 1 from the middle of the picture.
  expect((0.8 - 0.5 - after.offsetX) / after.scale).toBeCloseTo(0.2, 9);
  expect((0.3 - 0.5 - after.offsetY) / after.scale).toBeCloseTo(-0.2, 9);
  expect(zoomedAt(before, 100, [0.5, 0.5]).scale).toBe(2);
});
