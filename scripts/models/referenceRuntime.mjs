/** Runs a network in both runtimes, for tests: TensorFlow.js as the original, ONNX Runtime as the one in use. */
import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-node';

/** @typedef {{ readonly dims: readonly number[], readonly data: Float32Array }} Input */

/**
 * @param {import('./conversion.mjs').GraphModel} model
 * @param {Uint8Array} weights
 * @param {Readonly<Record<string, Input>>} inputs
 * @param {readonly string[]} outputs names of nodes
 * @returns {Promise<Map<string, Float32Array>>}
 */
export async function runWithTfjs(model, weights, inputs, outputs) {
  await tf.setBackend('cpu');
  const graph = await loadGraphModel({
    load: async () =>
      /** @type {tf.io.ModelArtifacts} */ (
        /** @type {unknown} */ ({
          ...model,
          weightSpecs: model.weightsManifest.flatMap((group) => group.weights),
          weightData: new Uint8Array(weights).buffer,
        })
      ),
  });
  const feeds = Object.fromEntries(
    Object.entries(inputs).map(([name, { dims, data }]) => [name, tf.tensor(data, [...dims], 'float32')]),
  );
  const results = [graph.execute(feeds, [...outputs])].flat();
  const values = await Promise.all(results.map((result) => result.data()));
  graph.dispose();
  return new Map(outputs.map((name, index) => [name, Float32Array.from(values[index])]));
}

/**
 * @param {Uint8Array} bytes an ONNX file
 * @param {Readonly<Record<string, Input>>} inputs
 * @returns {Promise<Map<string, Float32Array>>} every output
 */
export async function runWithOnnx(bytes, inputs) {
  const session = await ort.InferenceSession.create(bytes, { logSeverityLevel: 3 });
  const results = await session.run(
    Object.fromEntries(
      Object.entries(inputs).map(([name, { dims, data }]) => [name, new ort.Tensor('float32', data, dims)]),
    ),
  );
  await session.release();
  return new Map(
    Object.entries(results).map(([name, { data }]) => {
      if (!(data instanceof Float32Array)) throw new Error(`The output ${name} is not made of floats.`);
      return [name, data];
    }),
  );
}

/**
 * @param {Float32Array} a
 * @param {Float32Array} b
 */
export function largestDifference(a, b) {
  if (a.length !== b.length) return Infinity;
  return a.reduce((largest, value, index) => Math.max(largest, Math.abs(value - b[index])), 0);
}
