import { describe, expect, it } from 'vitest';
import { planRounds, tiles } from './prepare.ts';

describe('tiles', () => {
  it('cover the photo, overlap by half and end at its edges', () => {
    const found = tiles(1200, 800, 2);
    expect([...new Set(found.map(({ centerX }) => centerX))]).toEqual([300, 600, 900]);
    expect([...new Set(found.map(({ centerY }) => centerY))]).toEqual([300, 500]);
    expect(found).toHaveLength(6);
    expect(found.every(({ sidePx, angleRad }) => sidePx === 600 && angleRad === 0)).toBe(true);
  });

  it('stand in one row along a strip', () => {
    expect(tiles(4000, 64, 4).every(({ centerY }) => centerY === 32)).toBe(true);
  });

  it('are not made too small', () => {
    expect(tiles(300, 200, 4)).toEqual([]);
  });
});

describe('planRounds', () => {
  it('looks at the whole photo first, also from further away', () => {
    const [first] = planRounds(1000, 600);
    expect(first.looks[0]).toEqual({ centerX: 500, centerY: 300, sidePx: 1000, angleRad: 0 });
    expect(first.looks[1]).toEqual({ centerX: 500, centerY: 300, sidePx: 1700, angleRad: 0 });
  });

  it('keeps looks that disagree about what is up apart', () => {
    for (const { looks, turned } of planRounds(1000, 600)) {
      expect(new Set(looks.map(({ angleRad }) => angleRad)).size).toBe(1);
      expect(looks[0].angleRad !== 0).toBe(turned);
    }
  });
});
