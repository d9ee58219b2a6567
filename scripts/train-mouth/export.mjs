/**
 * Turns trained weights into `models/mouth.onnx` and enters it in the manifest.
 *
 *     node scripts/train-mouth/export.mjs weights.bin [models]
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { OnnxGraph } from '../models/onnxWriter.mjs';

/**
 * @typedef {object} Layer a weight of the training, row-major
 * @property {readonly number[]} dims
 * @property {Float32Array} data
 */

const OUTPUTS = /** @type {const} */ (['open', 'width', 'protrusion', 'closure', 'teeth']);
const KERNEL = 3;

/**
 * Reads what train.py wrote: one line of JSON (dilations, names and dims), then float32 values back to back.
 * @param {Buffer} bytes
 */
function parseWeights(bytes) {
  const lineEnd = bytes.indexOf('\n');
  /** @type {{ dilations: number[], tensors: { name: string, dims: number[] }[] }} */
  const header = JSON.parse(bytes.toString('utf8', 0, lineEnd));
  const values = new Float32Array(Uint8Array.from(bytes.subarray(lineEnd + 1)).buffer);
  /** @type {Map<string, Layer>} */
  const layers = new Map();
  let offset = 0;
  for (const { name, dims } of header.tensors) {
    const count = dims.reduce((product, dim) => product * dim, 1);
    layers.set(name, { dims, data: values.subarray(offset, offset + count) });
    offset += count;
  }
  if (offset !== values.length)
    throw new Error(`The weights hold ${values.length} values, expected ${offset}.`);
  return { dilations: header.dilations, layers };
}

/**
 * IEEE half precision, rounded to nearest: trained weights need no more, and the file is half as big.
 * @param {Float32Array} values
 */
function halves(values) {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  return Uint16Array.from(bits, (word) => {
    const sign = (word >>> 16) & 0x8000;
    const exponent = ((word >>> 23) & 0xff) - 112;
    if (exponent >= 31) throw new RangeError('A weight is too large for half precision.');
    if (exponent <= 0) {
      const mantissa = (word & 0x7fffff) | 0x800000;
      return exponent < -10 ? sign : sign | ((mantissa + (1 << (13 - exponent))) >>> (14 - exponent));
    }
    return sign | (((exponent << 10) | ((word >>> 13) & 0x3ff)) + ((word >>> 12) & 1));
  });
}

/**
 * The network as ONNX: mel [1, frames, 80] to five curves [1, frames].
 * @param {ReturnType<typeof parseWeights>} weights
 */
function mouthGraph({ dilations, layers }) {
  const graph = new OnnxGraph('mouth');
  /** @param {string} name @returns {Layer} */
  const layer = (name) => {
    const found = layers.get(name);
    if (!found) throw new Error(`The weights have no "${name}".`);
    return found;
  };
  /** @param {readonly number[]} dims @param {Float32Array} data */
  const constant = (dims, data) => {
    const stored = graph.constant({ dataType: 'float16', dims, data: halves(data) });
    return graph.node('Cast', [stored], { to: 1 })[0];
  };
  /**
   * A convolution over time from rows of `kernel` stacked neighbours ([kernel * in, out] in the training).
   * @param {string} from @param {string} name @param {number} kernel @param {number} dilation
   */
  const convolution = (from, name, kernel, dilation) => {
    const { dims, data } = layer(`${name}.w`);
    const [rows, outputs] = dims;
    const inputs = rows / kernel;
    const turned = new Float32Array(data.length);
    for (let k = 0; k < kernel; k++)
      for (let input = 0; input < inputs; input++)
        for (let output = 0; output < outputs; output++)
          turned[(output * inputs + input) * kernel + k] = data[(k * inputs + input) * outputs + output];
    const pad = ((kernel - 1) / 2) * dilation;
    return graph.node(
      'Conv',
      [from, constant([outputs, inputs, kernel], turned), constant([outputs], layer(`${name}.b`).data)],
      { kernel_shape: [kernel], dilations: [dilation], pads: [pad, pad] },
    )[0];
  };
  /** @param {string} from */
  const rectified = (from) => graph.node('Relu', [from])[0];

  const mel = graph.input('mel', [1, 'frames', layer('in.w').dims[0]]);
  const [bandsFirst] = graph.node('Transpose', [mel], { perm: [0, 2, 1] });
  let state = rectified(convolution(bandsFirst, 'in', 1, 1));
  dilations.forEach((dilation, block) => {
    const change = rectified(convolution(state, `block${block}`, KERNEL, dilation));
    [state] = graph.node('Add', [state, change]);
  });
  const hidden = rectified(convolution(state, 'hidden', 1, 1));
  const curves = graph.node(
    'Split',
    [convolution(hidden, 'out', 1, 1)],
    { axis: 1, num_outputs: OUTPUTS.length },
    OUTPUTS.length,
  );
  const axis = graph.constant({ dataType: 'int64', dims: [1], data: BigInt64Array.of(1n) });
  OUTPUTS.forEach((name, index) => {
    const isProbability = name === 'closure' || name === 'teeth';
    const [value] = isProbability ? graph.node('Sigmoid', [curves[index]]) : [curves[index]];
    graph.node('Squeeze', [value, axis], {}, [name]);
    graph.output(name, [1, 'frames']);
  });
  return graph.encode({ licence: 'MIT' });
}

/** @param {string} modelsFolder @param {Uint8Array} onnx */
async function enterInManifest(modelsFolder, onnx) {
  const file = path.join(modelsFolder, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  const card = {
    id: 'mouth',
    role: 'mouth',
    file: 'mouth.onnx',
    bytes: onnx.length,
    sha256: createHash('sha256').update(onnx).digest('hex'),
    maker: 'Kotohogi Studio',
    year: 2026,
    licence: 'MIT',
    source: 'scripts/train-mouth, trained on synthesized speech',
    inputs: { mel: 'float32 [1,frames,80] levelled log-mel, 10 ms hop' },
    outputs: {
      open: 'float32 [1,frames] jaw and lip opening, about 0..1',
      width: 'float32 [1,frames] -1 round .. 1 spread',
      protrusion: 'float32 [1,frames] about 0..1',
      closure: 'float32 [1,frames] probability of lips pressed together',
      teeth: 'float32 [1,frames] probability of teeth shown close together',
    },
  };
  const others = manifest.models.filter((/** @type {{ id: string }} */ { id }) => id !== card.id);
  await writeFile(file, `${JSON.stringify({ ...manifest, models: [...others, card] }, null, 2)}\n`);
}

const [weightsFile, modelsFolder = path.resolve(import.meta.dirname, '../../models')] = process.argv.slice(2);
if (!weightsFile) throw new Error('Usage: node scripts/train-mouth/export.mjs weights.bin [models]');
const onnx = mouthGraph(parseWeights(await readFile(weightsFile)));
await writeFile(path.join(modelsFolder, 'mouth.onnx'), onnx);
await enterInManifest(modelsFolder, onnx);
console.log(`mouth.onnx: ${onnx.length} bytes`);
