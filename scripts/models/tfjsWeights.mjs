/**
 * Reads the weights of a TensorFlow.js graph model. Format: tensorflow/tfjs, `tfjs-core/src/io` (Apache-2.0):
 * values lie back to back in the order of the manifest, without padding.
 */

/**
 * @typedef {object} WeightSpec
 * @property {string} name
 * @property {readonly number[]} shape
 * @property {string} dtype
 * @property {{ readonly dtype: string, readonly scale?: number, readonly min?: number }} [quantization]
 */

/**
 * A constant of the source graph. Half floats stay as their bits, so that nothing is lost or blown up.
 * @typedef {{ readonly dataType: 'float32', readonly dims: readonly number[], readonly data: Float32Array }
 *   | { readonly dataType: 'float16', readonly dims: readonly number[], readonly data: Uint16Array }
 *   | { readonly dataType: 'int32', readonly dims: readonly number[], readonly data: Int32Array }} Constant
 */

const BYTES_PER_ELEMENT = Object.freeze({ float32: 4, float16: 2, int32: 4 });

/** @param {WeightSpec} spec */
function storedType({ name, dtype, quantization }) {
  if (dtype === 'int32' && !quantization) return 'int32';
  if (dtype === 'float32' && !quantization) return 'float32';
  if (dtype === 'float32' && quantization?.dtype === 'float16') return 'float16';
  throw new Error(`Weight ${name}: ${dtype} stored as ${quantization?.dtype ?? dtype} is not supported.`);
}

/**
 * @param {readonly WeightSpec[]} specs in file order
 * @param {Uint8Array} bytes the whole weight file
 * @returns {Map<string, Constant>} by node name
 * @throws {Error} when the file's length is not what the specs add up to, or a weight is stored in another way
 */
export function readWeights(specs, bytes) {
  /** @type {Map<string, Constant>} */
  const constants = new Map();
  let offset = 0;
  for (const spec of specs) {
    const dims = spec.shape;
    const count = dims.reduce((product, dim) => product * dim, 1);
    const type = storedType(spec);
    const end = offset + count * BYTES_PER_ELEMENT[type];
    if (end > bytes.length) throw new Error(`The weight file ends before ${spec.name}.`);
    // A copy, because a weight need not start at a multiple of its element size.
    const buffer = new Uint8Array(bytes.subarray(offset, end)).buffer;
    offset = end;
    if (type === 'int32') constants.set(spec.name, { dataType: type, dims, data: new Int32Array(buffer) });
    else if (type === 'float32')
      constants.set(spec.name, { dataType: type, dims, data: new Float32Array(buffer) });
    else constants.set(spec.name, { dataType: type, dims, data: new Uint16Array(buffer) });
  }
  if (offset !== bytes.length)
    throw new Error(`The weight file has ${bytes.length} bytes, its manifest describes ${offset}.`);
  return constants;
}

/**
 * Reorders the axes of a constant.
 * @template {Constant} T
 * @param {T} constant
 * @param {readonly number[]} axes new axis i is old axis axes[i]
 * @returns {T}
 */
export function permuteConstant(constant, axes) {
  const { dims, data } = constant;
  const strides = dims.map((_, axis) => dims.slice(axis + 1).reduce((product, dim) => product * dim, 1));
  const newDims = axes.map((axis) => dims[axis]);
  const permuted = data.slice();
  const index = newDims.map(() => 0);
  for (let target = 0; target < data.length; target++) {
    let source = 0;
    for (let axis = 0; axis < index.length; axis++) source += index[axis] * strides[axes[axis]];
    permuted[target] = data[source];
    for (let axis = index.length - 1; axis >= 0; axis--) {
      index[axis]++;
      if (index[axis] < newDims[axis]) break;
      index[axis] = 0;
    }
  }
  return { ...constant, dims: newDims, data: permuted };
}
