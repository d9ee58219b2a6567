import { CUBIC, PHASES } from '../../frames/sampler.ts';
import type { YuvImage } from '../../frames/yuv.ts';
import type { PixelRect } from '../lipsync/engines/builtin/draw/idle.ts';
import { clipRect } from '../lipsync/engines/builtin/draw/idle.ts';
import type { Affine } from '../lipsync/engines/wav2lip/affine.ts';
import { apply, inverse } from '../lipsync/engines/wav2lip/affine.ts';
import type { PatchOverlay } from '../lipsync/engines/wav2lip/overlay.ts';
import { OVERLAY_MARGIN } from '../lipsync/engines/wav2lip/overlay.ts';

/** Bounds of the part of a face picture that can change a frame, samples. */
export interface PatchBounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How far from the middle of a sample a cubic feels it, in samples: what is empty further off is not drawn. */
const CUBIC_REACH = 1.5;

/**
 * Bounds of what is not empty in a mask of `sidePx` x `sidePx` values, with the reach of the sampling.
 * An empty mask gives bounds without area.
 */
export function boundsOfMask(mask: Uint8Array, sidePx: number): PatchBounds {
  let [left, top, right, bottom] = [sidePx, sidePx, 0, 0];
  for (let at = 0; at < sidePx * sidePx; at++) {
    if (mask[at] === 0) continue;
    const column = at % sidePx;
    const row = Math.floor(at / sidePx);
    left = Math.min(left, column - CUBIC_REACH);
    right = Math.max(right, column + 1 + CUBIC_REACH);
    top = Math.min(top, row - CUBIC_REACH);
    bottom = Math.max(bottom, row + 1 + CUBIC_REACH);
  }
  return left > right ? { left: 0, top: 0, right: 0, bottom: 0 } : { left, top, right, bottom };
}

/** Where the bounds lie in a frame: whole pixels with even edges, clipped. */
export function rectOfPatch(
  { left, top, right, bottom }: PatchBounds,
  crop: Affine,
  { width, height }: { readonly width: number; readonly height: number },
): PixelRect {
  const corners = [
    apply(crop, left, top),
    apply(crop, right, top),
    apply(crop, left, bottom),
    apply(crop, right, bottom),
  ];
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return clipRect(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), width, height);
}

/** Positions in the overlay of one row of pixels. */
interface SampleRow {
  /** Index of the first of 4 x 4 samples. */
  readonly first: Int32Array;
  /** Offsets of the weights across and down. */
  readonly across: Uint16Array;
  readonly down: Uint16Array;
}

/** Adds cubic samples of one plane. */
function addSamples(
  plane: Float32Array,
  stride: number,
  { first, across, down }: SampleRow,
  count: number,
  sums: Float32Array,
): void {
  const weights = CUBIC;
  for (let i = 0; i < count; i++) {
    const x = across[i];
    const w0 = weights[x];
    const w1 = weights[x + 1];
    const w2 = weights[x + 2];
    const w3 = weights[x + 3];
    const y = down[i];
    let at = first[i];
    let sum = (plane[at] * w0 + plane[at + 1] * w1 + plane[at + 2] * w2 + plane[at + 3] * w3) * weights[y];
    at += stride;
    sum += (plane[at] * w0 + plane[at + 1] * w1 + plane[at + 2] * w2 + plane[at + 3] * w3) * weights[y + 1];
    at += stride;
    sum += (plane[at] * w0 + plane[at + 1] * w1 + plane[at + 2] * w2 + plane[at + 3] * w3) * weights[y + 2];
    at += stride;
    sum += (plane[at] * w0 + plane[at + 1] * w1 + plane[at + 2] * w2 + plane[at + 3] * w3) * weights[y + 3];
    sums[i] += sum;
  }
}

/**
 * Lays a drawn mouth over a picture, straight in its planes: cubic enlargement; where the face is smaller in the frame
 * than the network draws it, means. A pure function of its arguments; touches only {@link rectOfPatch}.
 * @param source the picture without the mouth
 * @param target receives the pixels under the mouth; may be `source` itself
 * @param crop from the face picture to the frame
 */
export function pastePatch(
  source: YuvImage,
  target: YuvImage,
  { stride, cover, addY, addU, addV }: PatchOverlay,
  bounds: PatchBounds,
  crop: Affine,
): void {
  const rect = rectOfPatch(bounds, crop, target);
  const most = Math.max(0, rect.right - rect.left);
  const row: SampleRow = {
    first: new Int32Array(most),
    across: new Uint16Array(most),
    down: new Uint16Array(most),
  };
  const covers = new Float32Array(most);
  const [a, b, c, d, e, f] = inverse(crop);
  const last = stride - 3;
  const samplesPerPixel = Math.max(Math.hypot(a, d), Math.hypot(b, e));

  /**
   * Samples planes at the pixels of one row. @param size side of a pixel: 1 for luma, 2 for chroma
   * @returns which pixels of the row are under the mouth, counted in pixels of that size
   */
  const sampleRow = (
    top: number,
    size: number,
    planes: readonly (readonly [plane: Float32Array, sums: Float32Array])[],
  ): readonly [from: number, to: number] => {
    const y = top + size / 2;
    const isUnder = (i: number): boolean => {
      const x = rect.left + (i + 0.5) * size;
      const u = a * x + b * y + c;
      const v = d * x + e * y + f;
      return u >= bounds.left && u <= bounds.right && v >= bounds.top && v <= bounds.bottom;
    };
    let from = 0;
    let to = most / size;
    while (from < to && !isUnder(from)) from++;
    while (to > from && !isUnder(to - 1)) to--;
    for (const [, sums] of planes) sums.fill(0, 0, to - from);

    const taps = Math.max(1, Math.ceil(samplesPerPixel * size - 0.5));
    for (let tap = 0; tap < taps * taps; tap++) {
      const tapX = rect.left + (((tap % taps) + 0.5) / taps) * size;
      const tapY = top + ((Math.floor(tap / taps) + 0.5) / taps) * size;
      for (let i = from; i < to; i++) {
        const x = tapX + i * size;
        // Samples count from the middle of the first one, and the overlay has an empty margin.
        const u = Math.min(last, Math.max(1, a * x + b * tapY + c + OVERLAY_MARGIN - 0.5));
        const v = Math.min(last, Math.max(1, d * x + e * tapY + f + OVERLAY_MARGIN - 0.5));
        const column = Math.floor(u);
        const line = Math.floor(v);
        row.first[i - from] = (line - 1) * stride + column - 1;
        row.across[i - from] = Math.round((u - column) * PHASES) * 4;
        row.down[i - from] = Math.round((v - line) * PHASES) * 4;
      }
      for (const [plane, sums] of planes) addSamples(plane, stride, row, to - from, sums);
    }
    if (taps > 1) for (const [, sums] of planes) for (let i = 0; i < to - from; i++) sums[i] /= taps * taps;
    return [from, to];
  };

  const { width } = target;
  const lumas = new Float32Array(most);
  for (let y = rect.top; y < rect.bottom; y++) {
    const [from, to] = sampleRow(y, 1, [
      [cover, covers],
      [addY, lumas],
    ]);
    const start = y * width + rect.left;
    for (let i = from; i < to; i++)
      target.y[start + i] = source.y[start + i] * (1 - covers[i - from]) + lumas[i - from];
  }
  const blues = new Float32Array(most);
  const reds = new Float32Array(most);
  for (let y = rect.top; y < rect.bottom; y += 2) {
    const [from, to] = sampleRow(y, 2, [
      [cover, covers],
      [addU, blues],
      [addV, reds],
    ]);
    const start = (y * width) / 4 + rect.left / 2;
    for (let i = from; i < to; i++) {
      const at = start + i;
      target.u[at] = source.u[at] * (1 - covers[i - from]) + blues[i - from];
      target.v[at] = source.v[at] * (1 - covers[i - from]) + reds[i - from];
    }
  }
}
