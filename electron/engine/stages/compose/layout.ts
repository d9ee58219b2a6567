import type { Box } from '../../runtime/image.ts';
import type { FrameSize } from './background.ts';

/** Which part of the photo fills the frame. All whole photo pixels, so that landmarks map exactly. */
export interface FrameLayout {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Frame pixels per photo pixel. */
  readonly scaleX: number;
  readonly scaleY: number;
}

/** Where the middle between brows and chin should stand, as a share of the frame's height (classic portrait). */
const FACE_HEIGHT_SHARE = 0.42;

const place = (wanted: number, size: number, limit: number): number =>
  Math.round(Math.min(Math.max(0, wanted), limit - size));

/**
 * Fills the frame with the largest part of the photo of the frame's shape, placed so that the face stands in the
 * middle and a little above centre, and never beyond the photo's edges.
 * @param faceBox photo pixels
 */
export function layOut(
  photo: { width: number; height: number },
  frame: FrameSize,
  faceBox: Box,
): FrameLayout {
  const aspect = frame.widthPx / frame.heightPx;
  const fitsWidth = photo.width / photo.height <= aspect;
  const width = fitsWidth ? photo.width : Math.max(2, Math.round(photo.height * aspect));
  const height = fitsWidth ? Math.max(2, Math.round(photo.width / aspect)) : photo.height;
  const faceX = faceBox[0] + faceBox[2] / 2;
  const faceY = faceBox[1] + faceBox[3] / 2;
  return {
    left: place(faceX - width / 2, width, photo.width),
    top: place(faceY - height * FACE_HEIGHT_SHARE, height, photo.height),
    width,
    height,
    scaleX: frame.widthPx / width,
    scaleY: frame.heightPx / height,
  };
}

/** Maps landmarks (x, y, z triples in photo pixels) into the frame; z keeps the horizontal scale. */
export function landmarksInFrame(landmarks: Float32Array, layout: FrameLayout): Float32Array {
  const out = new Float32Array(landmarks.length);
  for (let i = 0; i < landmarks.length; i += 3) {
    out[i] = (landmarks[i] - layout.left) * layout.scaleX;
    out[i + 1] = (landmarks[i + 1] - layout.top) * layout.scaleY;
    out[i + 2] = landmarks[i + 2] * layout.scaleX;
  }
  return out;
}
