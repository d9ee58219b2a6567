/**
 * Writes ONNX files. ONNX is Protocol Buffers; the field numbers below are those of `onnx.proto` (onnx/onnx,
 * Apache-2.0). The output depends on nothing but the calls made, so a file can be pinned by its hash.
 */

/** Element types, by their number in `TensorProto.DataType`. */
export const DATA_TYPES = Object.freeze({ float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9, float16: 10 });

/** @typedef {keyof typeof DATA_TYPES} DataType */
/** @typedef {number | string} Dimension a size, or the name of a size that is free */
/** @typedef {number | string | readonly number[] | { readonly float: number }} Attribute a number is an integer */
/**
 * @typedef {object} TensorContent
 * @property {DataType} dataType
 * @property {readonly number[]} dims empty for a scalar
 * @property {Float32Array | Uint16Array | Int32Array | BigInt64Array | Uint8Array} data row-major; float16 as its bits
 */

const ATTRIBUTE_FLOAT = 1;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_STRING = 3;
const ATTRIBUTE_INTS = 7;

/** The file format version that goes with operator set 18. */
const IR_VERSION = 8;

/** A Protocol Buffers message under construction. */
class Message {
  /** @type {Uint8Array[]} */
  #parts = [];
  length = 0;

  /** @param {Uint8Array} part */
  #push(part) {
    this.#parts.push(part);
    this.length += part.length;
    return this;
  }

  /** @param {number | bigint} value negative values take ten bytes, as the format demands */
  #varint(value) {
    let rest = BigInt.asUintN(64, BigInt(value));
    const bytes = [];
    do {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      bytes.push(rest === 0n ? low : low | 0x80);
    } while (rest !== 0n);
    return this.#push(Uint8Array.from(bytes));
  }

  /**
   * @param {number} field
   * @param {number | bigint} value
   */
  integer(field, value) {
    return this.#varint(field << 3).#varint(value);
  }

  /**
   * @param {number} field
   * @param {number} value
   */
  float(field, value) {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.#varint((field << 3) | 5).#push(bytes);
  }

  /**
   * @param {number} field
   * @param {Uint8Array} value
   */
  bytes(field, value) {
    return this.#varint((field << 3) | 2)
      .#varint(value.length)
      .#push(value);
  }

  /**
   * @param {number} field
   * @param {string} value
   */
  text(field, value) {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  /**
   * @param {number} field
   * @param {Message} value
   */
  message(field, value) {
    this.#varint((field << 3) | 2).#varint(value.length);
    for (const part of value.#parts) this.#push(part);
    return this;
  }

  /**
   * @param {number} field
   * @param {readonly number[]} values
   */
  integers(field, values) {
    const packed = new Message();
    for (const value of values) packed.#varint(value);
    return this.message(field, packed);
  }

  /** @returns {Uint8Array} */
  encode() {
    const bytes = new Uint8Array(this.length);
    let offset = 0;
    for (const part of this.#parts) {
      bytes.set(part, offset);
      offset += part.length;
    }
    return bytes;
  }
}

/**
 * @param {string} name
 * @param {Attribute} value
 */
function attributeMessage(name, value) {
  const message = new Message().text(1, name);
  if (typeof value === 'number') return message.integer(3, value).integer(20, ATTRIBUTE_INT);
  if (typeof value === 'string') return message.text(4, value).integer(20, ATTRIBUTE_STRING);
  if ('float' in value) return message.float(2, value.float).integer(20, ATTRIBUTE_FLOAT);
  return message.integers(8, value).integer(20, ATTRIBUTE_INTS);
}

/**
 * @param {string} name
 * @param {DataType} dataType
 * @param {readonly Dimension[] | undefined} dims undefined leaves the shape open
 */
function valueMessage(name, dataType, dims) {
  const tensorType = new Message().integer(1, DATA_TYPES[dataType]);
  if (dims) {
    const shape = new Message();
    for (const dim of dims)
      shape.message(1, typeof dim === 'string' ? new Message().text(2, dim) : new Message().integer(1, dim));
    tensorType.message(2, shape);
  }
  return new Message().text(1, name).message(2, new Message().message(1, tensorType));
}

/** One network: constants, nodes in the order they run, inputs and outputs. */
export class OnnxGraph {
  #name;
  #opset;
  /** @type {Message[]} */
  #nodes = [];
  /** @type {Message[]} */
  #initializers = [];
  /** @type {Message[]} */
  #inputs = [];
  /** @type {Message[]} */
  #outputs = [];
  #nextId = 0;

  /**
   * @param {string} name
   * @param {number} [opset] version of the default operator set
   */
  constructor(name, opset = 18) {
    this.#name = name;
    this.#opset = opset;
  }

  #freshName() {
    return `v${this.#nextId++}`;
  }

  /**
   * @param {string} name
   * @param {readonly Dimension[]} dims
   * @param {DataType} [dataType]
   * @returns {string} the name, for use as a node's input
   */
  input(name, dims, dataType = 'float32') {
    this.#inputs.push(valueMessage(name, dataType, dims));
    return name;
  }

  /**
   * @param {string} name the name some node gave to one of its outputs
   * @param {readonly Dimension[] | undefined} dims undefined leaves the shape open
   * @param {DataType} [dataType]
   */
  output(name, dims, dataType = 'float32') {
    this.#outputs.push(valueMessage(name, dataType, dims));
  }

  /**
   * Stores a constant.
   * @param {TensorContent} content
   * @returns {string} its name
   * @throws {RangeError} when the number of elements is not the product of the dims
   */
  constant({ dataType, dims, data }) {
    const count = dims.reduce((product, dim) => product * dim, 1);
    if (count !== data.length)
      throw new RangeError(`A constant of shape [${dims.join(', ')}] cannot hold ${data.length} elements.`);
    const name = this.#freshName();
    const message = new Message();
    if (dims.length > 0) message.integers(1, dims);
    message.integer(2, DATA_TYPES[dataType]).text(8, name);
    // Raw data is little-endian, and so is every machine that Node runs on.
    message.bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    this.#initializers.push(message);
    return name;
  }

  /**
   * Adds a node.
   * @param {string} operator e.g. `Conv`
   * @param {readonly string[]} inputs names; an empty string leaves an optional input out
   * @param {Readonly<Record<string, Attribute>>} [attributes]
   * @param {number | readonly string[]} [outputs] how many, or their names
   * @returns {string[]} names of the outputs
   */
  node(operator, inputs, attributes = {}, outputs = 1) {
    const names =
      typeof outputs === 'number' ? Array.from({ length: outputs }, () => this.#freshName()) : [...outputs];
    const message = new Message();
    for (const name of inputs) message.text(1, name);
    for (const name of names) message.text(2, name);
    message.text(3, `${operator}_${this.#nodes.length}`).text(4, operator);
    for (const [name, value] of Object.entries(attributes)) message.message(5, attributeMessage(name, value));
    this.#nodes.push(message);
    return names;
  }

  /**
   * The finished file.
   * @param {Readonly<Record<string, string>>} [metadata] shown by model viewers
   * @returns {Uint8Array}
   */
  encode(metadata = {}) {
    const graph = new Message();
    for (const node of this.#nodes) graph.message(1, node);
    graph.text(2, this.#name);
    for (const initializer of this.#initializers) graph.message(5, initializer);
    for (const input of this.#inputs) graph.message(11, input);
    for (const output of this.#outputs) graph.message(12, output);
    const model = new Message().integer(1, IR_VERSION).text(2, 'kotohogi-studio').message(7, graph);
    model.message(8, new Message().text(1, '').integer(2, this.#opset));
    for (const [key, value] of Object.entries(metadata))
      model.message(14, new Message().text(1, key).text(2, value));
    return model.encode();
  }
}
