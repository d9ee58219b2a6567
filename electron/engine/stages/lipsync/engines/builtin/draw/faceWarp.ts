import type { YuvImage } from '../../../../../frames/yuv.ts';
import { smoothStep } from './curve.ts';
import { createEyelid } from './eyelids.ts';
import type { IdleField, PixelRect } from './idle.ts';
import { clipRect, createIdleField, isStill } from './idle.ts';
import type { MouthClosing, MouthSample } from './mouthField.ts';
import { createMouthField } from './mouthField.ts';
import type { MouthInterior } from './mouthInterior.ts';
import { createMouthInterior } from './mouthInterior.ts';
import type { FacePose } from './pose.ts';
import { REST_POSE } from './pose.ts';
import type { Axes, FaceRig } from './rig.ts';
import { restGapOf, toFrame } from './rig.ts';

/** One row of a warped picture: where each pixel comes from, and what is painted over it. */
export interface WarpRow {
  /** Source position in samples (0 is the centre of the first pixel). */
  readonly sourceX: Float32Array;
  readonly sourceY: Float32Array;
  /** Opacity of what is painted over the photo (inside of the mouth, eyelids), 0..1, and its colour. */
  readonly cover: Float32Array;
  readonly inkY: Float32Array;
  readonly inkU: Float32Array;
  readonly inkV: Float32Array;
}

export interface FaceWarp {
  /** The parts of the frame that any pose can change. Everything outside them never moves. */
  readonly rects: readonly PixelRect[];
  setPose(pose: FacePose): void;
  /** Fills `row` for the pixels of one row of one rectangle; index 0 is the rectangle's left edge. */
  fillRow(rect: PixelRect, y: number, row: WarpRow): void;
}

export interface FaceWarpOptions {
  /** False leaves head and chest where they are, and the rectangles small. */
  readonly idleMotion: boolean;
  /** Frame pixels per photo pixel: drawn edges are as soft as the photo is at this scale. */
  readonly photoScale: number;
  /** Where another hand draws the mouth: repainted there and left alone by the pose. Left out: the pose moves it. */
  readonly drawnMouth?: PixelRect;
  /** The inside of the mouth, where it was prepared on another picture. Left out: it is prepared on this one. */
  readonly interior?: MouthInterior;
  /** How the picture's own lips come together. Left out: as this picture alone suggests. */
  readonly closing?: MouthClosing;
}

export const createWarpRow = (width: number): WarpRow => ({
  sourceX: new Float32Array(width),
  sourceY: new Float32Array(width),
  cover: new Float32Array(width),
  inkY: new Float32Array(width),
  inkU: new Float32Array(width),
  inkV: new Float32Array(width),
});

interface LocalBounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const frameRect = (axes: Axes, bounds: LocalBounds, width: number, height: number): PixelRect => {
  const corners = [
    toFrame(axes, bounds.left, bounds.top),
    toFrame(axes, bounds.right, bounds.top),
    toFrame(axes, bounds.left, bounds.bottom),
    toFrame(axes, bounds.right, bounds.bottom),
  ];
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return clipRect(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), width, height);
};

const union = (rects: readonly PixelRect[]): PixelRect => ({
  left: Math.min(...rects.map((r) => r.left)),
  top: Math.min(...rects.map((r) => r.top)),
  right: Math.max(...rects.map((r) => r.right)),
  bottom: Math.max(...rects.map((r) => r.bottom)),
});

const grown = (rect: PixelRect, byPx: number): PixelRect => ({
  left: rect.left - byPx,
  top: rect.top - byPx,
  right: rect.right + byPx,
  bottom: rect.bottom + byPx,
});

const clamp01 = (value: number): number => Math.min(1, Math.max(0, value));

/** Largest distance (rig units) that idle motion moves a point of the face, with room to spare. */
const IDLE_SLACK = 0.25;
/** The gap (rig units) above which closing the photo's mouth leaves a seam of our own making. */
const OPEN_REST_GAP = 0.02;
/** Width of the shadow line between closed lips that we draw where the photo has none (rig units). */
const SEAM_LINE = 0.015;
/** The line never gets thinner than a pixel can show. */
const SEAM_LINE_MIN_PX = 1.8;

/**
 * Prepares the movement of one face in one frame layout.
 * @param rig the face in frame pixels
 * @param still the frame at rest; colours of teeth, lips and skin are read from it
 */
export function createFaceWarp(rig: FaceRig, still: YuvImage, options: FaceWarpOptions): FaceWarp {
  const { width, height } = still;
  const field = createMouthField(rig.mouth, options.closing);
  const interior = options.interior ?? createMouthInterior(rig.mouth, still);
  const eyelids = rig.eyes.map((eye) => createEyelid(eye, still));
  const mouthAxes = rig.mouth.axes;
  const mouthRect = options.drawnMouth ?? frameRect(mouthAxes, field.bounds, width, height);
  const eyeRects = rig.eyes.map((eye, i) => frameRect(eye.axes, eyelids[i].bounds, width, height));
  const idle = options.idleMotion ? createIdleField(rig, width, height) : null;
  const rects = idle ? [union([idle.rect, mouthRect, ...eyeRects])] : [mouthRect, ...eyeRects];

  const softness = Math.max(1.1, 0.75 * options.photoScale) / mouthAxes.unitPx;
  const seamHalf =
    restGapOf(rig.mouth) > OPEN_REST_GAP ? Math.max(SEAM_LINE, SEAM_LINE_MIN_PX / mouthAxes.unitPx) / 2 : 0;

  const sample: MouthSample = { u: 0, v: 0, upperEdge: 0, lowerEdge: 0, across: 0 };
  const ink = { y: 0, u: 0, v: 0 };
  let pose: FacePose = REST_POSE;

  // A moving head carries mouth and eyes a little out of their places at rest.
  const slackPx = idle ? Math.ceil(IDLE_SLACK * rig.unitPx) : 0;
  const mouthReach = grown(mouthRect, slackPx);
  const eyeReaches = eyeRects.map((rect) => grown(rect, slackPx));

  const paint = (row: WarpRow, at: number, cover: number): void => {
    row.cover[at] = cover;
    row.inkY[at] = ink.y;
    row.inkU[at] = ink.u;
    row.inkV[at] = ink.v;
  };

  const moveHead = (field: IdleField, rect: PixelRect, y: number, row: WarpRow): void => {
    if (y < field.rect.top || y >= field.rect.bottom) return;
    const columns = field.rect.right - field.rect.left;
    const line = (y - field.rect.top) * columns - field.rect.left;
    const { headX, headY, headRoll, breath } = pose;
    const moveX = headX * rig.unitPx - headRoll * (y + 0.5 - rig.pivot.y);
    const moveY = headY * rig.unitPx;
    const riseY = breath * rig.unitPx;
    const from = Math.max(rect.left, field.rect.left);
    const to = Math.min(rect.right, field.rect.right);
    for (let x = from; x < to; x++) {
      const head = field.headWeight[line + x];
      const at = x - rect.left;
      row.sourceX[at] -= head * moveX;
      row.sourceY[at] +=
        field.chestWeight[line + x] * riseY - head * (moveY + headRoll * (x + 0.5 - rig.pivot.x));
    }
  };

  const drawLids = (rect: PixelRect, y: number, row: WarpRow): void => {
    for (let e = 0; e < eyelids.length; e++) {
      const reach = eyeReaches[e];
      if (y < reach.top || y >= reach.bottom) continue;
      const { bounds } = eyelids[e];
      const { axes } = rig.eyes[e];
      const to = Math.min(rect.right, reach.right);
      for (let x = Math.max(rect.left, reach.left); x < to; x++) {
        const at = x - rect.left;
        const ex = (row.sourceX[at] + 0.5 - axes.originX) / axes.unitPx;
        const ey = (row.sourceY[at] + 0.5 - axes.originY) / axes.unitPx;
        const u = ex * axes.cos + ey * axes.sin;
        const v = -ex * axes.sin + ey * axes.cos;
        if (u < bounds.left || u > bounds.right || v < bounds.top || v > bounds.bottom) continue;
        const lid = eyelids[e].colorAt(u, v, ink);
        if (lid > 0) paint(row, at, lid);
      }
    }
  };

  const moveMouth = (rect: PixelRect, y: number, row: WarpRow): void => {
    if (y < mouthReach.top || y >= mouthReach.bottom) return;
    const { cos, sin, unitPx, originX, originY } = mouthAxes;
    const { bounds } = field;
    const to = Math.min(rect.right, mouthReach.right);
    for (let x = Math.max(rect.left, mouthReach.left); x < to; x++) {
      const at = x - rect.left;
      const mx = (row.sourceX[at] + 0.5 - originX) / unitPx;
      const my = (row.sourceY[at] + 0.5 - originY) / unitPx;
      const u = mx * cos + my * sin;
      const v = -mx * sin + my * cos;
      if (u <= bounds.left || u >= bounds.right || v <= bounds.top || v >= bounds.bottom) continue;
      field.sample(u, v, sample);
      row.sourceX[at] = originX + (sample.u * cos - sample.v * sin) * unitPx - 0.5;
      row.sourceY[at] = originY + (sample.u * sin + sample.v * cos) * unitPx - 0.5;
      if (sample.across <= -1 || sample.across >= 1) continue;
      const line = seamHalf * (1 - smoothStep(0.8, 1, Math.abs(sample.across)));
      const cover =
        clamp01((v - sample.upperEdge + line) / softness + 0.5) *
        clamp01((sample.lowerEdge + line - v) / softness + 0.5);
      if (cover <= 0) continue;
      interior.colorAt(u, v, sample, ink);
      const height = sample.lowerEdge - sample.upperEdge;
      paint(row, at, cover * smoothStep(0, 2 * softness, height + 2 * line));
    }
  };

  return {
    rects,
    setPose(next) {
      pose = next;
      field.setPose(next);
      interior.setPose(next);
      for (const eyelid of eyelids) eyelid.setBlink(next.blink);
    },
    fillRow(rect, y, row) {
      const { left, right } = rect;
      for (let x = left; x < right; x++) {
        row.sourceX[x - left] = x;
        row.sourceY[x - left] = y;
        row.cover[x - left] = 0;
      }
      if (idle && !isStill(pose)) moveHead(idle, rect, y, row);
      if (pose.blink > 0) drawLids(rect, y, row);
      if (!options.drawnMouth) moveMouth(rect, y, row);
    },
  };
}
