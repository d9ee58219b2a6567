/** YOLOX (Ge et al. 2021; Megvii-BaseDetection/YOLOX, Apache-2.0): one anchor a cell, objectness times class. */
import type { ModelFile } from '../../../runtime/modelStore.ts';
import type { OnnxFile } from '../../../runtime/onnxFile/types.ts';
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
import { unexpectedAnswer } from './unexpectedAnswer.ts';

const STYLE: LetterboxStyle = { placement: 'top-left', rounding: Math.floor, padding: 114 };
/** 0..255 as they are. */
const NORMALISATION: Normalisation = { order: 'bgr', mean: [0, 0, 0], deviation: [1, 1, 1] };
const STRIDES_PX = [8, 16, 32];
/** Of a file that leaves it open: what the larger official exports have. */
const USUAL_SIZE_PX = 640;
/** Before the classes: centre x, centre y, width, height, objectness. */
const BOX_VALUES = 5;
/** COCO's first class. */
const PERSON = 0;
/** People of the pictures that YOLOX-Nano was tried on score 0.5 and more, everything else less than 0.3. */
const MIN_SCORE = 0.4;
/** YOLOX's own. */
const MAX_OVERLAP = 0.45;

/** What the network answered and for how large a picture. */
export interface YoloxOutput {
  /** Cells x (5 + classes); the cells of stride 8 first, then 16 and 32, row by row. */
  readonly values: Float32Array;
  readonly classes: number;
  readonly inputWidth: number;
  readonly inputHeight: number;
  /** Whether the graph itself has turned offsets into pixels already. */
  readonly isDecoded: boolean;
}

const cellCount = (inputWidth: number, inputHeight: number): number =>
  STRIDES_PX.reduce((sum, stride) => sum + (inputWidth / stride) * (inputHeight / stride), 0);

/** @returns all boxes that are sure enough, in pixels of the network's picture */
export function decodeYolox(
  { values, classes, inputWidth, inputHeight, isDecoded }: YoloxOutput,
  minScore: number,
): Detection[] {
  const detections: Detection[] = [];
  let at = 0;
  for (const stride of STRIDES_PX) {
    const columns = inputWidth / stride;
    const cells = columns * (inputHeight / stride);
    for (let cell = 0; cell < cells; cell++, at += BOX_VALUES + classes) {
      const objectness = values[at + 4];
      if (!(objectness >= minScore)) continue;
      const { classIndex, score } = bestClass(values, at + BOX_VALUES, classes, 1);
      if (!(objectness * score >= minScore)) continue;
      const [x, y, w, h] = values.subarray(at, at + 4);
      const centreX = isDecoded ? x : (x + (cell % columns)) * stride;
      const centreY = isDecoded ? y : (y + Math.floor(cell / columns)) * stride;
      const width = isDecoded ? w : Math.exp(w) * stride;
      const height = isDecoded ? h : Math.exp(h) * stride;
      detections.push({
        left: centreX - width / 2,
        top: centreY - height / 2,
        right: centreX + width / 2,
        bottom: centreY + height / 2,
        score: objectness * score,
        classIndex,
      });
    }
  }
  return detections;
}

/**
 * @param file what the model's file says about itself; its tensors are known to be YOLOX's
 */
export function openYolox(session: OnnxSession, file: OnnxFile, { path }: ModelFile): Detector {
  const [input] = session.inputs;
  const [output] = session.outputs;
  const [, , declaredHeight, declaredWidth] = input.dims;
  const inputHeight = typeof declaredHeight === 'number' ? declaredHeight : USUAL_SIZE_PX;
  const inputWidth = typeof declaredWidth === 'number' ? declaredWidth : USUAL_SIZE_PX;
  const cells = cellCount(inputWidth, inputHeight);
  // Sizes are e^w and e^h of what the last layer gives; nothing else in the network needs exponentials.
  const isDecoded = file.nodes.some(({ opType }) => opType === 'Exp');
  return {
    personClass: PERSON,
    inputSidePx: Math.max(inputWidth, inputHeight),
    zooms: [1],
    async detect(photo, look) {
      const letterbox = fitLetterbox(look, { width: inputWidth, height: inputHeight }, STYLE);
      const data = await drawLetterbox(photo, letterbox, NORMALISATION);
      const outputs = await session.run({ [input.name]: { dims: [1, 3, inputHeight, inputWidth], data } });
      const { dims, data: values } = floatOutput(outputs, output.name);
      if (dims.length !== 3 || dims[1] !== cells || dims[2] <= BOX_VALUES)
        throw unexpectedAnswer(path, `an output of [1, ${cells}, 5 + classes]`, `[${dims.join(', ')}]`);
      const classes = dims[2] - BOX_VALUES;
      const detections = decodeYolox({ values, classes, inputWidth, inputHeight, isDecoded }, MIN_SCORE);
      return suppress(detections, MAX_OVERLAP).map((one) => undoLetterbox(one, letterbox));
    },
  };
}
