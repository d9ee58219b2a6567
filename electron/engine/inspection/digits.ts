/** Digits of three by five dots: numbers can be drawn where a machine has no fonts. */

const COLUMNS = 3;
export const DIGIT_ROWS = 5;
/** Dots between two digits. */
const GAP = 1;

/** 0 to 9; rows from the top. */
const DOTS = [
  ['###', '#.#', '#.#', '#.#', '###'],
  ['.#.', '##.', '.#.', '.#.', '###'],
  ['###', '..#', '###', '#..', '###'],
  ['###', '..#', '###', '..#', '###'],
  ['#.#', '#.#', '###', '..#', '..#'],
  ['###', '#..', '###', '..#', '###'],
  ['###', '#..', '###', '#.#', '###'],
  ['###', '..#', '.#.', '.#.', '.#.'],
  ['###', '#.#', '###', '#.#', '###'],
  ['###', '#.#', '###', '..#', '###'],
];

const digitsOf = (number: number): number[] => Array.from(String(number), Number);

/** @param number whole, not negative */
export const widthOfDigits = (number: number): number => digitsOf(number).length * (COLUMNS + GAP) - GAP;

/**
 * Draws a number dot by dot.
 * @param number whole, not negative
 * @param dot receives columns from the left and rows from the top of the number
 */
export function drawDigits(number: number, dot: (column: number, row: number) => void): void {
  digitsOf(number).forEach((digit, position) =>
    DOTS[digit].forEach((line, row) =>
      Array.from(line).forEach((mark, column) => {
        if (mark === '#') dot(position * (COLUMNS + GAP) + column, row);
      }),
    ),
  );
}
