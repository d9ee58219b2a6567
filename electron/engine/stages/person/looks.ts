/** Which parts of a photo a detector is shown, and at what size. */

/** A part of the photo, photo pixels, whole numbers, inside it. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Look {
  readonly region: Region;
  /** How much of the detector's picture the region spans, 0..1: below 1 everything in it appears smaller. */
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const wholePhoto = ({ width, height }: Size): Region => ({ left: 0, top: 0, width, height });

/** Starts of tiles along one side: they overlap by at least half, and the last one ends at the photo's edge. */
function tileStarts(lengthPx: number, tilePx: number): number[] {
  if (lengthPx <= tilePx) return [0];
  const count = Math.ceil((lengthPx - tilePx) / (tilePx / 2)) + 1;
  return Array.from({ length: count }, (_, index) => Math.round((index * (lengthPx - tilePx)) / (count - 1)));
}

/**
 * Overlapping squares, half as long as the photo, that cover it: whatever is no longer than half of such a square lies
 * whole in at least one of them.
 * @param smallestPx the side below which a square shows a detector nothing that the whole photo did not
 */
export function halfTiles({ width, height }: Size, smallestPx: number): Region[] {
  const tilePx = Math.ceil(Math.max(width, height) / 2);
  if (tilePx < smallestPx) return [];
  return tileStarts(height, tilePx).flatMap((top) =>
    tileStarts(width, tilePx).map((left) => ({
      left,
      top,
      width: Math.min(tilePx, width),
      height: Math.min(tilePx, height),
    })),
  );
}

/** Boxes this close to a tile's edge, as a share of its side, are taken for cut off by it. */
const EDGE_SHARE = 0.02;

/** Whether a box ends where its region does, although the photo goes on. */
export function isCutByRegion(
  box: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number },
  region: Region,
  photo: Size,
): boolean {
  const marginX = region.width * EDGE_SHARE;
  const marginY = region.height * EDGE_SHARE;
  const right = region.left + region.width;
  const bottom = region.top + region.height;
  return (
    (region.left > 0 && box.left < region.left + marginX) ||
    (region.top > 0 && box.top < region.top + marginY) ||
    (right < photo.width && box.right > right - marginX) ||
    (bottom < photo.height && box.bottom > bottom - marginY)
  );
}
