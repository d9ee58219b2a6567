import { describe, expect, it } from 'vitest';
import { cutEdgesOf, NO_CUT_EDGES, type CutEdges } from './cutEdges.ts';
import { layOut, type Box, type FrameLayout } from './layOut.ts';
import { PLACED_AS_IS, placementOf, placePerson, zoomCrop, type Placement } from './placement.ts';

const photo = { width: 1600, height: 1200 };
const frame = { widthPx: 1080, heightPx: 1080 };
/** A face left of the middle. */
const face: Box = [500, 300, 200, 260];
const crop = layOut(photo, frame, face);
const BUST: CutEdges = { ...NO_CUT_EDGES, bottom: true };

/** Where a point of the photo is in the frame. */
const inFrame = (
  { left, top, into, scaleX, scaleY }: FrameLayout,
  x: number,
  y: number,
): readonly [number, number] => [(x - left) * scaleX + into.left, (y - top) * scaleY + into.top];

/** What the placement asks for, were nothing in the way. */
function asked({ scale, offsetX, offsetY }: Placement, x: number, y: number): readonly [number, number] {
  const [atX, atY] = inFrame(crop, x, y);
  return [(atX - 540) * scale + 540 + offsetX * 1080, (atY - 540) * scale + 540 + offsetY * 1080];
}

const place = (placement: Partial<Placement>, cut: CutEdges = NO_CUT_EDGES): FrameLayout =>
  placePerson(crop, photo, frame, { ...PLACED_AS_IS, ...placement }, face, cut);

describe('placePerson', () => {
  it('leaves alone what was not moved', () => {
    expect(place({})).toBe(crop);
  });

  it.each([
    { scale: 1.4, offsetX: 0.1, offsetY: -0.05 },
    { scale: 0.6, offsetX: 0.2, offsetY: 0.1 },
    { scale: 1, offsetX: -0.13, offsetY: 0 },
    { scale: 0.5, offsetX: 0, offsetY: 0 },
  ])('moves and scales about the middle of the frame: $scale, $offsetX, $offsetY', (placement) => {
    const layout = place(placement);
    for (const [x, y] of [
      [500, 300],
      [700, 560],
    ] as const) {
      const [wishedX, wishedY] = asked(placement, x, y);
      const [atX, atY] = inFrame(layout, x, y);
      expect(Math.abs(atX - wishedX)).toBeLessThan(1.5);
      expect(Math.abs(atY - wishedY)).toBeLessThan(1.5);
    }
  });

  it('stands free in the frame where the photo ends', () => {
    const { left, top, width, height, into } = place({ scale: 0.5 });
    expect([top, height]).toEqual([0, 1200]);
    expect([left, width]).toEqual([0, 1600]);
    expect(into).toEqual({ left: 270, top: 270, width: 720, height: 540 });
  });

  it('keeps a body that the photo cuts at the edge of the frame', () => {
    for (const scale of [0.5, 0.8, 1.2, 2])
      for (const offsetY of [-0.5, -0.2, 0, 0.3]) {
        const { top, height, into } = place({ scale, offsetY }, BUST);
        expect(into.top + into.height).toBe(1080);
        if (540 + scale * 540 + offsetY * 1080 < 1080) expect(top + height).toBe(1200);
      }
  });

  it('spans the frame where both sides are cut, as small as it is asked to be', () => {
    const both = { ...NO_CUT_EDGES, left: true, right: true };
    const { left, width, into } = place({ scale: 0.5 }, both);
    expect([left, width, into.left, into.width]).toEqual([0, 1600, 0, 1080]);
  });

  it('keeps the face in the frame, whatever is asked for', () => {
    for (const scale of [0.5, 1, 2])
      for (const offsetX of [-0.5, 0.5])
        for (const offsetY of [-0.5, 0.5])
          for (const cut of [NO_CUT_EDGES, BUST, { left: true, top: true, right: true, bottom: true }]) {
            const layout = place({ scale, offsetX, offsetY }, cut);
            const [x, y] = inFrame(layout, 600, 430);
            expect(Math.min(x, y)).toBeGreaterThan(0);
            expect(Math.max(x, y)).toBeLessThan(1080);
            for (const value of [layout.left, layout.top, layout.width, layout.height])
              expect(Number.isInteger(value)).toBe(true);
            expect(layout.left + layout.width).toBeLessThanOrEqual(photo.width);
            expect(layout.top + layout.height).toBeLessThanOrEqual(photo.height);
          }
  });
});

describe('zoomCrop', () => {
  const zoom = (placement: Partial<Placement>): FrameLayout =>
    zoomCrop(crop, photo, frame, { ...PLACED_AS_IS, ...placement });

  it('leaves alone what was not moved', () => {
    expect(zoom({})).toBe(crop);
  });

  it('comes closer about the middle, and moves what is seen the way it is dragged', () => {
    const { width, height, left } = zoom({ scale: 2 });
    expect([width, height]).toEqual([600, 600]);
    const moved = zoom({ scale: 2, offsetX: 0.25 });
    expect(left - moved.left).toBe(150);
    expect(inFrame(moved, 600, 600)[0] - inFrame(zoom({ scale: 2 }), 600, 600)[0]).toBeCloseTo(270, 6);
  });

  it('never shows what the photo does not have', () => {
    for (const scale of [0.5, 1, 1.3, 2])
      for (const offsetX of [-0.5, 0, 0.5])
        for (const offsetY of [-0.5, 0, 0.5]) {
          const { left, top, width, height, into } = zoom({ scale, offsetX, offsetY });
          expect(left).toBeGreaterThanOrEqual(0);
          expect(top).toBeGreaterThanOrEqual(0);
          expect(left + width).toBeLessThanOrEqual(photo.width);
          expect(top + height).toBeLessThanOrEqual(photo.height);
          expect(Math.abs(width - height)).toBeLessThanOrEqual(1);
          expect(into).toEqual({ left: 0, top: 0, width: 1080, height: 1080 });
        }
  });
});

describe('cutEdgesOf', () => {
  it('tells where a person goes on beyond the photo, and not where a hair does', () => {
    // Shoulders from column 20 to 79 at the bottom, a lock of 3 columns at the top.
    const opacityAt = (x: number, y: number): number =>
      (y > 40 && x >= 20 && x < 80) || (y <= 40 && x >= 50 && x < 53) ? 1 : 0;
    expect(cutEdgesOf(100, 100, opacityAt, 0.5)).toEqual(BUST);
  });
});

describe('placementOf', () => {
  it('gives back what was asked for where nothing held it', () => {
    const wish = { scale: 1.4, offsetX: 0.1, offsetY: -0.05 };
    for (const layout of [place(wish), zoomCrop(crop, { width: 4000, height: 4000 }, frame, wish)]) {
      const found = placementOf(crop, layout, frame);
      expect(Math.abs(found.scale - wish.scale)).toBeLessThan(0.003);
      expect(Math.abs(found.offsetX - wish.offsetX)).toBeLessThan(0.003);
      expect(Math.abs(found.offsetY - wish.offsetY)).toBeLessThan(0.003);
    }
    expect(placementOf(crop, crop, frame)).toEqual(PLACED_AS_IS);
  });

  it('gives less where something did, and that is what it comes to again', () => {
    const layout = place({ offsetY: -0.4 }, BUST);
    const found = placementOf(crop, layout, frame);
    expect(Math.abs(found.offsetY)).toBeLessThan(0.003);
    const again = place(found, BUST);
    expect(Math.abs(again.top - layout.top)).toBeLessThanOrEqual(1);
  });
});
