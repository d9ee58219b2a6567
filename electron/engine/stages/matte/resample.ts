/** Resampling of interleaved pixel arrays with the triangle filter (bilinear; area-weighted when shrinking). */

/** A rectangle in source pixels; may be fractional and may reach beyond the source (its border is repeated). */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PixelSource {
  readonly width: number;
  readonly height: number;
  /** Values of one pixel lie together; `stride` values per pixel. */
  readonly data: Uint8ClampedArray | Float32Array;
  readonly stride: number;
}

interface Taps {
  /** First source index and count per output sample; indices are already clamped one by one when read. */
  readonly first: Int32Array;
  readonly count: number;
  /** `count` weights per output sample, summing to 1. */
  readonly weights: Float32Array;
}

/** Pixel centres map to pixel centres: output i lies at start + (i + 0.5) * length / outLength - 0.5. */
function tapsFor(start: number, length: number, outLength: number): Taps {
  const step = length / outLength;
  const radius = Math.max(1, step);
  const count = Math.ceil(radius * 2) + 1;
  const first = new Int32Array(outLength);
  const weights = new Float32Array(outLength * count);
  for (let i = 0; i < outLength; i++) {
    const centre = start + (i + 0.5) * step - 0.5;
    const begin = Math.ceil(centre - radius);
    let sum = 0;
    for (let k = 0; k < count; k++) {
      const weight = Math.max(0, 1 - Math.abs(begin + k - centre) / radius);
      weights[i * count + k] = weight;
      sum += weight;
    }
    for (let k = 0; k < count; k++) weights[i * count + k] /= sum;
    first[i] = begin;
  }
  return { first, count, weights };
}

const clampIndex = (index: number, length: number): number =>
  index < 0 ? 0 : index >= length ? length - 1 : index;

/**
 * Resamples a region of `source` to `outWidth` x `outHeight`.
 * @param channels leading channels of each pixel to keep
 * @returns interleaved values, `channels` per pixel, in the unit of the source
 */
export function resample(
  source: PixelSource,
  channels: number,
  region: Region,
  outWidth: number,
  outHeight: number,
): Float32Array {
  const { data, stride, width, height } = source;
  const across = tapsFor(region.x, region.width, outWidth);
  const down = tapsFor(region.y, region.height, outHeight);
  const left = clampIndex(across.first[0], width);
  const right = clampIndex(across.first[outWidth - 1] + across.count - 1, width);
  const span = right - left + 1;
  const line = new Float32Array(span * channels);
  const out = new Float32Array(outWidth * outHeight * channels);
  for (let oy = 0; oy < outHeight; oy++) {
    line.fill(0);
    for (let k = 0; k < down.count; k++) {
      const weight = down.weights[oy * down.count + k];
      if (weight === 0) continue;
      let at = (clampIndex(down.first[oy] + k, height) * width + left) * stride;
      for (let x = 0, to = 0; x < span; x++, at += stride)
        for (let c = 0; c < channels; c++) line[to++] += weight * data[at + c];
    }
    let to = oy * outWidth * channels;
    for (let ox = 0; ox < outWidth; ox++, to += channels) {
      for (let k = 0; k < across.count; k++) {
        const weight = across.weights[ox * across.count + k];
        if (weight === 0) continue;
        const from = (clampIndex(across.first[ox] + k, width) - left) * channels;
        for (let c = 0; c < channels; c++) out[to + c] += weight * line[from + c];
      }
    }
  }
  return out;
}

/** The whole of a source as a region. */
export const wholeOf = (source: { readonly width: number; readonly height: number }): Region => ({
  x: 0,
  y: 0,
  width: source.width,
  height: source.height,
});
