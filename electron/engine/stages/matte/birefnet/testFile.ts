/** For tests: what is read from an ONNX file, put together by hand. */
import type { OnnxFile } from '../../../runtime/onnxFile/types.ts';

export interface GraphSketch {
  /** Operator, inputs, outputs. */
  readonly nodes: readonly (readonly [
    operator: string,
    inputs: readonly string[],
    outputs: readonly string[],
  ])[];
  /** Small constants by name: dims and values. */
  readonly constants?: Readonly<
    Record<string, readonly [dims: readonly number[], values: readonly number[]]>
  >;
  /** Large weights by name: dims. */
  readonly weights?: Readonly<Record<string, readonly number[]>>;
  readonly input?: string;
  readonly inputDims?: readonly (number | string)[];
  readonly type?: 'float32' | 'float16';
  readonly outputs?: readonly string[];
}

export function sketchFile({
  nodes,
  constants = {},
  weights = {},
  input = 'input',
  inputDims = [1, 3, 1024, 1024],
  type = 'float32',
  outputs = ['output'],
}: GraphSketch): OnnxFile {
  const [batch, , height, width] = inputDims;
  return {
    producer: 'test',
    irVersion: 8,
    opsetVersion: 17,
    inputs: [{ name: input, type, dims: inputDims, hasShape: true }],
    outputs: outputs.map((name) => ({ name, type, dims: [batch, 1, height, width], hasShape: true })),
    metadata: {},
    nodes: nodes.map(([opType, inputs, made], i) => ({
      opType,
      name: `${opType}_${i}`,
      inputs,
      outputs: made,
    })),
    initializers: [
      ...Object.entries(constants).map(([name, [dims, values]]) => ({ name, type, dims, values })),
      ...Object.entries(weights).map(([name, dims]) => ({ name, type, dims, values: null })),
    ],
    externalData: [],
  };
}

const PER_CHANNEL = [1, 3, 1, 1];
const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];
export const IMAGENET_CONSTANTS = {
  mean: [PER_CHANNEL, MEAN],
  deviation: [PER_CHANNEL, DEVIATION],
} as const;
