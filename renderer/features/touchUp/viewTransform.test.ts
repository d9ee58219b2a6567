import { describe, expect, it } from 'vitest';
import { fitView, heldView, MAX_SCALE, revealing, toPhoto, toScreen, zoomed } from './viewTransform.ts';

const room = { width: 800, height: 600 };
const photo = { width: 4000, height: 2000 };

describe('view of the cut-out', () => {
  it('shows the whole photo in the middle at first, and a small one as it is', () => {
    const { scale, x, y } = fitView(room, photo);
    expect(scale).toBeCloseTo(776 / 4000);
    expect([x, y]).toEqual([12, (600 - 2000 * scale) / 2]);
    expect(fitView(room, { width: 100, height: 50 })).toEqual({ scale: 1, x: 350, y: 275 });
  });

  it('goes from screen to photo and back', () => {
    const view = { scale: 2.5, x: -310, y: 42 };
    const [x, y] = toScreen(view, toPhoto(view, [123, 456]));
    expect(x).toBeCloseTo(123);
    expect(y).toBeCloseTo(456);
  });

  it('keeps the point under the pointer when it comes closer', () => {
    const before = fitView(room, photo);
    const after = zoomed(before, 6, [400, 300], room, photo);
    expect(after.scale).toBeCloseTo(before.scale * 6);
    const [x, y] = toPhoto(after, [400, 300]);
    const [oldX, oldY] = toPhoto(before, [400, 300]);
    expect(x).toBeCloseTo(oldX);
    expect(y).toBeCloseTo(oldY);
  });

  it('stays between the whole photo and eight screen pixels for one', () => {
    const fit = fitView(room, photo);
    expect(zoomed(fit, 0.01, [10, 10], room, photo)).toEqual(fit);
    expect(zoomed(fit, 1e6, [10, 10], room, photo).scale).toBe(MAX_SCALE);
  });

  it('does not let the photo leave the room', () => {
    expect(heldView({ scale: 1, x: 9999, y: -9999 }, room, photo)).toEqual({ scale: 1, x: 12, y: -1412 });
  });

  it('follows a point that leaves the room, and only then', () => {
    const view = { scale: 1, x: -1000, y: -500 };
    expect(revealing(view, [1400, 800], room, photo)).toEqual(view);
    const moved = revealing(view, [2000, 800], room, photo);
    expect(toScreen(moved, [2000, 800])).toEqual([740, 300]);
  });
});
