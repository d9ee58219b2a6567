/** The state of a conversion from TensorFlow.js to ONNX, and what the operators do with it. */
import { permuteConstant } from './tfjsWeights.mjs';

/** @typedef {import('./onnxWriter.mjs').OnnxGraph} OnnxGraph */
/** @typedef {import('./tfjsWeights.mjs').Constant} Constant */
/** @typedef {import('./tfjsWeights.mjs').WeightSpec} WeightSpec */
/**
 * @typedef {object} SourceAttribute integers may be written as strings, strings are base64
 * @property {string} [type]
 * @property {string} [s]
 * @property {number | string} [i]
 * @property {number} [f]
 * @property {boolean} [b]
 * @property {{ readonly s?: readonly string[], readonly i?: readonly (number | string)[] }} [list]
 * @property {{ readonly dim?: readonly { readonly size: number | string }[] }} [shape]
 */
/**
 * @typedef {object} SourceNode
 * @property {string} name
 * @property {string} op
 * @property {readonly string[]} [input] `name` or `name:k` (its k-th output); `^name` only orders execution
 * @property {Readonly<Record<string, SourceAttribute>>} [attr]
 */
/**
 * @typedef {object} GraphModel the parsed `model.json`
 * @property {{ readonly node: readonly SourceNode[] }} modelTopology
 * @property {readonly { readonly weights: readonly WeightSpec[] }[]} weightsManifest
 * @property {{ readonly outputs: Readonly<Record<string, {
 *   readonly name: string,
 *   readonly tensorShape?: { readonly dim?: readonly { readonly size: number | string }[] },
 * }>> }} signature
 */
/**
 * A tensor of the new graph.
 * @typedef {object} Value
 * @property {string} name
 * @property {readonly number[]} axes axis i of the stored tensor is axis axes[i] of the source's tensor
 */

/** The free first dimension. */
const BATCH = 'batch';

/** @param {{ readonly dim?: readonly { readonly size: number | string }[] } | undefined} shape */
export const dimensions = (shape) =>
  (shape?.dim ?? []).map(({ size }) => (Number(size) < 0 ? BATCH : Number(size)));

/** @param {number} rank */
export const sourceOrder = (rank) => Array.from({ length: rank }, (_, axis) => axis);

/**
 * The first output of a node has two spellings; this is the short one.
 * @param {string} reference
 */
export const outputKey = (reference) => reference.replace(/:0$/, '');

export class Conversion {
  graph;
  /** @type {Map<string, Value>} by output, `name` or `name:k` */
  #values = new Map();
  /** @type {Map<string, Constant>} */
  #constants;
  /** @type {Map<string, string>} results that several consumers share */
  #made = new Map();

  /**
   * @param {OnnxGraph} graph
   * @param {Map<string, Constant>} constants
   */
  constructor(graph, constants) {
    this.graph = graph;
    this.#constants = constants;
  }

  /**
   * @param {string} reference
   * @param {Value} value
   */
  setValue(reference, value) {
    this.#values.set(outputKey(reference), value);
  }

  /**
   * @param {string} reference
   * @param {Constant} constant
   */
  setConstant(reference, constant) {
    this.#constants.set(outputKey(reference), constant);
  }

  /**
   * @param {string} reference
   * @returns {Value}
   */
  value(reference) {
    const value = this.#values.get(outputKey(reference));
    if (!value) throw new Error(`${reference} is not a computed tensor.`);
    return value;
  }

  /** @param {string} reference */
  isConstant(reference) {
    return this.#constants.has(outputKey(reference));
  }

  /**
   * @param {string} reference
   * @returns {Constant}
   */
  constant(reference) {
    const constant = this.#constants.get(outputKey(reference));
    if (!constant) throw new Error(`${reference} is not a constant.`);
    return constant;
  }

  /**
   * The elements of a constant of whole numbers.
   * @param {string} reference
   */
  integers(reference) {
    const { dataType, data } = this.constant(reference);
    if (dataType !== 'int32') throw new Error(`${reference} is not made of whole numbers.`);
    return Array.from(data);
  }

  /**
   * @param {string} key
   * @param {() => string} make
   */
  #once(key, make) {
    let name = this.#made.get(key);
    if (name === undefined) {
      name = make();
      this.#made.set(key, name);
    }
    return name;
  }

  /**
   * The tensor with its axes in another order.
   * @param {Value} value
   * @param {readonly number[]} axes
   * @returns {string}
   */
  inOrder(value, axes) {
    const perm = axes.map((axis) => value.axes.indexOf(axis));
    if (perm.every((from, to) => from === to)) return value.name;
    return this.#once(
      `${value.name} as ${axes.join()}`,
      () => this.graph.node('Transpose', [value.name], { perm })[0],
    );
  }

  /**
   * A weight as floats.
   * @param {string} reference
   * @param {string} layout names what `arrange` does: the same weight in the same layout is written once
   * @param {(constant: Constant) => Constant} arrange
   * @returns {string}
   */
  weight(reference, layout, arrange) {
    return this.#once(`${outputKey(reference)} as ${layout}`, () => {
      const constant = arrange(this.constant(reference));
      if (constant.dataType === 'int32') throw new Error(`${reference} is not made of floats.`);
      const name = this.graph.constant(constant);
      return constant.dataType === 'float16' ? this.graph.node('Cast', [name], { to: 1 })[0] : name;
    });
  }

  /**
   * A constant that broadcasts against a tensor whose axes are in the given order.
   * @param {string} reference
   * @param {readonly number[]} axes
   * @returns {string}
   */
  broadcastWeight(reference, axes) {
    return this.weight(reference, `operand ${axes.join()}`, (constant) => {
      const { dims } = constant;
      if (dims.length === 0) return constant;
      const padded = { ...constant, dims: [...new Array(axes.length - dims.length).fill(1), ...dims] };
      const permuted = permuteConstant(padded, axes);
      const first = permuted.dims.findIndex((dim) => dim !== 1);
      return { ...permuted, dims: first < 0 ? [1] : permuted.dims.slice(first) };
    });
  }

  /**
   * A list of whole numbers as an operator's input.
   * @param {readonly number[]} numbers
   */
  list(numbers) {
    return this.#once(`list ${numbers.join()}`, () =>
      this.graph.constant({
        dataType: 'int64',
        dims: [numbers.length],
        data: BigInt64Array.from(numbers, (number) => BigInt(number)),
      }),
    );
  }

  /**
   * One float as an operator's input.
   * @param {number} number
   */
  scalar(number) {
    return this.#once(`scalar ${number}`, () =>
      this.graph.constant({ dataType: 'float32', dims: [], data: Float32Array.of(number) }),
    );
  }
}
