/** Box and keypoints that agree with the landmarks, whatever way a face was found. */
import type { Box, Point } from '../../../runtime/image.ts';
import {
  EAR_LEFT,
  EAR_RIGHT,
  EYE_LEFT_CORNERS,
  EYE_RIGHT_CORNERS,
  INNER_LIP_BOTTOM,
  INNER_LIP_TOP,
  NOSE_TIP,
} from '../landmarkIndices.ts';
import type { FaceKeypoints } from '../types.ts';

/** The mean of some landmarks, in the picture plane. */
export function landmarkMean(landmarks: Float32Array, indices: readonly number[]): Point {
  let x = 0;
  let y = 0;
  for (const index of indices) {
    x += landmarks[index * 3];
    y += landmarks[index * 3 + 1];
  }
  return [x / indices.length, y / indices.length];
}

/** The upright box around all landmarks: forehead to chin, cheek to cheek. */
export function landmarkBox(landmarks: Float32Array): Box {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (let at = 0; at < landmarks.length; at += 3) {
    left = Math.min(left, landmarks[at]);
    right = Math.max(right, landmarks[at]);
    top = Math.min(top, landmarks[at + 1]);
    bottom = Math.max(bottom, landmarks[at + 1]);
  }
  return [left, top, right - left, bottom - top];
}

export function landmarkKeypoints(landmarks: Float32Array): FaceKeypoints {
  return {
    eyeImageLeft: landmarkMean(landmarks, EYE_LEFT_CORNERS),
    eyeImageRight: landmarkMean(landmarks, EYE_RIGHT_CORNERS),
    nose: landmarkMean(landmarks, [NOSE_TIP]),
    mouth: landmarkMean(landmarks, [INNER_LIP_TOP, INNER_LIP_BOTTOM]),
    earImageLeft: landmarkMean(landmarks, [EAR_LEFT]),
    earImageRight: landmarkMean(landmarks, [EAR_RIGHT]),
  };
}
