import { createGray, createRgba, type GrayImage, type RgbaImage } from '../../runtime/image.ts';
import type { LayerColours } from './foregroundColours.ts';
import { GridReader } from './gridReader.ts';
import { COEFFICIENTS, fitGuidedModel } from './guidedFilter.ts';
import type { Grid } from './personMask.ts';
import type { Matte } from './types.ts';

/** Of the guided filter that carries alpha from the grid to the photo: grid pixels, and colour variance. */
const UPSAMPLE_RADIUS_PX = 2;
const UPSAMPLE_REGULARISATION = 1e-4;

/** A matte of the photo's size without any person. */
export function emptyMatte(photo: RgbaImage): Matte {
  const foreground = createRgba(photo.width, photo.height);
  foreground.data.set(photo.data);
  for (let i = 3; i < foreground.data.length; i += 4) foreground.data[i] = 0;
  return {
    alpha: createGray(photo.width, photo.height),
    foreground,
    coverage: 0,
    model: null,
    warnings: [],
  };
}

/** Builds the matte from its alpha by taking the colours as they are. */
export function matteFromColours(alpha: GrayImage, foreground: RgbaImage): Matte {
  let sum = 0;
  for (let i = 0; i < alpha.data.length; i++) {
    sum += alpha.data[i];
    foreground.data[i * 4 + 3] = Math.round(alpha.data[i] * 255);
  }
  return { alpha, foreground, coverage: sum / alpha.data.length, model: null, warnings: [] };
}

/**
 * Carries alpha and colours from the grid to the photo's own pixels. Where the grid is coarser, alpha follows the
 * photo's colours by the fast guided filter.
 * What is transparent in the photo itself stays so. Works row by row: besides the result it holds only arrays of the grid's size.
 */
export function finishMatte(
  photo: RgbaImage,
  grid: Grid,
  rgb: Float32Array,
  gridAlpha: Float32Array,
  layers: LayerColours,
): Matte {
  const { region } = grid;
  const same = grid.width === region.width && grid.height === region.height;
  const coefficients = same
    ? null
    : fitGuidedModel(rgb, gridAlpha, grid.width, grid.height, UPSAMPLE_RADIUS_PX, UPSAMPLE_REGULARISATION)
        .coefficients;
  const matte = emptyMatte(photo);
  const alphaData = matte.alpha.data;
  const reader = new GridReader(region, grid.width, grid.height);
  for (let y = 0; y < region.height; y++)
    for (let x = 0; x < region.width; x++) {
      reader.moveTo(x, y);
      const pixel = (region.y + y) * photo.width + region.x + x;
      const at = pixel * 4;
      let alpha = reader.read(gridAlpha, 1, 0);
      if (alpha > 0 && alpha < 1 && coefficients) {
        let guided = reader.read(coefficients, COEFFICIENTS, 3);
        for (let channel = 0; channel < 3; channel++)
          guided += (reader.read(coefficients, COEFFICIENTS, channel) * photo.data[at + channel]) / 255;
        alpha = Math.min(1, Math.max(0, guided));
      }
      alpha *= photo.data[at + 3] / 255;
      alphaData[pixel] = alpha;
      if (alpha !== 1) reader.writeColour(photo, pixel, alpha, layers, matte.foreground);
    }
  return matteFromColours(matte.alpha, matte.foreground);
}
