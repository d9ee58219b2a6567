/** A picture of what was found: for people who want to see why a render looks as it does. */
import { createRgba, type GrayImage, type Point, type RgbaImage } from '../../runtime/image.ts';
import {
  BROW_LEFT,
  BROW_RIGHT,
  EYE_LEFT,
  EYE_RIGHT,
  FACE_OVAL,
  INNER_LIPS,
  OUTER_LIPS,
} from './landmarkIndices.ts';
import { LANDMARK_COUNT, type Face, type FaceResult } from './types.ts';

export type Colour = readonly [red: number, green: number, blue: number];

export const FACE_BOX_COLOUR: Colour = [255, 196, 0];
const POINT_COLOUR: Colour = [120, 220, 255];
const CONTOUR_COLOUR: Colour = [0, 230, 118];
const LIPS_COLOUR: Colour = [255, 64, 129];
const MATTE_COLOUR: Colour = [170, 102, 255];

/** Alpha at which the matte's edge is drawn. */
const MATTE_EDGE_ALPHA = 0.5;

/** Mixes a colour into one pixel; beyond the picture nothing happens. */
export function blend(
  { width, height, data }: RgbaImage,
  x: number,
  y: number,
  colour: Colour,
  opacity: number,
): void {
  if (x < 0 || y < 0 || x >= width || y >= height || opacity <= 0) return;
  const at = (y * width + x) * 4;
  for (let channel = 0; channel < 3; channel++)
    data[at + channel] += (colour[channel] - data[at + channel]) * opacity;
  data[at + 3] += (255 - data[at + 3]) * opacity;
}

/** A round dot with a soft edge; the position is continuous (see runtime/warp.ts). */
function drawDot(image: RgbaImage, x: number, y: number, radiusPx: number, colour: Colour): void {
  for (let row = Math.floor(y - radiusPx - 1); row <= y + radiusPx + 1; row++)
    for (let column = Math.floor(x - radiusPx - 1); column <= x + radiusPx + 1; column++) {
      const distancePx = Math.hypot(column + 0.5 - x, row + 0.5 - y);
      blend(image, column, row, colour, Math.min(1, Math.max(0, radiusPx + 0.5 - distancePx)));
    }
}

/** A straight line of even width with a soft edge. */
function drawLine(image: RgbaImage, from: Point, to: Point, widthPx: number, colour: Colour): void {
  const [x0, y0] = from;
  const dx = to[0] - x0;
  const dy = to[1] - y0;
  const lengthSquared = dx * dx + dy * dy;
  const reach = widthPx / 2 + 1;
  for (let row = Math.floor(Math.min(y0, to[1]) - reach); row <= Math.max(y0, to[1]) + reach; row++)
    for (
      let column = Math.floor(Math.min(x0, to[0]) - reach);
      column <= Math.max(x0, to[0]) + reach;
      column++
    ) {
      const px = column + 0.5 - x0;
      const py = row + 0.5 - y0;
      const along = lengthSquared > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / lengthSquared)) : 0;
      const distancePx = Math.hypot(px - along * dx, py - along * dy);
      blend(image, column, row, colour, Math.min(1, Math.max(0, widthPx / 2 + 0.5 - distancePx)));
    }
}

const landmark = ({ landmarks }: Face, index: number): Point => [
  landmarks[index * 3],
  landmarks[index * 3 + 1],
];

/** A line through points of continuous coordinates. */
export function drawPath(
  image: RgbaImage,
  points: readonly Point[],
  closed: boolean,
  widthPx: number,
  colour: Colour,
): void {
  for (let index = closed ? 0 : 1; index < points.length; index++)
    drawLine(image, points[(index + points.length - 1) % points.length], points[index], widthPx, colour);
}

function drawFace(image: RgbaImage, face: Face): void {
  const [left, top, width, height] = face.box;
  const strokePx = Math.max(1, width / 220);
  const corners: Point[] = [
    [left, top],
    [left + width, top],
    [left + width, top + height],
    [left, top + height],
  ];
  drawPath(image, corners, true, strokePx * 1.5, FACE_BOX_COLOUR);
  const ring = (indices: readonly number[]): Point[] => indices.map((index) => landmark(face, index));
  for (const indices of [FACE_OVAL, EYE_LEFT, EYE_RIGHT])
    drawPath(image, ring(indices), true, strokePx, CONTOUR_COLOUR);
  // A brow is two edges that start at the same end.
  for (const brow of [BROW_LEFT, BROW_RIGHT]) {
    drawPath(image, ring(brow.slice(0, 5)), false, strokePx, CONTOUR_COLOUR);
    drawPath(image, ring(brow.slice(5)), false, strokePx, CONTOUR_COLOUR);
  }
  for (const indices of [OUTER_LIPS, INNER_LIPS]) drawPath(image, ring(indices), true, strokePx, LIPS_COLOUR);
  for (let index = 0; index < LANDMARK_COUNT; index++) {
    const [x, y] = landmark(face, index);
    drawDot(image, x, y, strokePx * 0.9, POINT_COLOUR);
  }
}

/** Marks the pixels where the matte passes through one half. */
function drawMatteEdge(image: RgbaImage, alpha: GrayImage): void {
  const { width, height } = image;
  const inside = (x: number, y: number): boolean => alpha.data[y * width + x] >= MATTE_EDGE_ALPHA;
  const radiusPx = Math.max(0.7, Math.max(width, height) / 1500);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const here = inside(x, y);
      const isEdge =
        (x + 1 < width && here !== inside(x + 1, y)) || (y + 1 < height && here !== inside(x, y + 1));
      if (isEdge) drawDot(image, x + 0.5, y + 0.5, radiusPx, MATTE_COLOUR);
    }
}

/**
 * Draws boxes, contours and landmarks, and the edge of the matte when there is one.
 * @param matteAlpha of the picture's size
 * @returns a copy; the picture is left alone
 */
export function drawOverlay(image: RgbaImage, result: FaceResult, matteAlpha?: GrayImage): RgbaImage {
  if (matteAlpha && (matteAlpha.width !== image.width || matteAlpha.height !== image.height))
    throw new Error('The matte and the picture differ in size.');
  const copy = createRgba(image.width, image.height);
  copy.data.set(image.data);
  if (matteAlpha) drawMatteEdge(copy, matteAlpha);
  for (const face of result.faces) drawFace(copy, face);
  return copy;
}
