/** Drawn frames as pictures for files that are no videos: opaque, or with what shows through. */
import { viewYuv, yuvToRgb, type YuvImage } from '../frames/yuv.ts';
import { createRgba, type RgbaImage } from '../runtime/image.ts';

/** A drawn frame's bytes as planes, without a copy where they lie in shared memory. */
export function planesOf(bytes: Buffer, width: number, height: number): YuvImage {
  const { buffer, byteOffset } = bytes;
  if (buffer instanceof SharedArrayBuffer) return viewYuv(buffer, byteOffset, width, height);
  const copy = new SharedArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return viewYuv(copy, 0, width, height);
}

/**
 * Chroma at every pixel: the mean of 2x2 blocks lies between their pixels, so neighbours are weighed 3 to 1 in both
 * directions.
 */
function chromaAt(
  plane: Uint8ClampedArray,
  x: number,
  y: number,
  halfWidth: number,
  halfHeight: number,
): number {
  const column = x >> 1;
  const row = y >> 1;
  const beside = Math.min(halfWidth - 1, Math.max(0, column + (x % 2 === 0 ? -1 : 1)));
  const below = Math.min(halfHeight - 1, Math.max(0, row + (y % 2 === 0 ? -1 : 1)));
  const near = 3 * plane[row * halfWidth + column] + plane[row * halfWidth + beside];
  const far = 3 * plane[below * halfWidth + column] + plane[below * halfWidth + beside];
  return (3 * near + far) / 16;
}

/** An opaque picture of a frame. */
export function opaquePicture(frame: YuvImage): RgbaImage {
  const { width, height, y: luma, u, v } = frame;
  const picture = createRgba(width, height);
  const [halfWidth, halfHeight] = [width / 2, height / 2];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const [r, g, b] = yuvToRgb(
        luma[at],
        chromaAt(u, x, y, halfWidth, halfHeight),
        chromaAt(v, x, y, halfWidth, halfHeight),
      );
      picture.data[at * 4] = r;
      picture.data[at * 4 + 1] = g;
      picture.data[at * 4 + 2] = b;
      picture.data[at * 4 + 3] = 255;
    }
  return picture;
}

/** Luma of black and white, see {@link YuvImage}. */
const BLACK = 16;
const WHITE = 235;
/** Nothing fainter is seen, and no colour can be told from it. */
const FAINT = 4 / 255;

/**
 * What is opaque in a frame, from the same frame drawn before black and before white: where both are equal nothing
 * shows through, and where they are as far apart as black and white nothing is there. Exact for everything that is laid
 * over the background, whatever it is.
 * @returns straight alpha
 */
export function transparentPicture(onBlack: YuvImage, onWhite: YuvImage): RgbaImage {
  const { width, height } = onBlack;
  const picture = createRgba(width, height);
  const [halfWidth, halfHeight] = [width / 2, height / 2];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const through = (onWhite.y[at] - onBlack.y[at]) / (WHITE - BLACK);
      const alpha = Math.min(1, Math.max(0, 1 - through));
      if (alpha < FAINT) continue;
      // Before black, luma counts from black and chroma from grey: both have been multiplied by the opacity.
      const own = (plane: Uint8ClampedArray): number =>
        128 + (chromaAt(plane, x, y, halfWidth, halfHeight) - 128) / alpha;
      const [r, g, b] = yuvToRgb(BLACK + (onBlack.y[at] - BLACK) / alpha, own(onBlack.u), own(onBlack.v));
      picture.data[at * 4] = r;
      picture.data[at * 4 + 1] = g;
      picture.data[at * 4 + 2] = b;
      picture.data[at * 4 + 3] = alpha * 255;
    }
  return picture;
}
