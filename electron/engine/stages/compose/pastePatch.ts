import { CUBIC, PHASES } from '../../frames/sampler.ts';
import type { YuvImage } from '../../frames/yuv.ts';
import type { PixelRect } from '../lipsync/engines/builtin/draw/idle.ts';
import { clipRect } from '../lipsync/engines/builtin/draw/idle.ts';
import type { Affine } from '../lipsync/engines/wav2lip/affine.ts';
import { apply, inverse } from '../lipsync/engines/wav2lip/affine.ts';
import type { PatchOverlay } from '../lipsync/engines/wav2lip/overlay.ts';

/** Bounds of the part of a face picture that can change a frame, samples. */
export interface PatchBounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A cubic sample looks this far, so an overlay that ends here is felt there. */
const CUBIC_REACH = 2;

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

/** Cubic samples of several planes of one size at one place; edges replicate. */
function sampleAt(
  planes: readonly Float32Array[],
  side: number,
  u: number,
  v: number,
  sums: Float64Array,
): void {
  const x = u - 0.5;
  const y = v - 0.5;
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const wx = Math.round((x - x0) * PHASES) * 4;
  const wy = Math.round((y - y0) * PHASES) * 4;
  const last = side - 1;
  const inside = x0 >= 1 && y0 >= 1 && x0 < last - 1 && y0 < last - 1;
  for (let p = 0; p < planes.length; p++) {
    const plane = planes[p];
    let sum = 0;
    for (let j = 0; j < 4; j++) {
      const row = inside ? y0 - 1 + j : Math.min(last, Math.max(0, y0 - 1 + j));
      const at = row * side + x0 - 1;
      const across = inside
        ? plane[at] * CUBIC[wx] +
          plane[at + 1] * CUBIC[wx + 1] +
          plane[at + 2] * CUBIC[wx + 2] +
          plane[at + 3] * CUBIC[wx + 3]
        : sampleRowAtEdge(plane, row * side, x0 - 1, last, wx);
      sum += across * CUBIC[wy + j];
    }
    sums[p] += sum;
  }
}

function sampleRowAtEdge(plane: Float32Array, start: number, from: number, last: number, wx: number): number {
  let sum = 0;
  for (let i = 0; i < 4; i++) sum += plane[start + Math.min(last, Math.max(0, from + i))] * CUBIC[wx + i];
  return sum;
}

/**
 * Lays a drawn mouth over a picture, straight in its planes: cubic enlargement, means where the face is smaller in
 * the frame than the network draws it. A pure function of its arguments; touches only {@link rectOfPatch}.
 * @param source the picture without the mouth
 * @param target receives the pixels under the mouth; may be `source` itself
 * @param crop from the face picture to the frame
 */
export function pastePatch(
  source: YuvImage,
  target: YuvImage,
  { sidePx, cover, addY, addU, addV }: PatchOverlay,
  bounds: PatchBounds,
  crop: Affine,
): void {
  const rect = rectOfPatch(bounds, crop, target);
  const toPatch = inverse(crop);
  const samplesPerPixel = Math.max(Math.hypot(toPatch[0], toPatch[3]), Math.hypot(toPatch[1], toPatch[4]));
  const luma = [cover, addY];
  const chroma = [cover, addU, addV];
  const sums = new Float64Array(3);

  /** Mean over a square of the frame that is `size` pixels wide and begins at (left, top). */
  const sampleSquare = (
    planes: readonly Float32Array[],
    left: number,
    top: number,
    size: number,
  ): boolean => {
    const [a, b, c, d, e, f] = toPatch;
    const x = left + size / 2;
    const y = top + size / 2;
    const u = a * x + b * y + c;
    const v = d * x + e * y + f;
    if (u < bounds.left || u > bounds.right || v < bounds.top || v > bounds.bottom) return false;
    const taps = Math.max(1, Math.ceil(samplesPerPixel * size - 0.5));
    sums.fill(0);
    for (let tap = 0; tap < taps * taps; tap++) {
      const dx = (((tap % taps) + 0.5) / taps - 0.5) * size;
      const dy = ((Math.floor(tap / taps) + 0.5) / taps - 0.5) * size;
      sampleAt(planes, sidePx, u + a * dx + b * dy, v + d * dx + e * dy, sums);
    }
    for (let i = 0; i < planes.length; i++) sums[i] /= taps * taps;
    return true;
  };

  const { width } = target;
  for (let y = rect.top; y < rect.bottom; y++) {
    for (let x = rect.left; x < rect.right; x++) {
      if (!sampleSquare(luma, x, y, 1)) continue;
      const at = y * width + x;
      target.y[at] = source.y[at] * (1 - sums[0]) + sums[1];
    }
  }
  const chromaWidth = width / 2;
  for (let y = rect.top; y < rect.bottom; y += 2) {
    for (let x = rect.left; x < rect.right; x += 2) {
      if (!sampleSquare(chroma, x, y, 2)) continue;
      const at = (y / 2) * chromaWidth + x / 2;
      target.u[at] = source.u[at] * (1 - sums[0]) + sums[1];
      target.v[at] = source.v[at] * (1 - sums[0]) + sums[2];
    }
  }
}
