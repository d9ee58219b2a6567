import { describe, expect, it } from 'vitest';
import type { OrientedSquare } from '../../../runtime/warp.ts';
import { EYE_LEFT_CORNERS, EYE_RIGHT_CORNERS } from '../landmarkIndices.ts';
import { LANDMARK_COUNT } from '../types.ts';
import { landmarkBox, landmarkKeypoints } from './describe.ts';
import { landmarksToPhoto, meanDistancePx } from './finish.ts';
import { roiFromDetection, roiFromLandmarks } from './prepare.ts';

/** A 100 x 140 face in crop pixels, centred at (96, 96): all points on its outline, eyes level. */
function cropFace(): Float32Array {
  const raw = new Float32Array(LANDMARK_COUNT * 3);
  for (let index = 0; index < LANDMARK_COUNT; index++) {
    const angle = (index / LANDMARK_COUNT) * 2 * Math.PI;
    raw.set([96 + 50 * Math.cos(angle), 96 + 70 * Math.sin(angle), index / 10], index * 3);
  }
  raw.set([96, 26, 0], 0);
  raw.set([96, 166, 0], 3);
  raw.set([46, 96, 0], 6);
  raw.set([146, 96, 0], 9);
  for (const index of EYE_LEFT_CORNERS) raw.set([76, 80, 0], index * 3);
  for (const index of EYE_RIGHT_CORNERS) raw.set([116, 80, 0], index * 3);
  return raw;
}

const crop: OrientedSquare = { centerX: 400, centerY: 300, sidePx: 384, angleRad: 0.6 };

describe('landmarksToPhoto', () => {
  it('maps the middle of the crop to the middle of the square and scales depth alike', () => {
    const raw = new Float32Array(LANDMARK_COUNT * 3);
    raw.set([96, 96, 12], 30);
    const landmarks = landmarksToPhoto(raw, crop);
    expect(landmarks[30]).toBeCloseTo(400);
    expect(landmarks[31]).toBeCloseTo(300);
    expect(landmarks[32]).toBeCloseTo(24);
  });
});

describe('roiFromLandmarks', () => {
  it('follows the face: its centre, its tilt and one and a half times its length', () => {
    const roi = roiFromLandmarks(landmarksToPhoto(cropFace(), crop));
    expect(roi.angleRad).toBeCloseTo(0.6, 5);
    expect(roi.centerX).toBeCloseTo(400, 2);
    expect(roi.centerY).toBeCloseTo(300, 2);
    expect(roi.sidePx).toBeCloseTo(1.5 * 140 * 2, 2);
  });
});

describe('roiFromDetection', () => {
  it('is upside down for a face that stands on its head', () => {
    const keypoints = [
      [60, 50],
      [40, 50],
      [50, 40],
      [50, 30],
      [65, 50],
      [35, 50],
    ] as const;
    const roi = roiFromDetection({ center: [50, 45], width: 40, height: 30, score: 1, keypoints });
    expect(Math.abs(roi.angleRad)).toBeCloseTo(Math.PI);
    expect(roi.sidePx).toBeCloseTo(60);
  });
});

describe('meanDistancePx', () => {
  it('looks at the picture plane only', () => {
    const a = new Float32Array(LANDMARK_COUNT * 3);
    const b = a.map((_, at) => [3, 4, 99][at % 3]);
    expect(meanDistancePx(a, b)).toBeCloseTo(5);
  });
});

describe('landmarkBox and landmarkKeypoints', () => {
  it('describe the face', () => {
    const [left, top, width, height] = landmarkBox(cropFace());
    expect([left, top, width, height].map((value) => Math.round(value))).toEqual([46, 26, 100, 140]);
    expect(landmarkKeypoints(cropFace()).eyeImageLeft).toEqual([76, 80]);
  });
});
