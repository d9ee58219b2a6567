/**
 * From the detector's raw numbers to boxes. Sources: google-ai-edge/mediapipe, `modules/face_detection`
 * (anchors, decoding, weighted suppression; Apache-2.0).
 */
import type { Point } from '../../../runtime/image.ts';
import { squareToPicture, type OrientedSquare } from '../../../runtime/warp.ts';

export const DETECTOR_SIZE_PX = 256;

/** One look's answer in photo pixels. The box is an upright square or rectangle around `center`. */
export interface Detection {
  readonly center: Point;
  readonly width: number;
  readonly height: number;
  readonly score: number;
  /** Eye left, eye right, nose, mouth, ear left, ear right (of the picture). */
  readonly keypoints: readonly Point[];
}

/** Scores and boxes of one grid of the network. */
export interface GridOutput {
  /** `count` logits. */
  readonly scores: Float32Array;
  /** `count` x 16: centre x, y, width, height, then six keypoints x, y; input pixels, relative to the anchor. */
  readonly boxes: Float32Array;
}

/** The two grids: cells per side, anchors per cell. */
export const DETECTOR_GRIDS = [
  { cells: 16, anchorsPerCell: 2 },
  { cells: 8, anchorsPerCell: 6 },
] as const;

const VALUES_PER_BOX = 16;
const KEYPOINT_COUNT = 6;
/** Logits below -2000 occur; `exp` would overflow. */
const LOGIT_LIMIT = 100;

export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-Math.min(LOGIT_LIMIT, Math.max(-LOGIT_LIMIT, logit))));
}

/** Centre of an anchor in 0..1; anchors go row by row, and all anchors of a cell share its centre. */
export function anchorCenter(index: number, cells: number, anchorsPerCell: number): Point {
  const cell = Math.floor(index / anchorsPerCell);
  return [((cell % cells) + 0.5) / cells, (Math.floor(cell / cells) + 0.5) / cells];
}

/**
 * Boxes of one look, in photo pixels.
 * @param outputs in the order of {@link DETECTOR_GRIDS}
 * @param minScore 0..1
 */
export function decodeDetections(
  outputs: readonly GridOutput[],
  look: OrientedSquare,
  minScore: number,
): Detection[] {
  const detections: Detection[] = [];
  DETECTOR_GRIDS.forEach(({ cells, anchorsPerCell }, grid) => {
    const { scores, boxes } = outputs[grid];
    for (let index = 0; index < scores.length; index++) {
      const score = sigmoid(scores[index]);
      if (score < minScore) continue;
      const [anchorX, anchorY] = anchorCenter(index, cells, anchorsPerCell);
      const at = (offset: number): number => boxes[index * VALUES_PER_BOX + offset] / DETECTOR_SIZE_PX;
      const u = anchorX + at(0);
      const v = anchorY + at(1);
      const width = at(2);
      const height = at(3);
      if (!(width > 0 && height > 0)) continue;
      detections.push({
        center: squareToPicture(look, u, v),
        width: width * look.sidePx,
        height: height * look.sidePx,
        score,
        keypoints: Array.from({ length: KEYPOINT_COUNT }, (_, keypoint) =>
          squareToPicture(look, anchorX + at(4 + 2 * keypoint), anchorY + at(5 + 2 * keypoint)),
        ),
      });
    }
  });
  return detections;
}

/** Shared area over joint area of two upright boxes, 0..1. */
export function intersectionOverUnion(a: Detection, b: Detection): number {
  const overlap = (centerA: number, sizeA: number, centerB: number, sizeB: number): number =>
    Math.max(
      0,
      Math.min(centerA + sizeA / 2, centerB + sizeB / 2) - Math.max(centerA - sizeA / 2, centerB - sizeB / 2),
    );
  const shared =
    overlap(a.center[0], a.width, b.center[0], b.width) *
    overlap(a.center[1], a.height, b.center[1], b.height);
  const joint = a.width * a.height + b.width * b.height - shared;
  return joint > 0 ? shared / joint : 0;
}

/** The mean of a group, each member counted by its score. */
function weightedMean(group: readonly Detection[]): Detection {
  const total = group.reduce((sum, { score }) => sum + score, 0);
  const mean = (value: (detection: Detection) => number): number =>
    group.reduce((sum, detection) => sum + value(detection) * detection.score, 0) / total;
  return {
    center: [mean(({ center }) => center[0]), mean(({ center }) => center[1])],
    width: mean(({ width }) => width),
    height: mean(({ height }) => height),
    score: Math.max(...group.map(({ score }) => score)),
    keypoints: group[0].keypoints.map((_, index): Point => [
      mean(({ keypoints }) => keypoints[index][0]),
      mean(({ keypoints }) => keypoints[index][1]),
    ]),
  };
}

/**
 * Weighted suppression: the best box and all that overlap it become one, their mean; then the next best.
 * @param minOverlap boxes with a larger {@link intersectionOverUnion} are the same face
 * @returns best first
 */
export function mergeDetections(detections: readonly Detection[], minOverlap: number): Detection[] {
  let rest = [...detections].sort((a, b) => b.score - a.score);
  const merged: Detection[] = [];
  while (rest.length > 0) {
    const [best] = rest;
    const group = rest.filter((other) => other === best || intersectionOverUnion(best, other) > minOverlap);
    merged.push(weightedMean(group));
    rest = rest.filter((other) => !group.includes(other));
  }
  return merged;
}
