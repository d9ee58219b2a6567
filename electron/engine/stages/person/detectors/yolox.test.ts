import { describe, expect, it } from 'vitest';
import { decodeYolox, type YoloxOutput } from './yolox.ts';

const CLASSES = 3;
const ROW = 5 + CLASSES;
/** A picture of 96 x 64: grids of 12 x 8, 6 x 4 and 3 x 2 cells. */
const WIDTH = 96;
const HEIGHT = 64;
const CELLS = 96 + 24 + 6;

function output(cells: Readonly<Record<number, readonly number[]>>, isDecoded = false): YoloxOutput {
  const values = new Float32Array(CELLS * ROW);
  for (const [cell, row] of Object.entries(cells)) values.set(row, Number(cell) * ROW);
  return { values, classes: CLASSES, inputWidth: WIDTH, inputHeight: HEIGHT, isDecoded };
}

describe('decodeYolox', () => {
  it('sees nothing in silence', () => {
    expect(decodeYolox(output({}), 0.1)).toEqual([]);
  });

  it.each([
    { stride: 8, first: 0, columns: 12, column: 7, row: 3 },
    { stride: 16, first: 96, columns: 6, column: 5, row: 0 },
    { stride: 32, first: 120, columns: 3, column: 1, row: 1 },
  ])('adds the cell without half a cell, at stride $stride', ({ stride, first, columns, column, row }) => {
    const cell = first + row * columns + column;
    const values = [0.25, -0.5, Math.log(2), Math.log(3), 0.9, 0.8, 0.1, 0.2];
    const [found, ...others] = decodeYolox(output({ [cell]: values }), 0.4);
    expect(others).toEqual([]);
    const x = (column + 0.25) * stride;
    const y = (row - 0.5) * stride;
    expect(found.left).toBeCloseTo(x - stride, 4);
    expect(found.right).toBeCloseTo(x + stride, 4);
    expect(found.top).toBeCloseTo(y - 1.5 * stride, 4);
    expect(found.bottom).toBeCloseTo(y + 1.5 * stride, 4);
    expect(found.score).toBeCloseTo(0.72, 6);
    expect(found.classIndex).toBe(0);
  });

  it('takes pixels as they are where the graph has decoded them', () => {
    const [found] = decodeYolox(output({ 5: [40, 30, 20, 10, 1, 0, 0.7, 0] }, true), 0.4);
    expect(found).toMatchObject({ left: 30, top: 25, right: 50, bottom: 35, classIndex: 1 });
  });

  it('wants objectness times class, not one of them', () => {
    const row = [0, 0, 0, 0, 0.6, 0.6, 0, 0];
    expect(decodeYolox(output({ 9: row }), 0.4)).toEqual([]);
    expect(decodeYolox(output({ 9: row }), 0.35)).toHaveLength(1);
  });
});
