import { describe, expect, it } from 'vitest';
import { brushRim, brushWeight } from '../../../../shared/matteBrush.ts';
import type { MatteStroke } from '../../../../shared/matteTouchUp.ts';
import { seededRandom } from '../../runtime/random.ts';
import { paintStroke } from './strokeWeights.ts';

function paint(stroke: MatteStroke, width: number, height: number) {
  const weights = new Float32Array(width * height);
  const visits = new Uint8Array(width * height);
  let notedPx = 0;
  paintStroke(
    stroke,
    width,
    height,
    (at, weight) => {
      weights[at] = weight;
      visits[at]++;
    },
    (_x, _y, w, h) => {
      notedPx += w * h;
    },
  );
  return { weights, mostVisits: visits.reduce((a, b) => Math.max(a, b), 0), notedPx };
}

/** Distance from a point to a polyline, the slow way. */
function distanceTo(points: MatteStroke['points'], x: number, y: number): number {
  let nearest = Infinity;
  points.forEach(([ax, ay], i) => {
    const [bx, by] = points[Math.min(points.length - 1, i + 1)];
    const length = Math.hypot(bx - ax, by - ay);
    const along = length === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length ** 2;
    const t = Math.min(1, Math.max(0, along));
    nearest = Math.min(nearest, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
  });
  return nearest;
}

describe('brushWeight', () => {
  it.each([
    // At 0, a quarter, a half, three quarters and all of the radius.
    [0, [1, 0.84375, 0.5, 0.15625, 0]],
    [0.5, [1, 1, 1, 0.5, 0]],
    [1, [1, 1, 1, 1, 0.5]],
  ])('of hardness %f falls smoothly over the soft part of a radius of 80 pixels', (hardness, profile) => {
    const rim = brushRim(80, hardness);
    expect([0, 20, 40, 60, 80].map((distance) => brushWeight(distance, rim))).toEqual(profile);
  });

  it('leaves the sharpest rim one pixel to fall in, half of it outside the radius', () => {
    expect(brushRim(80, 1)).toEqual({ innerPx: 79.5, outerPx: 80.5 });
    expect(brushRim(80, 0)).toEqual({ innerPx: 0, outerPx: 80 });
    expect(brushRim(10, 0.95)).toEqual({ innerPx: 9.25, outerPx: 10.25 });
  });
});

describe('paintStroke', () => {
  it.each([
    [3, 0, 12],
    [9, 1, 12],
    [40, 0.3, 300],
    [70, 0.9, 2000],
  ])(
    'weighs each pixel by the nearest part of the line, once: radius %i, hardness %f, %i points',
    (radiusPx, hardness, count) => {
      const [width, height] = [211, 160];
      const random = seededRandom(count);
      // Within the photo and up to 60 pixels beyond it on all sides.
      const points = Array.from({ length: count }, (): [number, number] => [
        random() * (width + 120) - 60,
        random() * (height + 120) - 60,
      ]);
      const { weights, mostVisits } = paint({ kind: 'add', radiusPx, hardness, points }, width, height);
      const rim = brushRim(radiusPx, hardness);
      let worst = 0;
      for (let i = 0; i < weights.length; i += 7) {
        const distance = distanceTo(points, (i % width) + 0.5, Math.floor(i / width) + 0.5);
        worst = Math.max(worst, Math.abs(weights[i] - brushWeight(distance, rim)));
      }
      expect(worst).toBeLessThan(1e-6);
      expect(mostVisits).toBe(1);
    },
  );

  it('draws a click as a disc, also from outside the photo', () => {
    const disc = paint({ kind: 'add', radiusPx: 10, hardness: 1, points: [[20, 20]] }, 40, 40).weights;
    expect(disc.reduce((a, b) => a + b) / (Math.PI * 100)).toBeCloseTo(1, 2);
    const outside = paint({ kind: 'add', radiusPx: 10, hardness: 1, points: [[-5, 20.5]] }, 40, 40).weights;
    expect([outside[20 * 40 + 4], outside[20 * 40 + 5]]).toEqual([1, 0]);
  });

  it('does nothing where it misses the photo, and looks only at its own surroundings', () => {
    expect(paint({ kind: 'add', radiusPx: 10, hardness: 0, points: [[-400, 20]] }, 40, 40).notedPx).toBe(0);
    const line: [number, number][] = [
      [100, 100],
      [900, 900],
    ];
    const { notedPx, weights } = paint({ kind: 'add', radiusPx: 10, hardness: 1, points: line }, 1000, 1000);
    expect(weights.reduce((a, b) => a + b) / (800 * Math.SQRT2 * 20 + Math.PI * 100)).toBeCloseTo(1, 2);
    expect(notedPx).toBeLessThan(3 * 800 * Math.SQRT2 * 20);
  });
});
