import { expect, it } from 'vitest';
import { rowAfterKey, rowsInSight } from './rowsInSight.ts';

it('draws what is in sight and a little around it, never beyond the ends', () => {
  expect(rowsInSight(0, 360, 36, 3)).toEqual([0, 3]);
  expect(rowsInSight(0, 360, 36, 1000)).toEqual([0, 16]);
  expect(rowsInSight(3600, 360, 36, 1000)).toEqual([94, 116]);
  expect(rowsInSight(35_640, 360, 36, 1000)).toEqual([984, 1000]);
});

it('goes by row, by page and to the ends', () => {
  const after = (key: string, index: number): number | null => rowAfterKey(key, index, 20, 8);
  expect(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'].map((key) => after(key, 15))).toEqual([
    16, 14, 19, 7, 0, 19,
  ]);
  // Nothing is chosen yet.
  expect([after('ArrowDown', -1), after('ArrowUp', -1), after('Enter', 3)]).toEqual([0, 0, null]);
});
