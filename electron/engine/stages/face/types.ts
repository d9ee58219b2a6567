import type { Box, Point } from '../../runtime/image.ts';

/** Six points that sum up a face; "left" and "right" are those of the picture, not of the person. */
export interface FaceKeypoints {
  readonly eyeImageLeft: Point;
  readonly eyeImageRight: Point;
  readonly nose: Point;
  readonly mouth: Point;
  readonly earImageLeft: Point;
  readonly earImageRight: Point;
}

export interface Face {
  /** Around the landmarks, photo pixels. */
  readonly box: Box;
  /** Detector score, 0..1. */
  readonly score: number;
  readonly keypoints: FaceKeypoints;
  /**
   * 468 x (x, y, z) in photo pixels, MediaPipe FaceMesh order (names: landmarkIndices.ts). Positions are
   * continuous: the centre of pixel (i, j) is (i + 0.5, j + 0.5). Smaller z is nearer. Points may lie outside.
   */
  readonly landmarks: Float32Array;
  /** FaceMesh's own belief that there is a face, 0..1. */
  readonly presence: number;
}

export interface FaceResult {
  /** Largest first. Empty when the photo shows no face. */
  readonly faces: readonly Face[];
}

export const LANDMARK_COUNT = 468;
