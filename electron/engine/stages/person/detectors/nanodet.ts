/**
 * NanoDet (RangiLyu/nanodet, Apache-2.0), the first generation: one anchor a cell, and each side of a box as a
 * distribution over distances (Generalized Focal Loss, Li et al. 2020).
 */
import { floatOutput, type OnnxSession } from '../../../runtime/onnx.ts';
import { bestClass, suppress, type Detection } from '../detections.ts';
import {
  drawLetterbox,
  fitLetterbox,
  undoLetterbox,
  type LetterboxStyle,
  type Normalisation,
} from '../letterbox.ts';
import type { Detector } from './detector.ts';

const INPUT_PX = 416;
/** Its training pictures stand in the middle, on black. */
const STYLE: LetterboxStyle = { placement: 'centre', rounding: Math.round, padding: 0 };
const NORMALISATION: Normalisation = {
  order: 'bgr',
  mean: [103.53, 116.28, 123.675],
  deviation: [57.375, 57.12, 58.395],
};
const LEVELS = [
  { stride: 8, scores: 'Identity', distances: 'Identity_3' },
  { stride: 16, scores: 'Identity_1', distances: 'Identity_4' },
  { stride: 32, scores: 'Identity_2', distances: 'Identity_5' },
] as const;
const CLASSES = 80;
/** Distances 0, 1, ... 10 strides. */
const BINS = 11;
/** COCO's first class. */
const PERSON = 0;
const MIN_SCORE = 0.5;
/**
 * It loses people whose size falls between two of its levels. At two sizes every person of the pictures it was tried on
 * scored 0.6 or more at one of them, and nothing else more than 0.44; at one size the two overlapped from 0.30 to 0.44.
 */
const ZOOMS = [1, 0.7];
/** NanoDet's own. */
const MAX_OVERLAP = 0.6;

/** The mean of a distribution that is given by its logits. */
function expectedBin(logits: Float32Array, start: number): number {
  let largest = logits[start];
  for (let bin = 1; bin < BINS; bin++) largest = Math.max(largest, logits[start + bin]);
  let total = 0;
  let weighted = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const weight = Math.exp(logits[start + bin] - largest);
    total += weight;
    weighted += bin * weight;
  }
  return weighted / total;
}

/** One level of the pyramid. */
export interface NanodetLevel {
  readonly stridePx: number;
  /** Cells in a row; cells go row by row. */
  readonly columns: number;
  /** Cells x 80, 0..1. */
  readonly scores: Float32Array;
  /** Cells x 4 sides (left, top, right, bottom) x 11 logits of the distance from the cell's centre, in strides. */
  readonly distances: Float32Array;
}

/** @returns all boxes of a level that are sure enough, in pixels of the network's picture */
export function decodeNanodet(
  { stridePx, columns, scores, distances }: NanodetLevel,
  minScore: number,
): Detection[] {
  const detections: Detection[] = [];
  for (let cell = 0; cell < scores.length / CLASSES; cell++) {
    const { classIndex, score } = bestClass(scores, cell * CLASSES, CLASSES, 1);
    if (!(score >= minScore)) continue;
    const centreX = ((cell % columns) + 0.5) * stridePx;
    const centreY = (Math.floor(cell / columns) + 0.5) * stridePx;
    const distance = (side: number): number => expectedBin(distances, (cell * 4 + side) * BINS) * stridePx;
    detections.push({
      left: centreX - distance(0),
      top: centreY - distance(1),
      right: centreX + distance(2),
      bottom: centreY + distance(3),
      score,
      classIndex,
    });
  }
  return detections;
}

export function openNanodet(session: OnnxSession): Detector {
  return {
    personClass: PERSON,
    inputSidePx: INPUT_PX,
    zooms: ZOOMS,
    async detect(photo, look) {
      const letterbox = fitLetterbox(look, { width: INPUT_PX, height: INPUT_PX }, STYLE);
      const data = await drawLetterbox(photo, letterbox, NORMALISATION);
      const outputs = await session.run({ input_1: { dims: [1, 3, INPUT_PX, INPUT_PX], data } });
      const detections = LEVELS.flatMap(({ stride, scores, distances }) =>
        decodeNanodet(
          {
            stridePx: stride,
            columns: INPUT_PX / stride,
            scores: floatOutput(outputs, scores).data,
            distances: floatOutput(outputs, distances).data,
          },
          MIN_SCORE,
        ),
      );
      return suppress(detections, MAX_OVERLAP).map((one) => undoLetterbox(one, letterbox));
    },
  };
}
