export interface Room {
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface TileLayout {
  readonly columns: number;
  readonly pictureWidthPx: number;
  readonly pictureHeightPx: number;
}

/** Pictures are not made smaller than this: the room scrolls instead. */
const LEAST_PICTURE_PX = 96;

/**
 * Lays tiles out in rows so that their pictures are as large as can be.
 * @param aspect width over height of a picture
 * @param textHeightPx what stands above and below each picture
 */
export function layTiles(
  count: number,
  { widthPx, heightPx }: Room,
  aspect: number,
  textHeightPx: number,
  gapPx: number,
): TileLayout {
  let best: TileLayout | null = null;
  for (let columns = 1; columns <= count; columns++) {
    // Rows are full: one picture alone below the others would look left over.
    if (count % columns !== 0) continue;
    const rows = count / columns;
    const tileWidthPx = (widthPx - (columns - 1) * gapPx) / columns;
    const tileHeightPx = (heightPx - (rows - 1) * gapPx) / rows - textHeightPx;
    const pictureWidthPx = Math.max(
      Math.min(LEAST_PICTURE_PX, tileWidthPx),
      Math.min(tileWidthPx, tileHeightPx * aspect),
    );
    if (!best || pictureWidthPx > best.pictureWidthPx)
      best = {
        columns,
        pictureWidthPx: Math.floor(pictureWidthPx),
        pictureHeightPx: Math.floor(pictureWidthPx / aspect),
      };
  }
  return best ?? { columns: 1, pictureWidthPx: 0, pictureHeightPx: 0 };
}
