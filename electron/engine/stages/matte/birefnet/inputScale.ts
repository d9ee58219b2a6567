import type { OnnxFile, OnnxNode } from '../../../runtime/onnxFile/types.ts';

/** Per channel R G B: what reaches the network's first weights is value * gain + bias. */
export interface ChannelScale {
  readonly gain: readonly number[];
  readonly bias: readonly number[];
}

/** What a walk along the graph found; `reason` completes "Found: ...". */
export type Finding<Value> =
  { readonly isClear: true; readonly value: Value } | { readonly isClear: false; readonly reason: string };

const IDENTITY: ChannelScale = { gain: [1, 1, 1], bias: [0, 0, 0] };

/** Operators that hand values on unchanged, channel by channel in their places. */
const PASSING: ReadonlySet<string> = new Set(['Cast', 'Identity', 'Dropout', 'Resize', 'Upsample', 'Pad']);
/** Operators that hand values on unchanged but may move them: afterwards it is unknown which channel is which. */
const MOVING: ReadonlySet<string> = new Set([
  'Concat',
  'DepthToSpace',
  'Expand',
  'Flatten',
  'Gather',
  'GatherND',
  'Reshape',
  'SequenceAt',
  'Slice',
  'SpaceToDepth',
  'Split',
  'SplitToSequence',
  'Squeeze',
  'Tile',
  'Transpose',
  'Unsqueeze',
]);
/** Operators that ask for the size only. */
const MEASURING: ReadonlySet<string> = new Set(['Shape', 'Size']);
/** Operators with weights: here the network proper begins. */
const isWeighted = (operator: string): boolean =>
  operator.includes('Conv') ||
  ['MatMul', 'Gemm', 'QuantizeLinear', 'DynamicQuantizeLinear'].includes(operator);

/** Values of constants by name, also behind Cast and Identity, as converters to half floats leave them. */
function constantsOf(
  file: OnnxFile,
): ReadonlyMap<string, { dims: readonly number[]; values: readonly number[] }> {
  const constants = new Map<string, { dims: readonly number[]; values: readonly number[] }>();
  for (const { name, dims, values } of file.initializers) if (values) constants.set(name, { dims, values });
  for (const { opType, inputs, outputs } of file.nodes) {
    const source = opType === 'Cast' || opType === 'Identity' ? constants.get(inputs[0]) : undefined;
    if (source) constants.set(outputs[0], source);
  }
  return constants;
}

/** One number per channel of [1,3,height,width]; null where a constant does not go along the channels. */
function perChannel(dims: readonly number[], values: readonly number[]): readonly number[] | null {
  if (values.length === 1) return [values[0], values[0], values[0]];
  const isAlongChannels = values.length === 3 && dims.length >= 3 && dims.at(-3) === 3;
  return isAlongChannels ? values : null;
}

/** The scale after one more operator; null where it cannot be told. */
function afterOperator(
  before: ChannelScale,
  operator: string,
  constant: readonly number[],
  isConstantFirst: boolean,
): ChannelScale | null {
  const { gain, bias } = before;
  switch (operator) {
    case 'Add':
      return { gain, bias: bias.map((value, c) => value + constant[c]) };
    case 'Sub':
      return isConstantFirst
        ? { gain: gain.map((value) => -value), bias: bias.map((value, c) => constant[c] - value) }
        : { gain, bias: bias.map((value, c) => value - constant[c]) };
    case 'Mul':
      return {
        gain: gain.map((value, c) => value * constant[c]),
        bias: bias.map((value, c) => value * constant[c]),
      };
    case 'Div':
      return isConstantFirst
        ? null
        : {
            gain: gain.map((value, c) => value / constant[c]),
            bias: bias.map((value, c) => value / constant[c]),
          };
    default:
      return null;
  }
}

/** Two ways through the graph that lead to the same numbers, but for what half floats round away. */
const agree = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, c) => Math.abs(value - b[c]) <= 1e-3 * (1 + Math.abs(value)));

class Walk {
  readonly #consumers = new Map<string, OnnxNode[]>();
  readonly #constants: ReturnType<typeof constantsOf>;
  readonly ends: ChannelScale[] = [];
  problem: string | null = null;

  constructor(file: OnnxFile) {
    this.#constants = constantsOf(file);
    for (const node of file.nodes)
      for (const input of new Set(node.inputs)) {
        const consumers = this.#consumers.get(input);
        if (consumers) consumers.push(node);
        else this.#consumers.set(input, [node]);
      }
  }

  /** Follows a value of the picture to all weights that it reaches. */
  follow(value: string, scale: ChannelScale, isMoved: boolean): void {
    for (const node of this.#consumers.get(value) ?? []) {
      if (this.problem !== null) return;
      this.#step(node, value, scale, isMoved);
    }
  }

  #step(node: OnnxNode, value: string, scale: ChannelScale, isMoved: boolean): void {
    const { opType, inputs, outputs } = node;
    if (MEASURING.has(opType)) return;
    if (isWeighted(opType)) this.ends.push(scale);
    else if (PASSING.has(opType)) this.follow(outputs[0], scale, isMoved);
    else if (MOVING.has(opType)) for (const output of outputs) this.follow(output, scale, true);
    else {
      const isConstantFirst = inputs[0] !== value;
      const constant = this.#constants.get(inputs[isConstantFirst ? 0 : 1] ?? '');
      const channels = constant && !isMoved ? perChannel(constant.dims, constant.values) : null;
      const next = channels && afterOperator(scale, opType, channels, isConstantFirst);
      if (next) this.follow(outputs[0], next, isMoved);
      else this.problem = `the picture goes into the operator ${opType} before it reaches the first weights`;
    }
  }
}

/**
 * What a network does to the values of its picture before the first weights: follows the input through constants that
 * are added and multiplied, on every way to the weights.
 */
export function inputScaleOf(file: OnnxFile, inputName: string): Finding<ChannelScale> {
  const walk = new Walk(file);
  walk.follow(inputName, IDENTITY, false);
  if (walk.problem !== null) return { isClear: false, reason: walk.problem };
  const [first, ...others] = walk.ends;
  if (!first) return { isClear: false, reason: `the input "${inputName}" reaches no weights` };
  if (!others.every(({ gain, bias }) => agree(first.gain, gain) && agree(first.bias, bias)))
    return { isClear: false, reason: 'parts of the network are given the picture on different scales' };
  return { isClear: true, value: first };
}
