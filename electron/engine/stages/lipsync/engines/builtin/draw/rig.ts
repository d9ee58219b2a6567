import type { Curve } from './curve.ts';
import { curveAt, curveThrough } from './curve.ts';

/**
 * A local coordinate frame on the face: u to the right of the picture along an axis of the face, v down, both in
 * units of the inter-ocular distance (outer eye corners, FaceMesh points 33 and 263).
 */
export interface Axes {
  readonly originX: number;
  readonly originY: number;
  /** Unit vector of u in frame pixels; v is its perpendicular. */
  readonly cos: number;
  readonly sin: number;
  /** Frame pixels per unit. */
  readonly unitPx: number;
}

export interface MouthRig {
  readonly axes: Axes;
  /** Positions of the mouth corners on the u axis (left negative, right positive). */
  readonly cornerLeft: number;
  readonly cornerRight: number;
  /** Inner edges of the lips in the photo, v(u). */
  readonly upperInner: Curve;
  readonly lowerInner: Curve;
  /** Outer edges of the lips in the photo, v(u). */
  readonly upperOuter: Curve;
  readonly lowerOuter: Curve;
  /** v of the base of the nose and of the chin's lowest point; u of the chin. */
  readonly noseBase: number;
  readonly chin: number;
  readonly chinU: number;
}

export interface EyeRig {
  readonly axes: Axes;
  /** u of the corners. */
  readonly from: number;
  readonly to: number;
  readonly upperLid: Curve;
  readonly lowerLid: Curve;
}

/** All that the drawing code knows of a face, in frame pixels. Plain data, so it crosses to workers as it is. */
export interface FaceRig {
  readonly mouth: MouthRig;
  readonly eyes: readonly EyeRig[];
  /** Centre and half-axes of the head including hair, in frame pixels, and its tilt. */
  readonly head: {
    readonly x: number;
    readonly y: number;
    readonly radiusX: number;
    readonly radiusY: number;
  };
  /** The point that the head turns about (base of the neck), frame pixels. */
  readonly pivot: { readonly x: number; readonly y: number };
  readonly unitPx: number;
}

// FaceMesh indices (MediaPipe face_mesh_connections), from the picture's left to its right.
const UPPER_INNER = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308];
const LOWER_INNER = [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308];
const UPPER_OUTER = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291];
const LOWER_OUTER = [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291];
const EYES = [
  {
    upper: [33, 246, 161, 160, 159, 158, 157, 173, 133],
    lower: [33, 7, 163, 144, 145, 153, 154, 155, 133],
  },
  {
    upper: [362, 398, 384, 385, 386, 387, 388, 466, 263],
    lower: [362, 382, 381, 380, 374, 373, 390, 249, 263],
  },
];
const FACE_TOP = 10;
const CHIN = 152;

/** Middle and half-width of the slit between the inner corners, on the u axis. */
export function slitOf({ upperInner }: MouthRig): { readonly middle: number; readonly half: number } {
  return {
    middle: (upperInner.from + upperInner.to) / 2,
    half: (upperInner.to - upperInner.from) / 2,
  };
}

/** How far the inner lips stand apart in the photo, in the middle; negative where the landmarks cross. */
export function restGapOf(rig: MouthRig): number {
  const { middle } = slitOf(rig);
  return curveAt(rig.lowerInner, middle) - curveAt(rig.upperInner, middle);
}

export function toLocal(axes: Axes, x: number, y: number): readonly [u: number, v: number] {
  const dx = (x - axes.originX) / axes.unitPx;
  const dy = (y - axes.originY) / axes.unitPx;
  return [dx * axes.cos + dy * axes.sin, -dx * axes.sin + dy * axes.cos];
}

export function toFrame(axes: Axes, u: number, v: number): readonly [x: number, y: number] {
  return [
    axes.originX + (u * axes.cos - v * axes.sin) * axes.unitPx,
    axes.originY + (u * axes.sin + v * axes.cos) * axes.unitPx,
  ];
}

/**
 * Builds the rig of a face.
 * @param landmarks 468 x (x, y, z) of MediaPipe FaceMesh, in frame pixels
 */
export function buildRig(landmarks: Float32Array): FaceRig {
  const at = (index: number): readonly [number, number] => [landmarks[index * 3], landmarks[index * 3 + 1]];
  const [eyeLeftX, eyeLeftY] = at(33);
  const [eyeRightX, eyeRightY] = at(263);
  const unitPx = Math.hypot(eyeRightX - eyeLeftX, eyeRightY - eyeLeftY);

  const axesBetween = (left: number, right: number): Axes => {
    const [ax, ay] = at(left);
    const [bx, by] = at(right);
    const length = Math.hypot(bx - ax, by - ay);
    return {
      originX: (ax + bx) / 2,
      originY: (ay + by) / 2,
      cos: (bx - ax) / length,
      sin: (by - ay) / length,
      unitPx,
    };
  };

  const mouthAxes = axesBetween(61, 291);
  const local = (axes: Axes, index: number): readonly [number, number] => toLocal(axes, ...at(index));
  const curve = (axes: Axes, indices: readonly number[]): Curve =>
    curveThrough(indices.map((index) => local(axes, index)));
  const [chinU, chin] = local(mouthAxes, CHIN);

  const eyes = EYES.map(({ upper, lower }): EyeRig => {
    const axes = axesBetween(upper[0], upper[upper.length - 1]);
    return {
      axes,
      from: local(axes, upper[0])[0],
      to: local(axes, upper[upper.length - 1])[0],
      upperLid: curve(axes, upper),
      lowerLid: curve(axes, lower),
    };
  });

  const [topX, topY] = at(FACE_TOP);
  const [chinX, chinY] = at(CHIN);
  const faceHeight = Math.hypot(chinX - topX, chinY - topY);
  // The face oval ends at the hair line; the head with hair is about a third taller and half as wide again.
  const headX = topX + (chinX - topX) * 0.36;
  const headY = topY + (chinY - topY) * 0.36;
  return {
    mouth: {
      axes: mouthAxes,
      cornerLeft: local(mouthAxes, 61)[0],
      cornerRight: local(mouthAxes, 291)[0],
      upperInner: curve(mouthAxes, UPPER_INNER),
      lowerInner: curve(mouthAxes, LOWER_INNER),
      upperOuter: curve(mouthAxes, UPPER_OUTER),
      lowerOuter: curve(mouthAxes, LOWER_OUTER),
      noseBase: local(mouthAxes, 2)[1],
      chin,
      chinU,
    },
    eyes,
    head: { x: headX, y: headY, radiusX: faceHeight * 0.72, radiusY: faceHeight * 0.86 },
    pivot: { x: chinX, y: chinY + faceHeight * 0.55 },
    unitPx,
  };
}
