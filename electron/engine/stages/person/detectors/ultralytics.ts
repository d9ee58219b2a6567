/**
 * Detectors that Ultralytics' exporter writes (YOLOv8, YOLO11, YOLO26). Everything about them is read from the file: the class
 * names, stride and size from its notes, the kind of head from the shape of what comes out.
 */
import { floatsToHalves, halvesToFloats } from '../../../runtime/halfFloat.ts';
import { classNames } from '../../../runtime/modelContractNotes.ts';
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
import type { Size } from '../looks.ts';
import type { Detector } from './detector.ts';
import { unexpectedAnswer } from './unexpectedAnswer.ts';

const STYLE: LetterboxStyle = { placement: 'centre', rounding: Math.round, padding: 114 };
const NORMALISATION: Normalisation = { order: 'rgb', mean: [0, 0, 0], deviation: [255, 255, 255] };
/** Where the file does not say otherwise. */
const USUAL_SIZE_PX = 640;
const USUAL_STRIDE_PX = 32;
const PERSON_NAME = 'person';
/** Values of a finished detection: left, top, right, bottom, score, class. */
const ROW_VALUES = 6;
const BOX_VALUES = 4;
/** Its scores are probabilities, as YOLOX's are. */
const MIN_SCORE = 0.4;
/** Between the maker's 0.45 and 0.7: people who embrace overlap more than things do. */
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

/** The numbers of a Python literal such as `[640, 480]` or `32`; none where there is no such note. */
const numbersOf = (literal = ''): number[] =>
  Array.from(literal.matchAll(/\d+/g), ([digits]) => Number(digits)).filter((number) => number > 0);

/** Size of the picture that the exporter had in mind, for files that take any. */
function usualSize(imgsz: string | undefined): Size {
  const [height = USUAL_SIZE_PX, width = height] = numbersOf(imgsz);
  return { width, height };
}

/**
 * @param file what the model's file says about itself; its tensors are known to be Ultralytics'
 * @throws KotohogiError `model-contract` when it knows no persons
 */
export function openUltralytics(session: OnnxSession, file: OnnxFile, { path }: ModelFile): Detector {
  const names = classNames(file.metadata);
  const personClass = Array.from(names).find(([, name]) => name.toLowerCase() === PERSON_NAME)?.[0];
  if (personClass === undefined)
    throw unexpectedAnswer(
      path,
      `a class "${PERSON_NAME}"`,
      Array.from(names.values()).join(', ') || 'no classes',
    );
  const [input] = session.inputs;
  const [output] = session.outputs;
  const [, , declaredHeight, declaredWidth] = input.dims;
  const usual = usualSize(file.metadata['imgsz']);
  const [stridePx = USUAL_STRIDE_PX] = numbersOf(file.metadata['stride']);
  const largest = {
    width: typeof declaredWidth === 'number' ? declaredWidth : usual.width,
    height: typeof declaredHeight === 'number' ? declaredHeight : usual.height,
  };
  const rawValues = BOX_VALUES + names.size;

  return {
    personClass,
    inputSidePx: Math.max(largest.width, largest.height),
    zooms: [1],
    async detect(photo, look) {
      const flexible = flexibleInput(look, largest, stridePx);
      const width = typeof declaredWidth === 'number' ? declaredWidth : flexible.width;
      const height = typeof declaredHeight === 'number' ? declaredHeight : flexible.height;
      const letterbox = fitLetterbox(look, { width, height }, STYLE);
      const planes = await drawLetterbox(photo, letterbox, NORMALISATION);
      const outputs = await session.run({
        [input.name]: {
          dims: [1, 3, height, width],
          data: input.type === 'float16' ? floatsToHalves(planes) : planes,
        },
      });
      const { dims } = outputs[output.name];
      const values = floatsOf(outputs[output.name]);
      const undone = (found: Detection[]): Detection[] => found.map((one) => undoLetterbox(one, letterbox));
      if (values && dims.length === 3 && dims[2] === ROW_VALUES) return undone(decodeRows(values, MIN_SCORE));
      if (values && dims.length === 3 && dims[1] === rawValues)
        return undone(suppress(decodeRawHead(values, names.size, dims[2], MIN_SCORE), MAX_OVERLAP));
      throw unexpectedAnswer(
        path,
        `an output of [1, ${rawValues}, boxes] or [1, boxes, ${ROW_VALUES}]`,
        `[${dims.join(', ')}]`,
      );
    },
  };
}
