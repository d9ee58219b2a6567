import { squareToPicture, type OrientedSquare } from '../../../runtime/warp.ts';
import { LANDMARK_COUNT } from '../types.ts';

export const LANDMARK_INPUT_PX = 192;

/**
 * Landmarks from crop pixels to photo pixels; depth is scaled alike and not turned.
 * @param raw 468 x (x, y, z) in 0..192
 */
export function landmarksToPhoto(raw: Float32Array, roi: OrientedSquare): Float32Array {
  const landmarks = new Float32Array(LANDMARK_COUNT * 3);
  for (let index = 0; index < LANDMARK_COUNT; index++) {
    const at = index * 3;
    const [x, y] = squareToPicture(roi, raw[at] / LANDMARK_INPUT_PX, raw[at + 1] / LANDMARK_INPUT_PX);
    landmarks[at] = x;
    landmarks[at + 1] = y;
    landmarks[at + 2] = (raw[at + 2] * roi.sidePx) / LANDMARK_INPUT_PX;
  }
  return landmarks;
}

/** Mean distance in the picture plane between two sets of landmarks, in photo pixels. */
export function meanDistancePx(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 3) sum += Math.hypot(a[at] - b[at], a[at + 1] - b[at + 1]);
  return sum / (a.length / 3);
}
