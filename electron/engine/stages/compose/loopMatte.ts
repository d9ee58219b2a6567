import type { YuvImage } from '../../frames/yuv.ts';
import { boxFilter } from '../matte/boxFilter.ts';
import type { LoopMatte } from './frameBase.ts';

/** The filter works on means of blocks of this side. */
const BLOCK_PX = 4;
/** Half the window in which opacity follows brightness, blocks: as far as the mask's edge may be off. */
const RADIUS_BLOCKS = 4;
/** Differences of brightness (0..1) whose square is below this are noise, no edge. */
const REGULARISATION = 1e-3;
/** What is below and above counts as background and as person: no trace of the old background far from the edge. */
const LEAST_OPACITY = 0.35;
const FULL_OPACITY = 0.85;

const GAIN = 1 / (FULL_OPACITY - LEAST_OPACITY);

/** Refines masks to the edges of pictures; holds scratch memory, so every worker has its own. */
export type LoopMatteRefiner = (
  pictureIndex: number,
  picture: YuvImage,
) => Uint8ClampedArray<SharedArrayBuffer>;

const product = (a: Float32Array, b: Float32Array): Float32Array => a.map((value, i) => value * b[i]);

/**
 * Opacity of the person in pictures of a loop, 0..255 per pixel, by the fast guided filter (He and Sun 2015,
 * arXiv:1505.00996) with the picture's brightness as guide: a x brightness + b, where a and b are fitted in small
 * windows of a coarse grid. The result is reused for the next picture.
 * @param width, height size of the frame
 */
export function createLoopMatte(matte: LoopMatte, width: number, height: number): LoopMatteRefiner {
  const columns = Math.ceil(width / BLOCK_PX);
  const rows = Math.ceil(height / BLOCK_PX);
  const { masks, sidePx, left, top, stepX, stepY } = matte;
  const out = new Uint8ClampedArray(new SharedArrayBuffer(width * height));
  const smooth = (values: Float32Array): Float32Array => boxFilter(values, columns, rows, RADIUS_BLOCKS);

  // Between which blocks each column of the frame lies, and how near it is to the right one.
  const leftBlock = new Int32Array(width);
  const rightBlock = new Int32Array(width);
  const rightShare = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    const fx = Math.min(columns - 1, Math.max(0, (x + 0.5) / BLOCK_PX - 0.5));
    leftBlock[x] = Math.floor(fx);
    rightBlock[x] = Math.min(columns - 1, leftBlock[x] + 1);
    rightShare[x] = fx - leftBlock[x];
  }
  const rowSlope = new Float32Array(columns);
  const rowOffset = new Float32Array(columns);

  const { filled } = matte;
  const isPart = filled.width < width || filled.height < height;
  const clearOutside = (y: number): void => {
    const start = y * width;
    const isRowInside = y >= filled.top && y < filled.top + filled.height;
    out.fill(0, start, start + (isRowInside ? filled.left : width));
    out.fill(0, start + filled.left + filled.width, start + width);
  };

  /** Mean brightness of each block, 0..1. */
  function guideOf({ y: luma }: YuvImage): Float32Array {
    const guide = new Float32Array(columns * rows);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const lastX = Math.min(width, (column + 1) * BLOCK_PX);
        const lastY = Math.min(height, (row + 1) * BLOCK_PX);
        let sum = 0;
        for (let y = row * BLOCK_PX; y < lastY; y++)
          for (let x = column * BLOCK_PX; x < lastX; x++) sum += luma[y * width + x];
        guide[row * columns + column] = sum / ((lastX - column * BLOCK_PX) * (lastY - row * BLOCK_PX)) / 255;
      }
    return guide;
  }

  /** The mask in the middle of each block, 0..1, between its own values. */
  function maskOf(pictureIndex: number): Float32Array {
    const mask = masks.subarray(pictureIndex * sidePx * sidePx, (pictureIndex + 1) * sidePx * sidePx);
    const values = new Float32Array(columns * rows);
    const clamp = (value: number): number => Math.min(sidePx - 1.001, Math.max(0, value));
    for (let row = 0; row < rows; row++) {
      const fy = clamp(top + (row + 0.5) * BLOCK_PX * stepY - 0.5);
      const y = Math.floor(fy);
      for (let column = 0; column < columns; column++) {
        const fx = clamp(left + (column + 0.5) * BLOCK_PX * stepX - 0.5);
        const x = Math.floor(fx);
        const at = y * sidePx + x;
        const above = mask[at] + (mask[at + 1] - mask[at]) * (fx - x);
        const below = mask[at + sidePx] + (mask[at + sidePx + 1] - mask[at + sidePx]) * (fx - x);
        values[row * columns + column] = (above + (below - above) * (fy - y)) / 255;
      }
    }
    return values;
  }

  return (pictureIndex, picture) => {
    const guide = guideOf(picture);
    const mask = maskOf(pictureIndex);
    const meanGuide = smooth(guide);
    const meanMask = smooth(mask);
    const meanProduct = smooth(product(guide, mask));
    const meanSquare = smooth(product(guide, guide));
    const slopes = meanProduct.map(
      (value, i) =>
        (value - meanGuide[i] * meanMask[i]) / (meanSquare[i] - meanGuide[i] * meanGuide[i] + REGULARISATION),
    );
    const slope = smooth(slopes);
    const offset = smooth(slopes.map((value, i) => meanMask[i] - value * meanGuide[i]));
    for (let y = 0; y < height; y++) {
      const fy = Math.min(rows - 1, Math.max(0, (y + 0.5) / BLOCK_PX - 0.5));
      const row = Math.floor(fy);
      const upper = row * columns;
      const lower = Math.min(rows - 1, row + 1) * columns;
      for (let column = 0; column < columns; column++) {
        rowSlope[column] =
          (slope[upper + column] + (slope[lower + column] - slope[upper + column]) * (fy - row)) * GAIN;
        rowOffset[column] =
          (offset[upper + column] + (offset[lower + column] - offset[upper + column]) * (fy - row)) *
            255 *
            GAIN -
          255 * GAIN * LEAST_OPACITY;
      }
      for (let x = 0, at = y * width; x < width; x++, at++) {
        const left = leftBlock[x];
        const right = rightBlock[x];
        const share = rightShare[x];
        const gain = rowSlope[left] + (rowSlope[right] - rowSlope[left]) * share;
        out[at] = gain * picture.y[at] + rowOffset[left] + (rowOffset[right] - rowOffset[left]) * share;
      }
      if (isPart) clearOutside(y);
    }
    return out;
  };
}
