/**
 * Detectors that Ultralytics' exporter writes (YOLOv8, YOLO11, YOLO26). Everything about them is read from the file: the class
 * names, stride and size from its notes, the kind of head from the shape of what comes out.
 */
import { missingError } from '../../../../../shared/errors.ts';
import { floatsToHalves, halvesToFloats } from '../../../runtime/halfFloat.ts';
import type { ModelFile } from '../../../runtime/modelStore.ts';
import type { OnnxFile } from '../../../runtime/onnxFile/types.ts';
import type { OnnxSession, Tensor } from '../../../runtime/onnx.ts';
import { bestClass, suppress, type Detection } from '../detections.ts';
import {
  drawLetterbox,
  fitLetterbox,
  flexibleInput,
  undoLetterbox,
  type LetterboxStyle,
  type Normalisation,
} from '../letterbox.ts';
import type { Detector } from './detector.ts';
import { readNames, readSize } from './pythonLiterals.ts';

const STYLE: LetterboxStyle = { placement: 'centre', rounding: Math.round, padding: 114 };
const NORMALISATION: Normalisation = { order: 'rgb', mean: [0, 0, 0], deviation: [255, 255, 255] };
/** Where the file does not say otherwise. */
const USUAL_SIZE_PX = 640;
const USUAL_STRIDE_PX = 32;
const PERSON_NAME = 'person';
/** Values of a finished detection: left, top, right, bottom, score, class. */
const ROW_VALUES = 6;
const BOX_VALUES = 4;
const MIN_SCORE = 0.4;
const MAX_OVERLAP = 0.6;

/**
 * The head that leaves the choice to its user: centre x, centre y, width, height and one score per class, each in a
 * row of its own.
 * @param values (4 + classes) x anchors
 * @returns all boxes that are sure enough, in pixels of the network's picture; one thing may appear many times
 */
export function decodeRawHead(
  values: Float32Array,
  classes: number,
  anchors: number,
  minScore: number,
): Detection[] {
  const detections: Detection[] = [];
  for (let anchor = 0; anchor < anchors; anchor++) {
    const { classIndex, score } = bestClass(values, BOX_VALUES * anchors + anchor, classes, anchors);
    if (!(score >= minScore)) continue;
    const [x, y, width, height] = [0, 1, 2, 3].map((value) => values[value * anchors + anchor]);
    detections.push({
      left: x - width / 2,
      top: y - height / 2,
      right: x + width / 2,
      bottom: y + height / 2,
      score,
      classIndex,
    });
  }
  return detections;
}

/**
 * The head that has chosen already: each thing once. Rows that are left over have the score 0.
 * @param values rows x (left, top, right, bottom, score, class)
 */
export function decodeRows(values: Float32Array, minScore: number): Detection[] {
  const detections: Detection[] = [];
  for (let at = 0; at + ROW_VALUES <= values.length; at += ROW_VALUES) {
    const [left, top, right, bottom, score, classIndex] = values.subarray(at, at + ROW_VALUES);
    if (score >= minScore) detections.push({ left, top, right, bottom, score, classIndex });
  }
  return detections;
}

function floatsOf({ data }: Tensor): Float32Array | null {
  if (data instanceof Float32Array) return data;
  return data instanceof Uint16Array ? halvesToFloats(data) : null;
}

/**
 * @param file what the model's file says about itself
 * @throws KotohogiError `model-contract` when it is no detector, knows no persons or takes something else than pictures
 */
export function openUltralytics(session: OnnxSession, file: OnnxFile, { path }: ModelFile): Detector {
  const refuse = (expected: string, found: string): Error =>
    missingError(
      'model-contract',
      `The model file ${path} is not an Ultralytics person detector: expected ${expected}, found ${found}.`,
      'Export a detection model that knows persons, or choose another person model.',
    );
  const { task = 'detect', names: namesText, imgsz = '', stride: strideText = '' } = file.metadata;
  if (task !== 'detect') throw refuse('the task "detect"', `"${task}"`);
  if (namesText === undefined) throw refuse('the names of its classes in its metadata', 'none');
  const names = readNames(namesText);
  const personClass = [...names].find(([, name]) => name.toLowerCase() === PERSON_NAME)?.[0];
  if (personClass === undefined)
    throw refuse(`a class "${PERSON_NAME}"`, [...names.values()].slice(0, 5).join(', ') || 'no classes');

  const [input] = session.inputs;
  const [output] = session.outputs;
  const [batch, channels, fixedHeight, fixedWidth] = input?.dims ?? [];
  const isHalf = input?.type === 'float16';
  if (
    input?.dims.length !== 4 ||
    (typeof batch === 'number' && batch !== 1) ||
    channels !== 3 ||
    !(isHalf || input.type === 'float32')
  )
    throw refuse('one picture of 1 x 3 x height x width', `${input?.type} [${input?.dims.join(', ')}]`);
  const [usualHeight, usualWidth] = readSize(imgsz) ?? [USUAL_SIZE_PX, USUAL_SIZE_PX];
  const stride = readSize(strideText)?.[0] ?? USUAL_STRIDE_PX;

  return {
    personClass,
    inputSidePx: Math.max(
      typeof fixedHeight === 'number' ? fixedHeight : usualHeight,
      typeof fixedWidth === 'number' ? fixedWidth : usualWidth,
    ),
    zooms: [1],
    async detect(photo, look) {
      const flexible = flexibleInput(look, { width: usualWidth, height: usualHeight }, stride);
      const height = typeof fixedHeight === 'number' ? fixedHeight : flexible.height;
      const width = typeof fixedWidth === 'number' ? fixedWidth : flexible.width;
      const letterbox = fitLetterbox(look, { width, height }, STYLE);
      const planes = await drawLetterbox(photo, letterbox, NORMALISATION);
      const outputs = await session.run({
        [input.name]: { dims: [1, 3, height, width], data: isHalf ? floatsToHalves(planes) : planes },
      });
      const { dims } = outputs[output.name];
      const values = floatsOf(outputs[output.name]);
      const found = `[${dims.join(', ')}]`;
      const rawValues = BOX_VALUES + names.size;
      if (!values || dims.length !== 3) throw refuse('detections as floats in three dimensions', found);
      let detections: Detection[];
      if (dims[1] === rawValues && dims[2] !== ROW_VALUES)
        detections = suppress(decodeRawHead(values, names.size, dims[2], MIN_SCORE), MAX_OVERLAP);
      else if (dims[2] === ROW_VALUES) detections = decodeRows(values, MIN_SCORE);
      else throw refuse(`detections as [1, ${rawValues}, boxes] or [1, boxes, ${ROW_VALUES}]`, found);
      return detections.map((one) => undoLetterbox(one, letterbox));
    },
  };
}
