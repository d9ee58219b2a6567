import { describe, expect, it } from 'vitest';
import * as indices from './landmarkIndices.ts';
import { LANDMARK_COUNT } from './types.ts';

const lists = Object.entries(indices).flatMap(([name, value]) =>
  Array.isArray(value) ? [{ name, value }] : [],
);

describe('landmark index sets', () => {
  it.each(lists)('$name holds points of the mesh, none twice', ({ value }) => {
    const points: unknown[] = value;
    expect(new Set(points).size).toBe(points.length);
    for (const point of points)
      expect(point).toBeOneOf(Array.from({ length: LANDMARK_COUNT }, (_, index) => index));
  });

  it('has the sizes of the mark-ups', () => {
    expect(indices.OUTER_LIPS).toHaveLength(20);
    expect(indices.INNER_LIPS).toHaveLength(20);
    expect(indices.EYE_LEFT).toHaveLength(16);
    expect(indices.EYE_RIGHT).toHaveLength(16);
    expect(indices.FACE_OVAL).toHaveLength(36);
    expect(indices.IBUG_68).toHaveLength(68);
  });

  it('has the jaw on the oval, in its order', () => {
    const start = indices.FACE_OVAL.indexOf(indices.JAW[0]);
    expect(indices.FACE_OVAL.slice(start, start + indices.JAW.length)).toEqual(indices.JAW);
    expect(indices.JAW[(indices.JAW.length - 1) / 2]).toBe(indices.CHIN);
  });

  it('pairs the rings of the lips: corners first and in the middle', () => {
    expect(indices.OUTER_LIPS[0]).toBe(indices.MOUTH_CORNER_LEFT);
    expect(indices.OUTER_LIPS[10]).toBe(indices.MOUTH_CORNER_RIGHT);
    expect(indices.OUTER_LIPS[5]).toBe(indices.OUTER_LIP_BOTTOM);
    expect(indices.OUTER_LIPS[15]).toBe(indices.OUTER_LIP_TOP);
    expect(indices.INNER_LIPS[5]).toBe(indices.INNER_LIP_BOTTOM);
    expect(indices.INNER_LIPS[15]).toBe(indices.INNER_LIP_TOP);
  });
});
