/**
 * Oriented squares of a picture: networks look at a face upright and at a fixed size, wherever it is and however
 * it is turned.
 *
 * Coordinates are continuous: a picture spans 0..width by 0..height, and the centre of pixel (i, j) is
 * (i + 0.5, j + 0.5). Angles turn from the x axis towards the y axis, that is clockwise on the screen.
 */
import { createRgba, type Point, type RgbaImage } from './image.ts';

/** A square of the picture that a network looks at. */
export interface OrientedSquare {
  readonly centerX: number;
  readonly centerY: number;
  readonly sidePx: number;
  readonly angleRad: number;
}

/** A picture and its halves, quarters, ..., down to one pixel; each is made when it is first needed. */
export interface Pyramid {
  readonly width: number;
  readonly height: number;
  /** @param level 0 is the picture itself, level n is 2^n times smaller */
  level(level: number): RgbaImage;
}

/** What lies outside the picture: its edge repeated, or black. */
export type Border = 'replicate' | 'black';

export interface SampleOptions {
  readonly border: Border;
  /** A channel value v in 0..255 becomes v * gain + bias. */
  readonly gain: number;
  readonly bias: number;
}

/** Where a point of the square, given in 0..1 from its left and top, lies in the picture. */
export function squareToPicture(square: OrientedSquare, u: number, v: number): Point {
  const { centerX, centerY, sidePx, angleRad } = square;
  const x = (u - 0.5) * sidePx;
  const y = (v - 0.5) * sidePx;
  const cos = Math.cos(angleRad);
  const sin = Math.sin(angleRad);
  return [centerX + cos * x - sin * y, centerY + sin * x + cos * y];
}

/** Where a point of the picture lies in the square: the inverse of {@link squareToPicture}. */
export function pictureToSquare(square: OrientedSquare, x: number, y: number): Point {
  const { centerX, centerY, sidePx, angleRad } = square;
  const dx = x - centerX;
  const dy = y - centerY;
  const cos = Math.cos(angleRad);
  const sin = Math.sin(angleRad);
  return [(cos * dx + sin * dy) / sidePx + 0.5, (-sin * dx + cos * dy) / sidePx + 0.5];
}

/** Half the size, each pixel the mean of four; an odd last row or column counts twice. */
function halve(image: RgbaImage): RgbaImage {
  const { width, height, data } = image;
  const half = createRgba(Math.ceil(width / 2), Math.ceil(height / 2));
  let target = 0;
  for (let y = 0; y < half.height; y++) {
    const top = 2 * y * width;
    const bottom = Math.min(2 * y + 1, height - 1) * width;
    for (let x = 0; x < half.width; x++) {
      const left = 2 * x;
      const right = Math.min(left + 1, width - 1);
      const a = (top + left) * 4;
      const b = (top + right) * 4;
      const c = (bottom + left) * 4;
      const d = (bottom + right) * 4;
      for (let channel = 0; channel < 4; channel++)
        half.data[target + channel] =
          (data[a + channel] + data[b + channel] + data[c + channel] + data[d + channel]) / 4;
      target += 4;
    }
  }
  return half;
}

export function createPyramid(image: RgbaImage): Pyramid {
  const levels = [image];
  return {
    width: image.width,
    height: image.height,
    level(wanted) {
      while (levels.length <= wanted) levels.push(halve(levels[levels.length - 1]));
      return levels[wanted];
    },
  };
}

/**
 * Samples an oriented square at a fixed size: bilinear where it is enlarged; where it is shrunk, means of the
 * pixels that fall into each sample (from the pyramid level that is still larger, four taps a sample), so that
 * fine texture does not turn into noise.
 * @param sizePx samples per side
 * @returns sizePx * sizePx * 3 floats, R G B interleaved, rows top to bottom
 */
export function sampleSquare(
  pyramid: Pyramid,
  square: OrientedSquare,
  sizePx: number,
  options: SampleOptions,
): Float32Array {
  const shrink = square.sidePx / sizePx;
  const level = shrink > 1 ? Math.floor(Math.log2(shrink)) : 0;
  const { width, height, data } = pyramid.level(level);
  const taps = shrink > 1 ? 2 : 1;
  const gain = options.gain / (taps * taps);
  const replicate = options.border === 'replicate';

  // Steps between taps, in pixels of the level.
  const stepPx = square.sidePx / (sizePx * taps);
  const scale = 1 / 2 ** level;
  const cos = Math.cos(square.angleRad) * stepPx * scale;
  const sin = Math.sin(square.angleRad) * stepPx * scale;
  const [originX, originY] = squareToPicture(square, 0.5 / (sizePx * taps), 0.5 / (sizePx * taps));
  const startX = originX * scale;
  const startY = originY * scale;

  const out = new Float32Array(sizePx * sizePx * 3);
  for (let row = 0; row < sizePx; row++) {
    for (let column = 0; column < sizePx; column++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let tap = 0; tap < taps * taps; tap++) {
        const tapX = column * taps + (tap % taps);
        const tapY = row * taps + Math.floor(tap / taps);
        const x = startX + cos * tapX - sin * tapY;
        const y = startY + sin * tapX + cos * tapY;
        if (!replicate && (x < 0 || y < 0 || x >= width || y >= height)) continue;
        const px = Math.min(width - 1, Math.max(0, x - 0.5));
        const py = Math.min(height - 1, Math.max(0, y - 0.5));
        const left = Math.floor(px);
        const top = Math.floor(py);
        const fx = px - left;
        const fy = py - top;
        const right = left + 1 < width ? 4 : 0;
        const below = top + 1 < height ? width * 4 : 0;
        const index = (top * width + left) * 4;
        const w00 = (1 - fx) * (1 - fy);
        const w10 = fx * (1 - fy);
        const w01 = (1 - fx) * fy;
        const w11 = fx * fy;
        const a = index + right;
        const b = index + below;
        const c = index + right + below;
        red += w00 * data[index] + w10 * data[a] + w01 * data[b] + w11 * data[c];
        green += w00 * data[index + 1] + w10 * data[a + 1] + w01 * data[b + 1] + w11 * data[c + 1];
        blue += w00 * data[index + 2] + w10 * data[a + 2] + w01 * data[b + 2] + w11 * data[c + 2];
      }
      const target = (row * sizePx + column) * 3;
      out[target] = red * gain + options.bias;
      out[target + 1] = green * gain + options.bias;
      out[target + 2] = blue * gain + options.bias;
    }
  }
  return out;
}
