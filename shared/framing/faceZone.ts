/** Where a face is in a frame: what titles stay clear of. One definition for the engine and for the preview in the window. */

/** Frame pixels. */
export interface FrameZone {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Room around a face, in shares of its height: it breathes and sways, and words should not touch it. */
const ROOM_SHARE = 0.08;

/** @param points of the face, frame pixels; at least one */
export function faceZone(points: Iterable<readonly [x: number, y: number]>): FrameZone {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  const room = (bottom - top) * ROOM_SHARE;
  return {
    left: Math.floor(left - room),
    top: Math.floor(top - room),
    width: Math.ceil(right - left + 2 * room),
    height: Math.ceil(bottom - top + 2 * room),
  };
}

/** Pixels that two zones share. */
export const sharedPixels = (a: FrameZone, b: FrameZone): number =>
  Math.max(0, Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top));
