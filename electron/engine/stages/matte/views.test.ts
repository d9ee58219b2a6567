import { describe, expect, it } from 'vitest';
import { fadeAlong, viewsFor } from './views.ts';

describe('viewsFor', () => {
  it('looks at the whole photo, with and without a rim, when the face fills it', () => {
    expect(viewsFor(400, 400, [{ box: [100, 100, 200, 200] }])).toHaveLength(2);
  });

  it('adds ever closer square looks that hold the face when the person is small', () => {
    const views = viewsFor(4000, 3000, [{ box: [1000, 900, 100, 100] }]);
    expect(views.map((view) => Math.round(view.region.width))).toEqual([4800, 4000, 650, 410, 280]);
    for (const { region } of views) {
      expect(region.x).toBeLessThan(1000);
      expect(region.y).toBeLessThan(900);
      expect(region.x + region.width).toBeGreaterThan(1100);
      expect(region.y + region.height).toBeGreaterThan(1000);
    }
  });

  it('keeps all looks but the first inside the photo', () => {
    for (const { region } of viewsFor(1000, 800, [
      { box: [0, 0, 80, 80] },
      { box: [930, 700, 90, 90] },
    ]).slice(1)) {
      expect(region.x).toBeGreaterThanOrEqual(0);
      expect(region.y).toBeGreaterThanOrEqual(0);
      expect(region.x + region.width).toBeLessThanOrEqual(1000);
      expect(region.y + region.height).toBeLessThanOrEqual(800);
    }
  });

  it('gives looks of their own to the four largest faces only', () => {
    const crowd = Array.from({ length: 30 }, (_, i) => ({ box: [i * 100, 500, 40 + i, 40 + i] as const }));
    expect(viewsFor(4000, 3000, crowd)).toHaveLength(2 + 4 * 3);
  });
});

describe('fadeAlong', () => {
  it('fades at an end inside the photo, not at an end of the photo', () => {
    expect(fadeAlong(0, 0, 100, 500)).toBe(1);
    expect(fadeAlong(100, 0, 100, 500)).toBe(0);
    expect(fadeAlong(91, 0, 100, 500)).toBeCloseTo(0.5, 5);
    expect(fadeAlong(50, 0, 100, 500)).toBe(1);
    expect(fadeAlong(150, 0, 100, 500)).toBe(0);
    expect(fadeAlong(499, 400, 100, 500)).toBe(1);
  });
});
