import { IBUG_68 } from '../../../face/landmarkIndices.ts';
import type { Affine } from './affine.ts';
import { apply, inverse } from './affine.ts';
import { createBlur } from './blur.ts';

/** The lower face by its iBUG points: the jaw from ear lobe to ear lobe, and the base of the nose (FaceFusion's choice). */
const JAW_POINTS = IBUG_68.slice(3, 14);
const NOSE_POINTS = IBUG_68.slice(31, 36);
/** A jaw that opens goes below the photo's own: by this much of the face picture. */
const JAW_DROP_SHARE = 0.045;
/** Softness of the rim as a share of the face picture; the rim lies inside the outline. */
const FEATHER_SHARE = 0.027;
/** The network is shown the upper half, so what it draws there is no news. */
const FIRST_ROW_SHARE = 0.48;
/** Towards the border of the face picture the mask runs out over this share. */
const BORDER_SHARE = 0.06;

type Point = readonly [u: number, v: number];

/**
 * Which part of the drawn face is laid over the photo: the lower face, soft at its rim, nothing at the border of the
 * face picture.
 * @param landmarks of the picture that `crop` maps to
 * @returns sidePx x sidePx values, 0..1
 */
export function mouthMask(landmarks: Float32Array, crop: Affine, sidePx: number): Float32Array {
  const toCrop = inverse(crop);
  const place = (index: number): Point => apply(toCrop, landmarks[index * 3], landmarks[index * 3 + 1]);
  const drop = JAW_DROP_SHARE * sidePx;
  const jaw = JAW_POINTS.map(place);
  const outline = convexHull([
    ...NOSE_POINTS.map(place),
    ...jaw,
    ...jaw.slice(2, -2).map(([u, v]): Point => [u, v + drop]),
  ]);
  const soft = new Float32Array(sidePx * sidePx);
  createBlur(sidePx, FEATHER_SHARE * sidePx)(coverage(outline, sidePx), soft);
  const border = BORDER_SHARE * sidePx;
  const firstRow = FIRST_ROW_SHARE * sidePx;
  return soft.map((value, at) => {
    const u = (at % sidePx) + 0.5;
    const v = Math.floor(at / sidePx) + 0.5;
    // The outermost samples stay empty: enlarging looks one sample beyond.
    const edge = Math.min(u, sidePx - u, sidePx - v, v - firstRow) - 1;
    const fade = Math.min(1, Math.max(0, edge / border));
    // The blur of an outline is one half on it: doubled above one half, it is nothing on the outline and grows inwards.
    return Math.max(0, 2 * value - 1) * fade;
  });
}

/** Share of each sample that lies in a convex outline (corners clockwise on screen), from 4 x 4 points a sample. */
function coverage(outline: readonly Point[], sidePx: number): Float32Array {
  const out = new Float32Array(sidePx * sidePx);
  for (let at = 0; at < out.length; at++) {
    let inside = 0;
    for (let tap = 0; tap < 16; tap++) {
      const u = (at % sidePx) + ((tap & 3) + 0.5) / 4;
      const v = Math.floor(at / sidePx) + ((tap >> 2) + 0.5) / 4;
      if (contains(outline, u, v)) inside++;
    }
    out[at] = inside / 16;
  }
  return out;
}

const turn = (from: Point, to: Point, u: number, v: number): number =>
  (to[0] - from[0]) * (v - from[1]) - (to[1] - from[1]) * (u - from[0]);

const contains = (outline: readonly Point[], u: number, v: number): boolean =>
  outline.every((corner, i) => turn(corner, outline[(i + 1) % outline.length], u, v) >= 0);

/** Andrew's monotone chain (1979): corners in the order in which the area lies to the right, seen on screen. */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (along: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of along) {
      while (chain.length >= 2 && turn(chain[chain.length - 2], chain[chain.length - 1], ...point) <= 0)
        chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}
