/**
 * Which square of the photo the landmark network is shown. Source: google-ai-edge/mediapipe,
 * `modules/face_landmark` (the rules `detection_to_roi` and `landmarks_to_roi`; Apache-2.0).
 */
import type { Point } from '../../../runtime/image.ts';
import { pictureToSquare, squareToPicture, type OrientedSquare } from '../../../runtime/warp.ts';
import type { Detection } from '../detector/finish.ts';
import { EYE_LEFT_CORNERS, EYE_RIGHT_CORNERS } from '../landmarkIndices.ts';
import { landmarkBox, landmarkMean } from './describe.ts';

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

/**
 * The next square, from the landmarks found in the one before. Unlike the original, the extent is measured along
 * the face's own axes, so that a tilted face is not shown smaller than an upright one.
 * @param landmarks 468 x (x, y, z) in photo pixels
 */
export function roiFromLandmarks(landmarks: Float32Array): OrientedSquare {
  const angleRad = angleBetween(
    landmarkMean(landmarks, EYE_LEFT_CORNERS),
    landmarkMean(landmarks, EYE_RIGHT_CORNERS),
  );
  const frame: OrientedSquare = { centerX: 0, centerY: 0, sidePx: 1, angleRad };
  const upright = new Float32Array(landmarks.length);
  for (let at = 0; at < landmarks.length; at += 3) {
    const [x, y] = pictureToSquare(frame, landmarks[at], landmarks[at + 1]);
    upright[at] = x;
    upright[at + 1] = y;
  }
  const [left, top, width, height] = landmarkBox(upright);
  const [centerX, centerY] = squareToPicture(frame, left + width / 2, top + height / 2);
  return { centerX, centerY, sidePx: ROI_SCALE * Math.max(width, height), angleRad };
}
