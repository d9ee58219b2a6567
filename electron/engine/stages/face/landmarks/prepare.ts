/**
 * Which square of the photo the landmark network is shown. Source: google-ai-edge/mediapipe,
 * `modules/face_landmark` (the rules `detection_to_roi` and `landmarks_to_roi`; Apache-2.0).
 */
import type { Point } from '../../../runtime/image.ts';
import { pictureToSquare, squareToPicture, type OrientedSquare } from '../../../runtime/warp.ts';
import type { Detection } from '../detector/finish.ts';
import { EYE_LEFT_CORNERS, EYE_RIGHT_CORNERS } from '../landmarkIndices.ts';
import { LANDMARK_COUNT } from '../types.ts';

/** The square is this many times the face, the margin the network was trained with. */
const ROI_SCALE = 1.5;

const angleBetween = (from: Point, to: Point): number => Math.atan2(to[1] - from[1], to[0] - from[0]);

/** The first square, from the detector's box and eyes. */
export function roiFromDetection({ center, width, height, keypoints }: Detection): OrientedSquare {
  return {
    centerX: center[0],
    centerY: center[1],
    sidePx: ROI_SCALE * Math.max(width, height),
    angleRad: angleBetween(keypoints[0], keypoints[1]),
  };
}

/** The mean of two landmarks. */
function middle(landmarks: Float32Array, [a, b]: readonly [number, number]): Point {
  return [(landmarks[a * 3] + landmarks[b * 3]) / 2, (landmarks[a * 3 + 1] + landmarks[b * 3 + 1]) / 2];
}

/**
 * The next square, from the landmarks found in the one before. Unlike the original, the extent is measured along
 * the face's own axes, so that a tilted face is not shown smaller than an upright one.
 * @param landmarks 468 x (x, y, z) in photo pixels
 */
export function roiFromLandmarks(landmarks: Float32Array): OrientedSquare {
  const angleRad = angleBetween(middle(landmarks, EYE_LEFT_CORNERS), middle(landmarks, EYE_RIGHT_CORNERS));
  const frame: OrientedSquare = { centerX: 0, centerY: 0, sidePx: 1, angleRad };
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (let index = 0; index < LANDMARK_COUNT; index++) {
    const [x, y] = pictureToSquare(frame, landmarks[index * 3], landmarks[index * 3 + 1]);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const [centerX, centerY] = squareToPicture(frame, (left + right) / 2, (top + bottom) / 2);
  return { centerX, centerY, sidePx: ROI_SCALE * Math.max(right - left, bottom - top), angleRad };
}
