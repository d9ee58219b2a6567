/**
 * Converts a TensorFlow.js graph model to ONNX.
 *
 * Convolutions of ONNX want channels first, those of the source have channels last. A transposition is therefore
 * never written where the source has one or a convolution needs one: each value carries the order of its axes,
 * and only a consumer that needs another order makes a Transpose node. In practice one remains at each end.
 *
 * Every weight is written once, in the layout its consumer needs, and half floats stay half floats (a Cast node,
 * which the runtime folds when it loads the file, widens them exactly).
 */
import { Conversion, dimensions, outputKey, sourceOrder } from './conversion.mjs';
import { OnnxGraph } from './onnxWriter.mjs';
import { OPERATORS } from './tfjsOperators.mjs';
import { readWeights } from './tfjsWeights.mjs';

/** @typedef {import('./conversion.mjs').GraphModel} GraphModel */
/** @typedef {import('./conversion.mjs').SourceNode} SourceNode */

/**
 * The nodes that the outputs depend on, each after its inputs.
 * @param {readonly SourceNode[]} nodes
 * @param {readonly string[]} outputs
 */
function executionOrder(nodes, outputs) {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  /** @type {SourceNode[]} */
  const ordered = [];
  const visited = new Set();
  /** @param {string} reference */
  const visit = (reference) => {
    const name = reference.replace(/^\^/, '').replace(/:\d+$/, '');
    if (visited.has(name)) return;
    visited.add(name);
    const node = byName.get(name);
    if (!node) throw new Error(`The graph has no node "${name}".`);
    for (const input of node.input ?? []) visit(input);
    ordered.push(node);
  };
  for (const output of outputs) visit(output);
  return ordered;
}

/**
 * @param {string} name of the network, kept in the file
 * @param {GraphModel} model
 * @param {Uint8Array} weights the weight file that belongs to it
 * @returns {Uint8Array} an ONNX file with the source's input and output names, shapes and axis order
 * @throws {Error} when the model uses an operator, or an option of one, that is not covered
 */
export function tfjsToOnnx(name, model, weights) {
  const specs = model.weightsManifest.flatMap((group) => group.weights);
  const graph = new OnnxGraph(name);
  const conversion = new Conversion(graph, readWeights(specs, weights));
  const outputs = Object.values(model.signature.outputs)
    .map((output) => ({
      name: outputKey(output.name),
      dims: output.tensorShape && dimensions(output.tensorShape),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

  for (const node of executionOrder(
    model.modelTopology.node,
    outputs.map((output) => output.name),
  )) {
    const convert = OPERATORS[node.op];
    if (!convert) throw new Error(`${node.name}: the operator ${node.op} is not covered.`);
    convert(conversion, node);
  }

  for (const output of outputs) {
    const value = conversion.value(output.name);
    const perm = sourceOrder(value.axes.length).map((axis) => value.axes.indexOf(axis));
    if (perm.every((from, to) => from === to)) graph.node('Identity', [value.name], {}, [output.name]);
    else graph.node('Transpose', [value.name], { perm }, [output.name]);
    graph.output(output.name, output.dims);
  }
  return graph.encode();
}
