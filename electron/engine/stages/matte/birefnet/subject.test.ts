import { describe, expect, it } from 'vitest';
import type { Box } from '../../../runtime/image.ts';
import { keepPersons } from './subject.ts';

/** Grid pixels are two photo pixels wide and high. */
const GRID = {
  width: 100,
  height: 80,
  region: { x: 0, y: 0, width: 200, height: 160 },
  photoWidth: 200,
  photoHeight: 160,
};

/** Opacity as given in boxes of grid pixels, later ones over earlier ones. */
function map(...boxes: readonly (readonly [opacity: number, ...box: Box])[]): Float32Array {
  const data = new Float32Array(GRID.width * GRID.height);
  for (const [opacity, x, y, w, h] of boxes)
    for (let row = y; row < y + h; row++) data.fill(opacity, row * GRID.width + x, row * GRID.width + x + w);
  return data;
}
const at = (data: Float32Array, x: number, y: number): number => data[y * GRID.width + x];
const covered = (data: Float32Array): number => data.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);

/** A person of 20 x 60 grid pixels; the face in photo pixels. */
const PERSON = [1, 10, 15, 20, 60] as const;
const FACE = { box: [28, 34, 24, 30] as const };
const PERSON_BOX = { box: [20, 30, 40, 120] as const };
/** Something else that stands out, far from the person. */
const CAT = [1, 80, 40, 15, 20] as const;

describe('keepPersons', () => {
  it('keeps the area that carries the face, and drops what else stands out', () => {
    const kept = keepPersons(map(PERSON, CAT), GRID, { faces: [FACE], persons: [] });
    expect(covered(kept)).toBe(20 * 60);
    expect([at(kept, 20, 40), at(kept, 85, 50)]).toEqual([1, 0]);
  });

  it('finds nobody without evidence, whatever stands out', () => {
    expect(covered(keepPersons(map(PERSON, CAT), GRID, { faces: [], persons: [] }))).toBe(0);
    const elsewhere = { box: [100, 10, 20, 20] as const };
    expect(covered(keepPersons(map(PERSON, CAT), GRID, { faces: [elsewhere], persons: [elsewhere] }))).toBe(
      0,
    );
  });

  it('keeps somebody seen from behind, by the box of a person', () => {
    const kept = keepPersons(map(PERSON, CAT), GRID, { faces: [], persons: [PERSON_BOX] });
    expect(covered(kept)).toBe(20 * 60);
  });

  it('does not take for a person what only lies within, or only passes through, the box of one', () => {
    const ball = map([1, 15, 40, 6, 6]);
    expect(covered(keepPersons(ball, GRID, { faces: [], persons: [PERSON_BOX] }))).toBe(0);
    const table = map([1, 0, 60, 100, 12]);
    expect(covered(keepPersons(table, GRID, { faces: [], persons: [PERSON_BOX] }))).toBe(0);
  });

  it('keeps detached parts that lie by the person, without dust', () => {
    const parts = map(PERSON, [1, 33, 50, 4, 5], [1, 34, 30, 1, 1], CAT);
    const byFace = keepPersons(parts, GRID, { faces: [FACE], persons: [] });
    expect([at(byFace, 34, 52), at(byFace, 34, 30), at(byFace, 85, 50)]).toEqual([1, 0, 0]);
    // Half as large as the person is no part of it.
    const child = keepPersons(map(PERSON, [1, 36, 45, 20, 30]), GRID, { faces: [FACE], persons: [] });
    expect(covered(child)).toBe(20 * 60);
    // A detector knows better where the body ends than a guess by the face does.
    const byBox = keepPersons(parts, GRID, { faces: [FACE], persons: [PERSON_BOX] });
    expect(at(byBox, 34, 52)).toBe(0);
  });

  it('lets soft hair stay with its head, and a neighbour’s with the neighbour', () => {
    const soft = map(
      [0.3, 6, 10, 30, 8],
      PERSON,
      [0.3, 36, 20, 4, 40],
      [1, 40, 15, 20, 60],
      [0.3, 70, 5, 5, 5],
    );
    const kept = keepPersons(soft, GRID, { faces: [FACE], persons: [] });
    // Above the person and to the left; not the far half of what lies between the two; not what hangs on nobody.
    expect(at(kept, 8, 12)).toBeCloseTo(0.3, 6);
    expect([at(kept, 39, 40), at(kept, 50, 40), at(kept, 72, 7)]).toEqual([0, 0, 0]);
    const both = keepPersons(soft, GRID, {
      faces: [FACE, { box: [90, 34, 24, 30] as const }],
      persons: [],
    });
    expect(at(both, 39, 40)).toBeCloseTo(0.3, 6);
    expect(at(both, 50, 40)).toBe(1);
  });
});
