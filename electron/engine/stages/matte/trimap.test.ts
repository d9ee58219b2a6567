import { describe, expect, it } from 'vitest';
import { bandWidths, distanceToEdge } from './trimap.ts';

describe('distanceToEdge', () => {
  it('counts pixels to the other side of a straight edge', () => {
    const mask = Uint8Array.from({ length: 10 * 4 }, (_, i) => (i % 10 < 4 ? 1 : 0));
    const distance = distanceToEdge(mask, 10, 4);
    expect(Array.from(distance.subarray(10, 20))).toEqual([4, 3, 2, 1, 1, 2, 3, 4, 5, 6]);
  });

  it('stays within 8 % of the Euclidean distance to a point', () => {
    const size = 41;
    const mask = new Uint8Array(size * size);
    mask[20 * size + 20] = 1;
    const distance = distanceToEdge(mask, size, size);
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++) {
        const exact = Math.hypot(x - 20, y - 20);
        if (exact > 0) expect(Math.abs(distance[y * size + x] - exact) / exact).toBeLessThan(0.083);
      }
  });

  it('is infinite in a uniform picture', () => {
    expect(distanceToEdge(new Uint8Array(6), 3, 2)[4]).toBe(Infinity);
  });
});

describe('bandWidths', () => {
  const region = { x: 0, y: 0, width: 1024, height: 1024 };
  const grid = { width: 1024, height: 1024, region, photoWidth: 1024, photoHeight: 1024 };
  const views = [{ region, weight: 1, mask: new Float32Array() }];

  it('follows the pixels of the network away from heads', () => {
    expect(bandWidths(grid, views, [])[0]).toBeCloseTo(8, 5);
  });

  it('is wide around hair', () => {
    const widths = bandWidths(grid, views, [{ box: [412, 200, 200, 200] }]);
    expect(widths[300 * 1024 + 512]).toBeCloseTo(32, 4);
    expect(widths[1000 * 1024 + 512]).toBeCloseTo(9, 4);
  });
});
