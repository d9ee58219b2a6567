import { createGray, createRgba, type GrayImage, type RgbaImage } from '../../runtime/image.ts';
import { COEFFICIENTS, fitGuidedModel } from './guidedFilter.ts';
import type { LayerColours } from './foregroundColours.ts';
import type { Grid } from './personMask.ts';
import type { Matte } from './types.ts';

/** Of the guided filter that carries alpha from the grid to the photo: grid pixels, and colour variance. */
const UPSAMPLE_RADIUS_PX = 2;
const UPSAMPLE_REGULARISATION = 1e-4;

/** Position between two grid lines for each photo pixel of a stretch. */
interface Steps {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly share: Float32Array;
}

function stepsFor(photoLength: number, gridLength: number): Steps {
  const low = new Int32Array(photoLength);
  const high = new Int32Array(photoLength);
  const share = new Float32Array(photoLength);
  for (let i = 0; i < photoLength; i++) {
    const at = Math.min(gridLength - 1, Math.max(0, ((i + 0.5) * gridLength) / photoLength - 0.5));
    low[i] = Math.floor(at);
    high[i] = Math.min(gridLength - 1, low[i] + 1);
    share[i] = at - low[i];
  }
  return { low, high, share };
}

/** The four grid pixels around a photo pixel and their bilinear weights; one object, reused for every pixel. */
interface Corner {
  a: number;
  b: number;
  c: number;
  d: number;
  wa: number;
  wb: number;
  wc: number;
  wd: number;
}

function setCorner(
  corner: Corner,
  across: Steps,
  x: number,
  down: Steps,
  y: number,
  gridWidth: number,
): void {
  const low = down.low[y] * gridWidth;
  const high = down.high[y] * gridWidth;
  const shareX = across.share[x];
  const shareY = down.share[y];
  corner.a = low + across.low[x];
  corner.b = low + across.high[x];
  corner.c = high + across.low[x];
  corner.d = high + across.high[x];
  corner.wa = (1 - shareX) * (1 - shareY);
  corner.wb = shareX * (1 - shareY);
  corner.wc = (1 - shareX) * shareY;
  corner.wd = shareX * shareY;
}

const between = (data: Float32Array, stride: number, offset: number, corner: Corner): number =>
  corner.wa * data[corner.a * stride + offset] +
  corner.wb * data[corner.b * stride + offset] +
  corner.wc * data[corner.c * stride + offset] +
  corner.wd * data[corner.d * stride + offset];

/** A matte of the photo's size without any person. */
export function emptyMatte(photo: RgbaImage): Matte {
  const foreground = createRgba(photo.width, photo.height);
  foreground.data.set(photo.data);
  for (let i = 3; i < foreground.data.length; i += 4) foreground.data[i] = 0;
  return { alpha: createGray(photo.width, photo.height), foreground, coverage: 0 };
}

/** Builds the matte from its alpha by taking the colours as they are. */
export function matteFromColours(alpha: GrayImage, foreground: RgbaImage): Matte {
  let sum = 0;
  for (let i = 0; i < alpha.data.length; i++) {
    sum += alpha.data[i];
    foreground.data[i * 4 + 3] = Math.round(alpha.data[i] * 255);
  }
  return { alpha, foreground, coverage: sum / alpha.data.length };
}

/**
 * Carries alpha and colours from the grid to the photo's own pixels. Where the grid is coarser, alpha follows the
 * photo's colours by the fast guided filter, and the person's colour takes up the photo's fine detail: what the
 * interpolated layers leave unexplained, F + alpha * (I - alpha * F - (1 - alpha) * B).
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
  const colours = matte.foreground.data;
  const across = stepsFor(region.width, grid.width);
  const down = stepsFor(region.height, grid.height);
  const { foreground, background } = layers;
  const corner: Corner = { a: 0, b: 0, c: 0, d: 0, wa: 0, wb: 0, wc: 0, wd: 0 };
  for (let y = 0; y < region.height; y++)
    for (let x = 0; x < region.width; x++) {
      setCorner(corner, across, x, down, y, grid.width);
      const pixel = (region.y + y) * photo.width + region.x + x;
      const at = pixel * 4;
      let alpha = between(gridAlpha, 1, 0, corner);
      if (alpha > 0 && alpha < 1 && coefficients) {
        let guided = between(coefficients, COEFFICIENTS, 3, corner);
        for (let channel = 0; channel < 3; channel++)
          guided += (between(coefficients, COEFFICIENTS, channel, corner) * photo.data[at + channel]) / 255;
        alpha = Math.min(1, Math.max(0, guided));
      }
      alpha *= photo.data[at + 3] / 255;
      alphaData[pixel] = alpha;
      if (alpha === 1) continue;
      for (let channel = 0; channel < 3; channel++) {
        if (alpha === 0) {
          colours[at + channel] = foreground[corner.a * 3 + channel] * 255;
          continue;
        }
        const person = between(foreground, 3, channel, corner);
        const behind = between(background, 3, channel, corner);
        const rest = photo.data[at + channel] / 255 - alpha * person - (1 - alpha) * behind;
        colours[at + channel] = (person + alpha * rest) * 255;
      }
    }
  return matteFromColours(matte.alpha, matte.foreground);
}
