import { inputError } from '../../../shared/errors.ts';
import type { FrameSize } from '../stages/compose/background.ts';

export interface Tile {
  /** Upper left corner of the label; the picture begins below it. */
  readonly leftPx: number;
  readonly topPx: number;
}

/** Where every picture and its label stand in the side-by-side video. All numbers are even, as 4:2:0 needs. */
export interface GridLayout {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly columns: number;
  readonly rows: number;
  readonly labelHeightPx: number;
  readonly tile: FrameSize;
  readonly tiles: readonly Tile[];
}

/** Height of a label as a share of the picture's shorter side. */
const LABEL_SHARE = 0.09;
const LEAST_LABEL_PX = 20;
const GUTTER_PX = 4;

const even = (value: number): number => 2 * Math.round(value / 2);

/** Lays out one to four pictures: side by side, from three on in two rows. @param count 1..4 */
export function layOutGrid(count: number, tile: FrameSize): GridLayout {
  const columns = Math.min(2, count);
  const rows = Math.ceil(count / 2);
  const labelHeightPx = Math.max(LEAST_LABEL_PX, even(LABEL_SHARE * Math.min(tile.widthPx, tile.heightPx)));
  const stepX = tile.widthPx + GUTTER_PX;
  const stepY = labelHeightPx + tile.heightPx + GUTTER_PX;
  return {
    widthPx: columns * stepX - GUTTER_PX,
    heightPx: rows * stepY - GUTTER_PX,
    columns,
    rows,
    labelHeightPx,
    tile,
    tiles: Array.from({ length: count }, (_, i) => ({
      leftPx: (i % 2) * stepX,
      topPx: Math.floor(i / 2) * stepY,
    })),
  };
}

/** Beyond this the side-by-side video is larger than common decoders take. */
const GRID_MOST_SIDE_PX = 4096;

/** @throws KotohogiError kind `input` `grid-too-large` */
export function requireGridFits({ widthPx, heightPx }: GridLayout): void {
  if (Math.max(widthPx, heightPx) <= GRID_MOST_SIDE_PX) return;
  throw inputError(
    'grid-too-large',
    `Side by side the videos would be ${widthPx}x${heightPx} pixels, more than ${GRID_MOST_SIDE_PX} a side.`,
    'Choose a smaller size for each preset.',
  );
}
