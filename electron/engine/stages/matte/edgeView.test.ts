import { describe, expect, it } from 'vitest';
import { createGray, createRgba } from '../../runtime/image.ts';
import { matteEdge } from './edgeView.ts';
import { matteFromColours } from './finish.ts';

/** 8 x 6 pixels: colour (10 x, 20 y, 100), alpha 1 in columns 0 to 3, 0.5 in column 4, 0 beyond. */
const matte = (() => {
  const alpha = createGray(8, 6);
  const foreground = createRgba(8, 6);
  for (let i = 0; i < 48; i++) {
    const x = i % 8;
    alpha.data[i] = x < 4 ? 1 : x === 4 ? 0.5 : 0;
    foreground.data.set([10 * x, 20 * Math.floor(i / 8), 100], i * 4);
  }
  return matteFromColours(alpha, foreground);
})();

const pixels = (data: Uint8ClampedArray, ...indices: number[]): number[][] =>
  indices.map((i) => Array.from(data.subarray(i * 4, i * 4 + 4)));

describe('matteEdge', () => {
  it('shows the photo’s pixels as they are over a colour', () => {
    const { data } = matteEdge(matte, {
      area: [3, 2, 3, 1],
      widthPx: 3,
      heightPx: 1,
      backdrop: { kind: 'color', color: '#ff00c8' },
    });
    expect(pixels(data, 0, 1, 2)).toEqual([
      [30, 40, 100, 255],
      [148, 20, 150, 255],
      [255, 0, 200, 255],
    ]);
  });

  it('enlarges pixels to squares, and mixes where one begins within another', () => {
    const view = { widthPx: 8, heightPx: 4, backdrop: { kind: 'color', color: '#000000' } } as const;
    const whole = matteEdge(matte, { ...view, area: [2, 1, 2, 1] }).data;
    expect(pixels(whole, 0, 3, 4, 31)).toEqual([
      [20, 20, 100, 255],
      [20, 20, 100, 255],
      [30, 20, 100, 255],
      [30, 20, 100, 255],
    ]);
    // An eighth of a pixel further, the fourth pixel of the result lies half in each.
    const shifted = matteEdge(matte, { ...view, area: [2.125, 1, 2, 1] }).data;
    expect(pixels(shifted, 2, 3, 4)).toEqual([
      [20, 20, 100, 255],
      [25, 20, 100, 255],
      [30, 20, 100, 255],
    ]);
  });

  it('reduces by means, in which a pixel counts by its opacity', () => {
    const { data } = matteEdge(matte, {
      area: [3, 0, 2, 2],
      widthPx: 1,
      heightPx: 1,
      backdrop: { kind: 'transparent' },
    });
    // Red: (30 + 0.5 * 40) / 1.5; green: mean of rows 0 and 1; opacity (1 + 0.5) / 2.
    expect(pixels(data, 0)).toEqual([[33, 10, 100, 191]]);
  });

  it('shows only the backdrop beyond the photo and where nobody is', () => {
    const { data } = matteEdge(matte, {
      area: [6, 4, 4, 4],
      widthPx: 4,
      heightPx: 4,
      backdrop: { kind: 'checker', squarePx: 2 },
    });
    expect(pixels(data, 0, 2, 8, 10).map(([red]) => red)).toEqual([0xcc, 0x88, 0x88, 0xcc]);
    const clear = matteEdge(matte, {
      area: [-9, -9, 2, 2],
      widthPx: 1,
      heightPx: 1,
      backdrop: { kind: 'transparent' },
    });
    expect(pixels(clear.data, 0)).toEqual([[0, 0, 0, 0]]);
  });
});
