/**
 * One small convolutional network three times: in single precision, in half precision, and with whole numbers of eight
 * bits whose scales are found while it runs (dynamic quantisation). For measuring what a precision brings on a machine.
 */
import { DATA_TYPES, OnnxGraph } from './onnxWriter.mjs';

/** @typedef {'fp32' | 'fp16' | 'int8'} Precision */

const SIDE = 96;
/** Channels from layer to layer: about those of the drawing half of Wav2Lip. */
const CHANNELS = [32, 64, 64, 64, 32];
const KERNEL = 3;
/** Weights of eight bits are stored without a sign, about this value. */
const WEIGHT_ZERO = 128;
const WEIGHT_MOST = 127;

/** Uniform in -1..1: xorshift (Marsaglia 2003). @param {number} seed */
function seeded(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state | 0) / 0x8000_0000;
  };
}

/**
 * @param {OnnxGraph} graph
 * @param {string} input
 * @param {Float32Array} weights
 * @param {readonly number[]} dims
 * @param {Precision} precision
 * @returns {string}
 */
function convolve(graph, input, weights, dims, precision) {
  const attributes = { kernel_shape: [KERNEL, KERNEL], pads: [1, 1, 1, 1] };
  if (precision === 'int8') {
    const most = weights.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    const scale = most / WEIGHT_MOST;
    const whole = Uint8Array.from(weights, (value) => Math.round(value / scale) + WEIGHT_ZERO);
    const [quantised, inputScale, zero] = graph.node('DynamicQuantizeLinear', [input], {}, 3);
    const stored = graph.constant({ dataType: 'uint8', dims, data: whole });
    const storedZero = graph.constant({ dataType: 'uint8', dims: [], data: Uint8Array.of(WEIGHT_ZERO) });
    const [sum] = graph.node('ConvInteger', [quantised, stored, zero, storedZero], attributes);
    const [wide] = graph.node('Cast', [sum], { to: DATA_TYPES.float32 });
    const both = graph.constant({ dataType: 'float32', dims: [], data: Float32Array.of(scale) });
    const [factor] = graph.node('Mul', [inputScale, both]);
    return graph.node('Mul', [wide, factor])[0];
  }
  const single = graph.constant({ dataType: 'float32', dims, data: weights });
  // The runtime works constants out when it loads the file: only halves are left of these.
  const stored = precision === 'fp16' ? graph.node('Cast', [single], { to: DATA_TYPES.float16 })[0] : single;
  return graph.node('Conv', [input, stored], attributes)[0];
}

/**
 * The same weights whatever the precision.
 * @param {Precision} precision
 * @returns {Uint8Array} an ONNX file: `x` (1, 32, 96, 96) to `y` of the same shape
 */
export function precisionNetwork(precision) {
  const graph = new OnnxGraph(`precision-${precision}`);
  let name = graph.input('x', [1, CHANNELS[0], SIDE, SIDE]);
  if (precision === 'fp16') [name] = graph.node('Cast', [name], { to: DATA_TYPES.float16 });
  const random = seeded(20);
  CHANNELS.slice(1).forEach((channels, layer) => {
    const dims = [channels, CHANNELS[layer], KERNEL, KERNEL];
    // He's initialisation (2015): the spread of values stays the same from layer to layer.
    const most = Math.sqrt(6 / (CHANNELS[layer] * KERNEL * KERNEL));
    const weights = Float32Array.from(
      { length: dims.reduce((product, size) => product * size, 1) },
      () => most * random(),
    );
    [name] = graph.node('Relu', [convolve(graph, name, weights, dims, precision)]);
  });
  graph.node(
    precision === 'fp16' ? 'Cast' : 'Identity',
    [name],
    precision === 'fp16' ? { to: DATA_TYPES.float32 } : {},
    ['y'],
  );
  graph.output('y', [1, CHANNELS[0], SIDE, SIDE]);
  return graph.encode();
}
