import { expect, it } from 'vitest';
import { layTiles } from './tileLayout.ts';

const columnsOf = (count: number, widthPx: number, heightPx: number, aspect: number) =>
  layTiles(count, { widthPx, heightPx }, aspect, 100, 12).columns;

it('makes the pictures as large as the room allows', () => {
  // Upright pictures stand in one row, wide ones in two.
  expect(columnsOf(4, 820, 480, 9 / 16)).toBe(4);
  expect(columnsOf(4, 820, 480, 16 / 9)).toBe(2);
  expect(columnsOf(2, 1400, 700, 1)).toBe(2);
  expect(columnsOf(2, 500, 900, 1)).toBe(1);
});

it('fits pictures and text into the room', () => {
  for (const count of [2, 3, 4])
    for (const aspect of [9 / 16, 4 / 5, 1, 16 / 9]) {
      const { columns, pictureWidthPx, pictureHeightPx } = layTiles(
        count,
        { widthPx: 900, heightPx: 620 },
        aspect,
        100,
        12,
      );
      const rows = Math.ceil(count / columns);
      expect(columns * pictureWidthPx + (columns - 1) * 12).toBeLessThanOrEqual(900);
      expect(rows * (pictureHeightPx + 100) + (rows - 1) * 12).toBeLessThanOrEqual(620);
    }
});

it('keeps pictures that can be seen where there is no room', () => {
  expect(layTiles(4, { widthPx: 800, heightPx: 80 }, 1, 100, 12).pictureWidthPx).toBe(96);
});
