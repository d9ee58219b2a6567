import { expect, it } from 'vitest';
import {
  drawStroke,
  limitSlope,
  movePoint,
  orderPoints,
  plateau,
  removePoint,
  sampleCurve,
  sampleGrid,
  simplifyCurve,
  type Curve,
} from './curve.ts';

const HILL: Curve = [
  { sec: 1, value: 0 },
  { sec: 2, value: 4 },
  { sec: 4, value: 2 },
];

it('runs straight between points and holds its ends', () => {
  expect([0, 1, 1.5, 2, 3, 4, 9].map((sec) => sampleCurve(HILL, sec))).toEqual([0, 0, 2, 4, 3, 2, 2]);
  expect(sampleCurve([], 1)).toBe(0);
});

it('gives the same on a grid as point by point', () => {
  const grid = sampleGrid(HILL, 0.35, 0.01, 500);
  for (const i of [0, 65, 66, 165, 300, 499])
    expect(grid[i]).toBeCloseTo(sampleCurve(HILL, 0.35 + i * 0.01), 9);
});

it('puts points in order and keeps the last of one time', () => {
  const points = [
    { sec: 2, value: 1 },
    { sec: 1, value: 2 },
    { sec: 2, value: 3 },
  ];
  expect(orderPoints(points)).toEqual([
    { sec: 1, value: 2 },
    { sec: 2, value: 3 },
  ]);
});

it('replaces what a stroke passes over, and nothing else', () => {
  const drawn = drawStroke(HILL, [
    { sec: 2.5, value: 7 },
    { sec: 1.5, value: 5 },
  ]);
  expect(drawn.map(({ sec }) => sec)).toEqual([1, 1.5, 2.5, 4]);
  expect(HILL).toHaveLength(3);
});

it('moves and removes single points', () => {
  expect(movePoint(HILL, 0, { sec: 3, value: 9 }).map(({ sec }) => sec)).toEqual([2, 3, 4]);
  expect(removePoint(HILL, 1)).toEqual([HILL[0], HILL[2]]);
});

it('simplifies to within the tolerance and keeps the ends', () => {
  const wave = Array.from({ length: 401 }, (_, i) => ({ sec: i / 100, value: 4 * Math.sin(i / 40) }));
  const simple = simplifyCurve(wave, 0.2);
  expect(simple.length).toBeLessThan(20);
  expect(simple[0]).toBe(wave[0]);
  expect(simple.at(-1)).toBe(wave[400]);
  for (const { sec, value } of wave)
    expect(Math.abs(sampleCurve(simple, sec) - value)).toBeLessThanOrEqual(0.2);
});

it('reduces a straight line to its ends', () => {
  const line = Array.from({ length: 50 }, (_, i) => ({ sec: i, value: 2 * i }));
  expect(simplifyCurve(line, 0.01)).toEqual([line[0], line[49]]);
});

it('fades edits in and out so that neighbours add up to one', () => {
  expect(plateau(1.5, 1, 2, 0.03)).toBe(1);
  expect(plateau(0.98, 1, 2, 0.03)).toBe(0);
  expect(plateau(1, 1, 2, 0.03)).toBeCloseTo(0.5, 12);
  for (const sec of [1.99, 1.995, 2, 2.007])
    expect(plateau(sec, 1, 2, 0.03) + plateau(sec, 2, 3, 0.03)).toBeCloseTo(1, 12);
});

it('turns a step into a ramp around its place, and leaves a gentle curve alone', () => {
  const step = Float64Array.from({ length: 101 }, (_, i) => (i < 50 ? 0 : 6));
  const { values, limited } = limitSlope(step, 0.01, 100);
  expect(limited).toBe(true);
  for (let i = 1; i < values.length; i++) expect(values[i] - values[i - 1]).toBeLessThanOrEqual(1 + 1e-9);
  expect(values[49] + values[50]).toBeCloseTo(6, 9);
  const gentle = Float64Array.from({ length: 101 }, (_, i) => Math.sin(i / 20));
  expect(limitSlope(gentle, 0.01, 100)).toEqual({ values: gentle, limited: false });
});
