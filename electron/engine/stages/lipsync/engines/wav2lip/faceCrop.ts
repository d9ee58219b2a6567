import {
  BROW_LEFT,
  BROW_RIGHT,
  EYE_LEFT_CORNERS,
  EYE_RIGHT_CORNERS,
  FOREHEAD_TOP,
  IBUG_68,
} from '../../../face/landmarkIndices.ts';
import type { Affine } from './affine.ts';

/** The part of a picture that the network sees, turned with the head. Pixels of that picture; angle clockwise. */
export interface FaceRectangle {
  readonly centerX: number;
  readonly centerY: number;
  readonly width: number;
  readonly height: number;
  readonly angleRad: number;
}

// Wav2Lip was trained on the bare boxes of the S3FD detector: cheek to cheek, chin to somewhere between the brows and
// the hair, eyes about a quarter down. Landmarks give such a box as FaceFusion and wav2lip-onnx-HQ cut it.
/** Where the box begins, as a share of the way from the brows to the top of the face mesh. */
const FOREHEAD_SHARE = 2 / 3;
/** Room below the chin for the jaw to open, as a share of the height down to the chin. */
const CHIN_PAD_SHARE = 0.065;

/**
 * The face picture's place. The box is upright on the face, not on the picture, so that a tilted head looks to the
 * network like the level ones it was trained on.
 * @param landmarks 468 x (x, y, z)
 */
export function faceRectangle(landmarks: Float32Array): FaceRectangle {
  const [leftX, leftY] = middleOf(landmarks, EYE_LEFT_CORNERS);
  const [rightX, rightY] = middleOf(landmarks, EYE_RIGHT_CORNERS);
  const angleRad = Math.atan2(rightY - leftY, rightX - leftX);
  const cos = Math.cos(angleRad);
  const sin = Math.sin(angleRad);
  const across = (index: number): number => cos * landmarks[index * 3] + sin * landmarks[index * 3 + 1];
  const down = (index: number): number => cos * landmarks[index * 3 + 1] - sin * landmarks[index * 3];

  const columns = IBUG_68.map(across);
  const left = Math.min(...columns);
  const right = Math.max(...columns);
  const brow = Math.min(...BROW_LEFT.map(down), ...BROW_RIGHT.map(down));
  const top = brow + FOREHEAD_SHARE * Math.min(0, down(FOREHEAD_TOP) - brow);
  const chin = Math.max(...IBUG_68.map(down));
  const bottom = chin + CHIN_PAD_SHARE * (chin - top);

  const u = (left + right) / 2;
  const v = (top + bottom) / 2;
  return {
    centerX: cos * u - sin * v,
    centerY: sin * u + cos * v,
    width: right - left,
    height: bottom - top,
    angleRad,
  };
}

const middleOf = (landmarks: Float32Array, indices: readonly number[]): readonly [number, number] => [
  indices.reduce((sum, index) => sum + landmarks[index * 3], 0) / indices.length,
  indices.reduce((sum, index) => sum + landmarks[index * 3 + 1], 0) / indices.length,
];

/** Pictures on either side that count when a place is smoothed: with 25 a second the 0.2 s of the original. */
const PLACE_REACH = 2;
/** Size and tilt change more slowly than the place, and their jitter shows more. */
const SHAPE_REACH = 6;

/**
 * Takes the jitter of detection out of the crops of a moving face: means over neighbours on both sides, so that the
 * crop does not lag behind the face. One rectangle (a photo) stays as it is.
 */
export function smoothRectangles(rectangles: readonly FaceRectangle[]): FaceRectangle[] {
  const angles = unwrapped(rectangles.map(({ angleRad }) => angleRad));
  const place = (of: (rectangle: FaceRectangle) => number): number[] =>
    centredMeans(rectangles.map(of), PLACE_REACH);
  const shape = (values: readonly number[]): number[] => centredMeans(values, SHAPE_REACH);
  const centerX = place((r) => r.centerX);
  const centerY = place((r) => r.centerY);
  const width = shape(rectangles.map((r) => r.width));
  const height = shape(rectangles.map((r) => r.height));
  const angle = shape(angles);
  return rectangles.map((_, i) => ({
    centerX: centerX[i],
    centerY: centerY[i],
    width: width[i],
    height: height[i],
    angleRad: angle[i],
  }));
}

/** Means over `reach` values on both sides, fewer where the list ends, always as many on one side as on the other. */
function centredMeans(values: readonly number[], reach: number): number[] {
  return values.map((_, i) => {
    const side = Math.min(reach, i, values.length - 1 - i);
    let sum = 0;
    for (let k = i - side; k <= i + side; k++) sum += values[k];
    return sum / (2 * side + 1);
  });
}

/** The same angles without jumps of a whole turn. */
function unwrapped(angles: readonly number[]): number[] {
  const out: number[] = [];
  for (const angle of angles) {
    const before = out.at(-1) ?? angle;
    out.push(angle - 2 * Math.PI * Math.round((angle - before) / (2 * Math.PI)));
  }
  return out;
}

/** Maps points of the face picture (0..sidePx both ways; the aspect is not kept, as in training) to the picture. */
export function cropOf({ centerX, centerY, width, height, angleRad }: FaceRectangle, sidePx: number): Affine {
  const cos = Math.cos(angleRad);
  const sin = Math.sin(angleRad);
  const [a, d] = [(cos * width) / sidePx, (sin * width) / sidePx];
  const [b, e] = [(-sin * height) / sidePx, (cos * height) / sidePx];
  const half = sidePx / 2;
  return [a, b, centerX - (a + b) * half, d, e, centerY - (d + e) * half];
}
