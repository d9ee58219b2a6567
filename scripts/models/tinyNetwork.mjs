// node scripts/models/tinyNetwork.mjs: prints the network with which devices are tried, as Base64, for
// electron/engine/runtime/inference/tinyNetwork.ts. A convolution, a ReLU, a matrix product and a sigmoid: the kinds of
// work that all networks of the studio are made of.
import { pathToFileURL } from 'node:url';
import { OnnxGraph } from './onnxWriter.mjs';

const CHANNELS = 4;
const SIDE = 8;

/** @param {number} length */
const weights = (length) => Float32Array.from({ length }, (_, index) => Math.sin(index + 1) / 4);

/** @returns {Uint8Array} the ONNX file: `x` [rows, 3, 8, 8] to `y` [rows, 4, 8, 8] */
export function tinyNetwork() {
  const graph = new OnnxGraph('tiny');
  const input = graph.input('x', ['rows', 3, SIDE, SIDE]);
  const kernel = graph.constant({
    dataType: 'float32',
    dims: [CHANNELS, 3, 3, 3],
    data: weights(CHANNELS * 27),
  });
  const [convolved = ''] = graph.node('Conv', [input, kernel], { pads: [1, 1, 1, 1] });
  const [positive = ''] = graph.node('Relu', [convolved]);
  const matrix = graph.constant({ dataType: 'float32', dims: [SIDE, SIDE], data: weights(SIDE * SIDE) });
  const [product = ''] = graph.node('MatMul', [positive, matrix]);
  graph.node('Sigmoid', [product], {}, ['y']);
  graph.output('y', ['rows', CHANNELS, SIDE, SIDE]);
  return graph.encode();
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log(Buffer.from(tinyNetwork()).toString('base64'));
