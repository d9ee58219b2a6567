import { expect, it } from 'vitest';
import { createYuv } from '../frames/yuv.ts';
import { COPIES, createGridCanvas } from './gridCanvas.ts';
import { layOutGrid } from './gridLayout.ts';

const TILE = { widthPx: 540, heightPx: 540 };

it('puts up to two side by side and up to four in two rows, without overlap and all even', () => {
  const shapes = [1, 2, 3, 4].map((count) => layOutGrid(count, TILE));
  expect(shapes.map(({ columns, rows }) => [columns, rows])).toEqual([
    [1, 1],
    [2, 1],
    [2, 2],
    [2, 2],
  ]);
  for (const { widthPx, heightPx, labelHeightPx, tiles } of shapes) {
    expect([widthPx, heightPx, labelHeightPx].every((value) => value % 2 === 0)).toBe(true);
    for (const { leftPx, topPx } of tiles) {
      expect(leftPx + TILE.widthPx).toBeLessThanOrEqual(widthPx);
      expect(topPx + labelHeightPx + TILE.heightPx).toBeLessThanOrEqual(heightPx);
    }
  }
  expect(shapes[3].tiles[3]).toEqual({ leftPx: 544, topPx: 592 });
  expect(shapes[3]).toMatchObject({ widthPx: 1084, heightPx: 1180, labelHeightPx: 48 });
});

it('pastes a tile where it belongs and nowhere else, and lends a fixed number of copies', () => {
  const tile = { widthPx: 4, heightPx: 4 };
  const layout = layOutGrid(2, tile);
  const label = (): ReturnType<typeof createYuv> => createYuv(4, layout.labelHeightPx);
  const canvas = createGridCanvas(layout, [label(), label()], [createYuv(4, 4), createYuv(4, 4)]);
  canvas.put(1, new Uint8Array(24).fill(200));
  const frame = canvas.frame(0);
  const { bytes } = frame;
  const luma = bytes.subarray(0, layout.widthPx * layout.heightPx);
  const bright = [...luma.entries()].filter(([, value]) => value === 200).map(([index]) => index);
  expect(bright).toHaveLength(16);
  expect(bright[0]).toBe(layout.labelHeightPx * layout.widthPx + layout.tiles[1].leftPx);
  expect(bytes.filter((value) => value === 200)).toHaveLength(24);
  frame.release();
  const held = Array.from({ length: COPIES }, (_, i) => canvas.frame(i));
  expect(() => canvas.frame(9)).toThrow();
  held[0].release();
  expect(canvas.frame(9).bytes).toHaveLength(bytes.length);
});
