import { describe, expect, it } from 'vitest';
import { MASK_SIDE_PX } from './forward.ts';
import { combineViews, decidePerson, regionOf } from './personMask.ts';

const region = { x: 0, y: 0, width: 200, height: 200 };
const grid = { width: 100, height: 100, region, photoWidth: 200, photoHeight: 200 };

/** Probability 0.95 in the given boxes (grid pixels), 0.02 elsewhere. */
const boxes = (...list: readonly (readonly [x: number, y: number, w: number, h: number])[]): Float32Array =>
  Float32Array.from({ length: 100 * 100 }, (_, i) => {
    const [px, py] = [i % 100, Math.floor(i / 100)];
    return list.some(([x, y, w, h]) => px >= x && px < x + w && py >= y && py < y + h) ? 0.95 : 0.02;
  });
const area = (mask: Uint8Array): number => mask.reduce((a, b) => a + b);

describe('decidePerson', () => {
  const face = { box: [60, 40, 40, 40] as const };

  it('keeps the area that carries the face and drops small islands', () => {
    expect(area(decidePerson(boxes([20, 10, 50, 60], [90, 90, 5, 5]), grid, [face]))).toBe(3000);
  });

  it('keeps a large, certain detached area', () => {
    expect(area(decidePerson(boxes([20, 10, 50, 60], [80, 80, 15, 15]), grid, [face]))).toBe(3225);
  });

  it('closes small gaps in the person but not the view through a bent arm', () => {
    const probability = boxes([20, 10, 50, 60]);
    const cut = (x0: number, y0: number, side: number): void => {
      for (let y = y0; y < y0 + side; y++) probability.fill(0.1, y * 100 + x0, y * 100 + x0 + side);
    };
    cut(55, 50, 4);
    cut(40, 50, 10);
    expect(area(decidePerson(probability, grid, [face]))).toBe(2900);
  });

  it('finds nobody where no area carries a face', () => {
    expect(area(decidePerson(boxes([0, 0, 90, 90]), grid, []))).toBe(0);
    expect(area(decidePerson(boxes([60, 60, 40, 40]), grid, [face]))).toBe(0);
  });
});

describe('combineViews', () => {
  const uniform = (value: number): Float32Array => new Float32Array(MASK_SIDE_PX * MASK_SIDE_PX).fill(value);

  it('fades a closer view in over the wider one', () => {
    const combined = combineViews(
      [
        { region, weight: 1, mask: uniform(0.2) },
        { region: { x: 0, y: 50, width: 100, height: 100 }, weight: 0.75, mask: uniform(1) },
      ],
      grid,
    );
    expect(combined[50 * 100 + 0]).toBeCloseTo(0.8, 5);
    expect(combined[50 * 100 + 25]).toBeCloseTo(0.8, 5);
    expect(combined[50 * 100 + 60]).toBeCloseTo(0.2, 5);
    expect(combined[10 * 100 + 10]).toBeCloseTo(0.2, 5);
    expect(combined[50 * 100 + 45]).toBeGreaterThan(0.2);
    expect(combined[50 * 100 + 45]).toBeLessThan(0.8);
  });

  it('puts a mask pixel where it belongs in the photo', () => {
    const mask = uniform(0);
    mask.fill(1, (MASK_SIDE_PX / 2) * MASK_SIDE_PX);
    const combined = combineViews([{ region, weight: 1, mask }], grid);
    expect(combined[47 * 100]).toBe(0);
    expect(combined[52 * 100]).toBe(1);
  });
});

describe('regionOf', () => {
  it('holds the person with its margin, in photo pixels inside the photo', () => {
    const mask = Uint8Array.from(boxes([10, 2, 20, 30]), (p) => (p > 0.5 ? 1 : 0));
    expect(regionOf(mask, grid, 8)).toEqual({ x: 12, y: 0, width: 56, height: 72 });
    expect(regionOf(mask.fill(0), grid, 8)).toBeNull();
  });
});
