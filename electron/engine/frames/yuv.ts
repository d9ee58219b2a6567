import type { RgbaImage } from '../runtime/image.ts';

/** Planar 4:2:0 picture, BT.709, limited range (Y 16..235, chroma 16..240). Width and height are even. */
export interface YuvImage {
  readonly width: number;
  readonly height: number;
  readonly y: Uint8ClampedArray<SharedArrayBuffer>;
  readonly u: Uint8ClampedArray<SharedArrayBuffer>;
  readonly v: Uint8ClampedArray<SharedArrayBuffer>;
}

/** One colour: luma and chroma in the ranges of {@link YuvImage}. */
export interface YuvColor {
  readonly y: number;
  readonly u: number;
  readonly v: number;
}

/** Bytes of one frame as ffmpeg's yuv420p expects it: Y, then U, then V. */
export const yuvByteLength = (width: number, height: number): number => (width * height * 3) / 2;

/** Views a shared buffer as one frame. @param byteOffset start of the frame in the buffer */
export function viewYuv(
  buffer: SharedArrayBuffer,
  byteOffset: number,
  width: number,
  height: number,
): YuvImage {
  const luma = width * height;
  const chroma = luma / 4;
  return {
    width,
    height,
    y: new Uint8ClampedArray(buffer, byteOffset, luma),
    u: new Uint8ClampedArray(buffer, byteOffset + luma, chroma),
    v: new Uint8ClampedArray(buffer, byteOffset + luma + chroma, chroma),
  };
}

export const createYuv = (width: number, height: number): YuvImage =>
  viewYuv(new SharedArrayBuffer(yuvByteLength(width, height)), 0, width, height);

// BT.709 (ITU-R BT.709-6, section 3) with 8-bit limited-range scaling: 219 steps of luma, 224 of chroma.
const KR = 0.2126;
const KB = 0.0722;
const KG = 1 - KR - KB;
const Y_SCALE = 219 / 255;
const U_SCALE = 224 / 255 / (2 * (1 - KB));
const V_SCALE = 224 / 255 / (2 * (1 - KR));

/** @param r, g, b gamma-coded sRGB, 0..255 */
export function rgbToYuv(r: number, g: number, b: number): YuvColor {
  const luma = KR * r + KG * g + KB * b;
  return { y: 16 + Y_SCALE * luma, u: 128 + U_SCALE * (b - luma), v: 128 + V_SCALE * (r - luma) };
}

/** The inverse of {@link rgbToYuv}, clipped to 0..255. */
export function yuvToRgb(y: number, u: number, v: number): readonly [r: number, g: number, b: number] {
  const luma = (y - 16) / Y_SCALE;
  const r = luma + (v - 128) / V_SCALE;
  const b = luma + (u - 128) / U_SCALE;
  const g = (luma - KR * r - KB * b) / KG;
  const clip = (value: number): number => Math.min(255, Math.max(0, value));
  return [clip(r), clip(g), clip(b)];
}

/** Converts a picture; chroma is the mean of each 2x2 block. Alpha is ignored. Width and height must be even. */
export function rgbaToYuv(image: RgbaImage): YuvImage {
  const { width, height, data } = image;
  const out = createYuv(width, height);
  const halfWidth = width / 2;
  for (let row = 0; row < height; row += 2) {
    for (let column = 0; column < width; column += 2) {
      let sumR = 0;
      let sumG = 0;
      let sumB = 0;
      for (let dy = 0; dy < 2; dy++) {
        for (let dx = 0; dx < 2; dx++) {
          const at = (row + dy) * width + column + dx;
          const r = data[at * 4];
          const g = data[at * 4 + 1];
          const b = data[at * 4 + 2];
          out.y[at] = 16 + Y_SCALE * (KR * r + KG * g + KB * b);
          sumR += r;
          sumG += g;
          sumB += b;
        }
      }
      const mean = rgbToYuv(sumR / 4, sumG / 4, sumB / 4);
      const at = (row / 2) * halfWidth + column / 2;
      out.u[at] = mean.u;
      out.v[at] = mean.v;
    }
  }
  return out;
}
