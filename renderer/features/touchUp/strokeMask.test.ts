import { describe, expect, it } from 'vitest';
import { brushRim, brushWeight } from '../../../shared/matteBrush.ts';
import { joinRects, StrokeMask } from './strokeMask.ts';

const at = (mask: StrokeMask, x: number, y: number): number => mask.weights[y * mask.width + x];

describe('StrokeMask', () => {
  it('counts by the distance to the line, like the engine', () => {
    const mask = new StrokeMask(100, 40, 1, { radiusPx: 12, hardness: 0.5 });
    mask.extend([20.5, 20.5]);
    mask.extend([70.5, 20.5]);
    const rim = brushRim(12, 0.5);
    for (const away of [0, 3, 6, 8, 10, 12, 14])
      expect(at(mask, 45, 20 + away)).toBeCloseTo(brushWeight(away, rim) * 255, -0.4);
    expect([at(mask, 20 - 7, 20), at(mask, 45, 20)]).toEqual([at(mask, 45, 27), 255]);
  });

  it('does not count twice where the line crosses itself', () => {
    const once = new StrokeMask(60, 60, 1, { radiusPx: 10, hardness: 0 });
    once.extend([30, 30]);
    const often = new StrokeMask(60, 60, 1, { radiusPx: 10, hardness: 0 });
    for (let turn = 0; turn < 5; turn += 1) often.extend([30, 30]);
    expect(often.weights).toEqual(once.weights);
  });

  it('works on a reduced photo, and says what has changed', () => {
    const mask = new StrokeMask(50, 50, 0.25, { radiusPx: 16, hardness: 1 });
    expect(mask.extend([100, 100])).toEqual({ left: 20, top: 20, width: 10, height: 10 });
    expect([at(mask, 25, 25), at(mask, 25, 27), at(mask, 25, 30)]).toEqual([255, 255, 0]);
  });

  it('has nothing to say of what lies outside', () => {
    const mask = new StrokeMask(50, 50, 1, { radiusPx: 5, hardness: 1 });
    expect(mask.extend([-40, 10])).toBeNull();
    expect(mask.extend([10, 10])).toMatchObject({ left: 0 });
    expect(at(mask, 0, 10)).toBe(255);
  });
});

describe('joinRects', () => {
  it('encloses both', () => {
    const a = { left: 2, top: 3, width: 4, height: 5 };
    expect(joinRects(a, { left: 0, top: 7, width: 3, height: 9 })).toEqual({
      left: 0,
      top: 3,
      width: 6,
      height: 13,
    });
    expect([joinRects(null, a), joinRects(a, null)]).toEqual([a, a]);
  });
});
