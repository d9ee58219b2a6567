import { expect, test } from 'vitest';
import { DIGIT_ROWS, drawDigits, widthOfDigits } from './digits.ts';

function picture(number: number): string[] {
  const rows = Array.from({ length: DIGIT_ROWS }, () => new Array<string>(widthOfDigits(number)).fill('.'));
  drawDigits(number, (column, row) => {
    rows[row][column] = '#';
  });
  return rows.map((row) => row.join(''));
}

test('digits stand side by side', () => {
  expect(picture(104)).toEqual([
    '.#..###.#.#', //
    '##..#.#.#.#',
    '.#..#.#.###',
    '.#..#.#...#',
    '###.###...#',
  ]);
});

test('no two digits look the same', () => {
  expect(new Set(Array.from({ length: 10 }, (_, digit) => picture(digit).join('/'))).size).toBe(10);
});
