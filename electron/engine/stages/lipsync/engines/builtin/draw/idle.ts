import { smoothStep } from './curve.ts';
import type { FacePose } from './pose.ts';
import type { FaceRig } from './rig.ts';

/** A rectangle of whole pixels with even edges (4:2:0 chroma), clipped to the frame. */
export interface PixelRect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How strongly each pixel follows the head and the chest; both fall smoothly to zero at the rectangle's edges. */
export interface IdleField {
  readonly rect: PixelRect;
  /** Row-major over `rect`. */
  readonly headWeight: Float32Array;
  readonly chestWeight: Float32Array;
}

const HEAD_INNER = 1;
const HEAD_OUTER = 1.75;

export function clipRect(
  left: number,
  top: number,
  right: number,
  bottom: number,
  width: number,
  height: number,
): PixelRect {
  const even = (value: number): number => Math.floor(value / 2) * 2;
  return {
    left: Math.max(0, even(left)),
    top: Math.max(0, even(top)),
    right: Math.min(width, even(right + 1.999)),
    bottom: Math.min(height, even(bottom + 1.999)),
  };
}

/** Builds the field for a frame of the given size. */
export function createIdleField(rig: FaceRig, width: number, height: number): IdleField {
  const { head } = rig;
  const chestTop = head.y + head.radiusY * 0.9;
  const chestFull = head.y + head.radiusY * 1.7;
  const chestEnd = head.y + head.radiusY * 3;
  const chestHalf = head.radiusX * 2.6;
  const rect = clipRect(
    head.x - Math.max(head.radiusX * HEAD_OUTER, chestHalf),
    head.y - head.radiusY * HEAD_OUTER,
    head.x + Math.max(head.radiusX * HEAD_OUTER, chestHalf),
    Math.max(head.y + head.radiusY * HEAD_OUTER, chestEnd),
    width,
    height,
  );
  const columns = rect.right - rect.left;
  const size = columns * (rect.bottom - rect.top);
  const headWeight = new Float32Array(size);
  const chestWeight = new Float32Array(size);
  for (let y = rect.top; y < rect.bottom; y++) {
    const dy = (y - head.y) / head.radiusY;
    const chestRow = smoothStep(chestTop, chestFull, y) * (1 - smoothStep(chestFull, chestEnd, y));
    for (let x = rect.left; x < rect.right; x++) {
      const at = (y - rect.top) * columns + (x - rect.left);
      const dx = (x - head.x) / head.radiusX;
      headWeight[at] = 1 - smoothStep(HEAD_INNER, HEAD_OUTER, Math.hypot(dx, dy));
      if (chestRow > 0)
        chestWeight[at] = chestRow * (1 - smoothStep(0.35, 1, Math.abs(x - head.x) / chestHalf));
    }
  }
  return { rect, headWeight, chestWeight };
}

/** True when the pose moves nothing but mouth and eyes. */
export const isStill = (pose: FacePose): boolean =>
  pose.headX === 0 && pose.headY === 0 && pose.headRoll === 0 && pose.breath === 0;
