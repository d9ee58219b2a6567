import { missingError } from '../../../../../shared/errors.ts';
import { biRefNetOutput } from '../../../runtime/modelContract.ts';
import type { OnnxFile } from '../../../runtime/onnxFile/types.ts';
import { inputScaleOf, type ChannelScale } from './inputScale.ts';
import { outputCurveOf, type OutputCurve } from './outputCurve.ts';

/** How one BiRefNet file wants its picture and what it answers, read from its graph. */
export interface BiRefNetContract {
  readonly inputName: string;
  readonly isHalf: boolean;
  /** Sides of the input in pixels; null where the graph leaves them free. */
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  /** What a colour 0..1 (R G B) has to become on its way in: value * gain + bias. */
  readonly feed: ChannelScale;
  readonly outputName: string;
  readonly curve: OutputCurve;
  /** Numbers that the network has learnt. */
  readonly weights: number;
}

/** The scale that all BiRefNet were trained on, of ImageNet: (value - mean) / deviation, R G B, values 0..1. */
const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];
const TRAINED: ChannelScale = {
  gain: DEVIATION.map((deviation) => 1 / deviation),
  bias: MEAN.map((mean, c) => -mean / DEVIATION[c]),
};
/** Half floats round the constants of the graph. */
const TOLERANCE = 5e-3;

const isNear = (found: readonly number[], expected: readonly number[]): boolean =>
  found.every(
    (value, c) => Math.abs(value - expected[c]) <= TOLERANCE * Math.max(Math.abs(expected[c]), 1e-3),
  );

/** The largest values of a picture that networks are made for. */
const PICTURE_RANGES = [1, 255];

/** What to feed so that the weights see the trained scale; null where the graph was made for something else. */
function feedFor({ gain, bias }: ChannelScale): ChannelScale | null {
  if (isNear(gain, [1, 1, 1]) && isNear(bias, [0, 0, 0])) return TRAINED;
  if (!isNear(bias, TRAINED.bias)) return null;
  const range = PICTURE_RANGES.find((largest) =>
    isNear(
      gain.map((value) => value * largest),
      TRAINED.gain,
    ),
  );
  return range === undefined ? null : { gain: [range, range, range], bias: [0, 0, 0] };
}

const numbers = (values: readonly number[]): string => values.map((value) => value.toFixed(4)).join(', ');

function unclear(path: string, expected: string, found: string): Error {
  return missingError(
    'model-contract',
    `The file ${path} is not a BiRefNet matting network. Expected: ${expected}. Found: ${found}.`,
    'Use an official BiRefNet file, or an export that keeps its beginning and its end.',
  );
}

/**
 * Reads from the graph which kind of export a file is: with or without the normalisation of the picture in it, with or
 * without the sigmoid at its end. Both kinds exist, with the same shapes and under any name, and taking one for the
 * other gives a matte that is wrong but looks like one.
 * @param file of a model whose tensors were compared with the contract of its family
 * @param path for the sentence
 * @throws KotohogiError kind `missing`, `model-contract`, when the graph does not say it
 */
export function readBiRefNetContract(file: OnnxFile, path: string): BiRefNetContract {
  const [input] = file.inputs;
  const output = biRefNetOutput(file);
  if (!output) throw new Error(`${path} has no output, which the contract of its family asks for.`);

  const scale = inputScaleOf(file, input.name);
  const inputExpected =
    'a picture that is either not scaled at all before the first weights, or by (x - mean) / deviation of ImageNet';
  if (!scale.isClear) throw unclear(path, inputExpected, scale.reason);
  const feed = feedFor(scale.value);
  if (!feed) {
    const { gain, bias } = scale.value;
    throw unclear(path, inputExpected, `a picture scaled by ${numbers(gain)} and moved by ${numbers(bias)}`);
  }
  const curve = outputCurveOf(file, output.name);
  if (!curve.isClear)
    throw unclear(path, 'an output out of a sigmoid, or of the last weights before it', curve.reason);

  const [, , height, width] = input.dims;
  return {
    inputName: input.name,
    isHalf: input.type === 'float16',
    widthPx: typeof width === 'number' ? width : null,
    heightPx: typeof height === 'number' ? height : null,
    feed,
    outputName: output.name,
    curve: curve.value,
    weights: file.initializers
      .filter(({ type }) => type === 'float32' || type === 'float16')
      .reduce((sum, { dims }) => sum + dims.reduce((product, dim) => product * dim, 1), 0),
  };
}
