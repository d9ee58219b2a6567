import type { YuvImage } from '../../../../../frames/yuv.ts';
import { curveAt, smoothStep } from './curve.ts';
import { createEyelid } from './eyelids.ts';
import type { PixelRect } from './idle.ts';
import { clipRect, createIdleField, isStill } from './idle.ts';
import type { MouthSample } from './mouthField.ts';
import { createMouthField } from './mouthField.ts';
import { createMouthInterior } from './mouthInterior.ts';
import type { FacePose } from './pose.ts';
import { REST_POSE } from './pose.ts';
import type { Axes, FaceRig } from './rig.ts';
import { toFrame } from './rig.ts';

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

const clamp01 = (value: number): number => Math.min(1, Math.max(0, value));

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
  const field = createMouthField(rig.mouth);
  const interior = createMouthInterior(rig.mouth, still);
  const eyelids = rig.eyes.map((eye) => createEyelid(eye, still));
  const mouthAxes = rig.mouth.axes;
  const mouthRect = frameRect(mouthAxes, field.bounds, width, height);
  const eyeRects = rig.eyes.map((eye, i) => frameRect(eye.axes, eyelids[i].bounds, width, height));
  const idle = options.idleMotion ? createIdleField(rig, width, height) : null;
  const rects = idle ? [union([idle.rect, mouthRect, ...eyeRects])] : [mouthRect, ...eyeRects];

  const softness = Math.max(1.1, 0.75 * options.photoScale) / mouthAxes.unitPx;
  const middle = (rig.mouth.upperInner.from + rig.mouth.upperInner.to) / 2;
  const restGap = curveAt(rig.mouth.lowerInner, middle) - curveAt(rig.mouth.upperInner, middle);
  const seamHalf = restGap > OPEN_REST_GAP ? Math.max(SEAM_LINE, SEAM_LINE_MIN_PX / mouthAxes.unitPx) / 2 : 0;

  const sample: MouthSample = { u: 0, v: 0, upperEdge: 0, lowerEdge: 0, across: 0 };
  const ink = { y: 0, u: 0, v: 0 };
  let pose: FacePose = REST_POSE;

  return {
    rects,
    setPose(next) {
      pose = next;
      field.setPose(next);
      interior.setPose(next);
      for (const eyelid of eyelids) eyelid.setBlink(next.blink);
    },
    fillRow(rect, y, row) {
      const moving = idle !== null && !isStill(pose);
      const inIdleRow = idle !== null && y >= idle.rect.top && y < idle.rect.bottom;
      const idleColumns = idle ? idle.rect.right - idle.rect.left : 0;
      const { cos, sin, unitPx, originX, originY } = mouthAxes;
      for (let x = rect.left; x < rect.right; x++) {
        const at = x - rect.left;
        let px = x + 0.5;
        let py = y + 0.5;
        row.cover[at] = 0;
        if (moving && inIdleRow && x >= idle.rect.left && x < idle.rect.right) {
          const weightAt = (y - idle.rect.top) * idleColumns + (x - idle.rect.left);
          const head = idle.headWeight[weightAt];
          const chest = idle.chestWeight[weightAt];
          const dx = head * (pose.headX * rig.unitPx - pose.headRoll * (py - rig.pivot.y));
          const dy = head * (pose.headY * rig.unitPx + pose.headRoll * (px - rig.pivot.x));
          px -= dx;
          py -= dy - chest * pose.breath * rig.unitPx;
        }
        if (pose.blink > 0) {
          for (let e = 0; e < rig.eyes.length; e++) {
            const eye = rig.eyes[e];
            const { bounds } = eyelids[e];
            const ex = (px - eye.axes.originX) / eye.axes.unitPx;
            const ey = (py - eye.axes.originY) / eye.axes.unitPx;
            const u = ex * eye.axes.cos + ey * eye.axes.sin;
            const v = -ex * eye.axes.sin + ey * eye.axes.cos;
            if (u < bounds.left || u > bounds.right || v < bounds.top || v > bounds.bottom) continue;
            const lid = eyelids[e].colorAt(u, v, ink);
            if (lid <= 0) continue;
            row.cover[at] = lid;
            row.inkY[at] = ink.y;
            row.inkU[at] = ink.u;
            row.inkV[at] = ink.v;
          }
        }
        const mx = (px - originX) / unitPx;
        const my = (py - originY) / unitPx;
        const u = mx * cos + my * sin;
        const v = -mx * sin + my * cos;
        if (
          u > field.bounds.left &&
          u < field.bounds.right &&
          v > field.bounds.top &&
          v < field.bounds.bottom
        ) {
          field.sample(u, v, sample);
          px = originX + (sample.u * cos - sample.v * sin) * unitPx;
          py = originY + (sample.u * sin + sample.v * cos) * unitPx;
          if (sample.across > -1 && sample.across < 1) {
            const line = seamHalf * (1 - smoothStep(0.8, 1, Math.abs(sample.across)));
            const cover =
              clamp01((v - sample.upperEdge + line) / softness + 0.5) *
              clamp01((sample.lowerEdge + line - v) / softness + 0.5);
            if (cover > 0) {
              const height = sample.lowerEdge - sample.upperEdge;
              row.cover[at] = cover * smoothStep(0, 2 * softness, height + 2 * line);
              interior.colorAt(u, v, sample, ink);
              row.inkY[at] = ink.y;
              row.inkU[at] = ink.u;
              row.inkV[at] = ink.v;
            }
          }
        }
        row.sourceX[at] = px - 0.5;
        row.sourceY[at] = py - 0.5;
      }
    },
  };
}
