import { createGray, createRgba, type RgbaImage } from '../../runtime/image.ts';
import { matteFromColours } from './finish.ts';
import { estimateLayerColours } from './foregroundColours.ts';
import type { Matte } from './types.ts';

/** A photo whose own alpha channel leaves out at least this share is a cut-out already (not just rounded corners). */
const OWN_ALPHA_MIN_SHARE = 0.1;
/** Colours for what is fully transparent are found on at most this many pixels. */
const EXTENSION_MAX_PIXELS = 500_000;

/**
 * The photo's own alpha as the matte; null when it hardly leaves anything out.
 *
 * Colours are the file's own, except where it is fully transparent: editors leave black or anything there, and a
 * resize would draw that into the edge. There the person's nearest colours are continued.
 */
export function matteOfOwnAlpha(photo: RgbaImage): Matte | null {
  const { width, height, data } = photo;
  const alpha = createGray(width, height);
  let sum = 0;
  for (let i = 0; i < alpha.data.length; i++) {
    alpha.data[i] = data[i * 4 + 3] / 255;
    sum += alpha.data[i];
  }
  if (sum > (1 - OWN_ALPHA_MIN_SHARE) * alpha.data.length) return null;

  const step = Math.max(1, Math.ceil(Math.sqrt((width * height) / EXTENSION_MAX_PIXELS)));
  const gridWidth = Math.ceil(width / step);
  const gridHeight = Math.ceil(height / step);
  const rgb = new Float32Array(gridWidth * gridHeight * 3);
  const covered = new Float32Array(gridWidth * gridHeight);
  for (let y = 0, at = 0; y < gridHeight; y++)
    for (let x = 0; x < gridWidth; x++, at++) {
      const from = y * step * width + x * step;
      covered[at] = alpha.data[from] > 0 ? 1 : 0;
      for (let c = 0; c < 3; c++) rgb[at * 3 + c] = data[from * 4 + c] / 255;
    }
  const extended = estimateLayerColours(rgb, covered, gridWidth, gridHeight).foreground;

  const foreground = createRgba(width, height);
  foreground.data.set(data);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      if (alpha.data[at] > 0) continue;
      const from = (Math.floor(y / step) * gridWidth + Math.floor(x / step)) * 3;
      for (let c = 0; c < 3; c++) foreground.data[at * 4 + c] = Math.round(extended[from + c] * 255);
    }
  return matteFromColours(alpha, foreground);
}
