/**
 * How each TensorFlow operator is said in ONNX. Sources: the operator lists of tensorflow/tfjs
 * (`tfjs-converter/src/operations`) and onnx/onnx (`docs/Operators.md`, operator set 18).
 */
import { dimensions, sourceOrder } from './conversion.mjs';
import { permuteConstant } from './tfjsWeights.mjs';

/** @typedef {import('./conversion.mjs').Conversion} Conversion */
/** @typedef {import('./conversion.mjs').SourceNode} SourceNode */
/** @typedef {import('./conversion.mjs').Value} Value */
/** @typedef {(conversion: Conversion, node: SourceNode) => void} Operator */

/** The order of a picture's axes that ONNX wants, in terms of the source's batch, height, width, channels. */
const CHANNELS_FIRST = Object.freeze([0, 3, 1, 2]);

/** @param {string} base64 */
const decodeText = (base64) => Buffer.from(base64, 'base64').toString('utf8');

/** @param {SourceNode} node */
const inputsOf = (node) => (node.input ?? []).filter((reference) => !reference.startsWith('^'));

/**
 * @param {SourceNode} node
 * @param {string} attribute a list over batch, height, width, channels
 * @returns {[height: number, width: number]}
 */
function spatial(node, attribute) {
  const list = node.attr?.[attribute]?.list?.i?.map(Number) ?? [1, 1, 1, 1];
  return [list[1], list[2]];
}

/** @param {SourceNode} node */
function assertChannelsLast(node) {
  const format = node.attr?.data_format?.s;
  if (format !== undefined && decodeText(format) !== 'NHWC')
    throw new Error(`${node.name}: the data format ${decodeText(format)} is not covered.`);
}

/** @param {SourceNode} node */
function isSamePadding(node) {
  const padding = decodeText(node.attr?.padding?.s ?? '');
  if (padding !== 'SAME' && padding !== 'VALID')
    throw new Error(`${node.name}: the padding "${padding}" is not covered.`);
  return padding === 'SAME';
}

/** @param {SourceNode} node */
const autoPad = (node) => (isSamePadding(node) ? 'SAME_UPPER' : 'VALID');

/**
 * @param {Conversion} conversion
 * @param {SourceNode} node
 * @param {string} operator
 * @param {Readonly<Record<string, import('./onnxWriter.mjs').Attribute>>} [attributes]
 * @param {readonly string[]} [extraInputs]
 */
function unary(conversion, node, operator, attributes = {}, extraInputs = []) {
  const { name, axes } = conversion.value(inputsOf(node)[0]);
  const [result] = conversion.graph.node(operator, [name, ...extraInputs], attributes);
  conversion.setValue(node.name, { name: result, axes });
}

/**
 * The operands of an elementwise operator, all in the order of the first computed one.
 * @param {Conversion} conversion
 * @param {SourceNode} node
 */
function operands(conversion, node) {
  const references = inputsOf(node);
  const computed = references.filter((reference) => !conversion.isConstant(reference));
  const { axes } = conversion.value(computed[0] ?? references[0]);
  const names = references.map((reference) => {
    if (conversion.isConstant(reference)) return conversion.broadcastWeight(reference, axes);
    const value = conversion.value(reference);
    if (value.axes.length !== axes.length)
      throw new Error(`${node.name}: operands of different rank are not covered.`);
    return conversion.inOrder(value, axes);
  });
  return { names, axes };
}

/** @param {string} operator @returns {Operator} */
const elementwise = (operator) => (conversion, node) => {
  const { names, axes } = operands(conversion, node);
  const [name] = conversion.graph.node(operator, names);
  conversion.setValue(node.name, { name, axes });
};

/** @type {Operator} */
function add(conversion, node) {
  const references = inputsOf(node);
  if (!references.every((reference) => conversion.isConstant(reference)))
    return elementwise('Add')(conversion, node);
  // Shapes are computed from constants in some graphs; what is known now need not be computed later.
  const [a, b] = references.map((reference) => conversion.integers(reference));
  if (a.length !== b.length) throw new Error(`${node.name}: this sum of constants is not covered.`);
  const data = Int32Array.from(a, (value, index) => value + b[index]);
  conversion.setConstant(node.name, { ...conversion.constant(references[0]), dataType: 'int32', data });
}

/** @type {Operator} */
function sparseToDense(conversion, node) {
  const [indices, shape, , fill] = inputsOf(node);
  if (conversion.integers(indices).length > 0)
    throw new Error(`${node.name}: only an empty list of indices is covered.`);
  const dims = conversion.integers(shape);
  const [value] = conversion.integers(fill);
  const count = dims.reduce((product, dim) => product * dim, 1);
  conversion.setConstant(node.name, { dataType: 'int32', dims, data: new Int32Array(count).fill(value) });
}

/**
 * @param {Conversion} conversion
 * @param {string} name
 */
const relu6 = (conversion, name) =>
  conversion.graph.node('Clip', [name, conversion.scalar(0), conversion.scalar(6)])[0];

/** @param {boolean} depthwise @returns {Operator} */
const convolution = (depthwise) => (conversion, node) => {
  assertChannelsLast(node);
  const [image, filter, ...rest] = inputsOf(node);
  const { dims } = conversion.constant(filter);
  const [filterHeight, filterWidth, inputChannels, outputChannels] = dims;
  const weight = depthwise
    ? conversion.weight(filter, 'depthwise filter', (constant) => ({
        ...permuteConstant(constant, [2, 3, 0, 1]),
        dims: [inputChannels * outputChannels, 1, filterHeight, filterWidth],
      }))
    : conversion.weight(filter, 'filter', (constant) => permuteConstant(constant, [3, 2, 0, 1]));

  const dilations = spatial(node, 'dilations');
  if (isSamePadding(node) && Math.max(...dilations) > 1)
    throw new Error(`${node.name}: the runtime has no SAME padding for dilated filters.`);
  const fused = (node.attr?.fused_ops?.list?.s ?? []).map(decodeText);
  const inputs = [conversion.inOrder(conversion.value(image), CHANNELS_FIRST), weight];
  if (fused[0] === 'BiasAdd') {
    fused.shift();
    inputs.push(conversion.weight(String(rest.shift()), 'bias', (constant) => constant));
  }
  let [name] = conversion.graph.node('Conv', inputs, {
    kernel_shape: [filterHeight, filterWidth],
    strides: spatial(node, 'strides'),
    dilations,
    auto_pad: autoPad(node),
    group: depthwise ? inputChannels : 1,
  });
  for (const operator of fused) {
    if (operator === 'Prelu') {
      const slope = conversion.broadcastWeight(String(rest.shift()), CHANNELS_FIRST);
      [name] = conversion.graph.node('PRelu', [name, slope]);
    } else if (operator === 'Relu') [name] = conversion.graph.node('Relu', [name]);
    else if (operator === 'Relu6') name = relu6(conversion, name);
    else throw new Error(`${node.name}: a convolution fused with ${operator} is not covered.`);
  }
  conversion.setValue(node.name, { name, axes: CHANNELS_FIRST });
};

/** @type {Operator} */
function transposedConvolution(conversion, node) {
  assertChannelsLast(node);
  const [outputShape, filter, image] = inputsOf(node);
  const [filterHeight, filterWidth] = conversion.constant(filter).dims;
  const [, height, width] = conversion.integers(outputShape);
  const strides = spatial(node, 'strides');
  // What the forward convolution would have padded is cropped; an odd pixel goes to the end.
  const crops = [
    [height, filterHeight, strides[0]],
    [width, filterWidth, strides[1]],
  ].map(([size, kernel, stride]) =>
    isSamePadding(node) ? Math.max(0, (Math.ceil(size / stride) - 1) * stride + kernel - size) : 0,
  );
  const [name] = conversion.graph.node(
    'ConvTranspose',
    [
      conversion.inOrder(conversion.value(image), CHANNELS_FIRST),
      conversion.weight(filter, 'transposed filter', (constant) => permuteConstant(constant, [3, 2, 0, 1])),
    ],
    {
      kernel_shape: [filterHeight, filterWidth],
      strides,
      dilations: spatial(node, 'dilations'),
      pads: [...crops.map((crop) => Math.floor(crop / 2)), ...crops.map((crop) => Math.ceil(crop / 2))],
    },
  );
  conversion.setValue(node.name, { name, axes: CHANNELS_FIRST });
}

/** @param {string} operator @returns {Operator} */
const pooling = (operator) => (conversion, node) => {
  assertChannelsLast(node);
  const image = conversion.inOrder(conversion.value(inputsOf(node)[0]), CHANNELS_FIRST);
  const [name] = conversion.graph.node(operator, [image], {
    kernel_shape: spatial(node, 'ksize'),
    strides: spatial(node, 'strides'),
    auto_pad: autoPad(node),
  });
  conversion.setValue(node.name, { name, axes: CHANNELS_FIRST });
};

/** @type {Operator} */
function prelu(conversion, node) {
  const [data, slope] = inputsOf(node);
  const { name, axes } = conversion.value(data);
  const [result] = conversion.graph.node('PRelu', [name, conversion.broadcastWeight(slope, axes)]);
  conversion.setValue(node.name, { name: result, axes });
}

/** @type {Operator} */
function pad(conversion, node) {
  const [data, paddings, fill] = inputsOf(node);
  const { axes } = conversion.value(data);
  const pairs = conversion.integers(paddings);
  const pads = conversion.list([
    ...axes.map((axis) => pairs[axis * 2]),
    ...axes.map((axis) => pairs[axis * 2 + 1]),
  ]);
  const value = fill === undefined ? [] : [conversion.weight(fill, 'scalar', (constant) => constant)];
  unary(conversion, node, 'Pad', {}, [pads, ...value]);
}

/** @type {Operator} */
function resizeBilinear(conversion, node) {
  const [image, size] = inputsOf(node);
  const transformation = node.attr?.align_corners?.b
    ? 'align_corners'
    : node.attr?.half_pixel_centers?.b
      ? 'half_pixel'
      : 'asymmetric';
  const [name] = conversion.graph.node(
    'Resize',
    [
      conversion.inOrder(conversion.value(image), CHANNELS_FIRST),
      '',
      '',
      conversion.list(conversion.integers(size)),
    ],
    { mode: 'linear', coordinate_transformation_mode: transformation, axes: [2, 3] },
  );
  conversion.setValue(node.name, { name, axes: CHANNELS_FIRST });
}

/** @type {Operator} */
function concat(conversion, node) {
  const references = inputsOf(node);
  const [sourceAxis] = conversion.integers(references[references.length - 1]);
  const values = references.slice(0, -1).map((reference) => conversion.value(reference));
  const { axes } = values[0];
  const [name] = conversion.graph.node(
    'Concat',
    values.map((value) => conversion.inOrder(value, axes)),
    { axis: axes.indexOf(sourceAxis < 0 ? sourceAxis + axes.length : sourceAxis) },
  );
  conversion.setValue(node.name, { name, axes });
}

/** @type {Operator} */
function split(conversion, node) {
  const [data, sizes, splitAxis] = inputsOf(node);
  const { name, axes } = conversion.value(data);
  const [sourceAxis] = conversion.integers(splitAxis);
  const lengths = conversion.integers(sizes);
  const names = conversion.graph.node(
    'Split',
    [name, conversion.list(lengths)],
    { axis: axes.indexOf(sourceAxis < 0 ? sourceAxis + axes.length : sourceAxis) },
    lengths.length,
  );
  names.forEach((part, index) => conversion.setValue(`${node.name}:${index}`, { name: part, axes }));
}

/** @type {Operator} */
function transpose(conversion, node) {
  const [data, permutation] = inputsOf(node);
  const { name, axes } = conversion.value(data);
  const perm = conversion.integers(permutation);
  conversion.setValue(node.name, { name, axes: axes.map((axis) => perm.indexOf(axis)) });
}

/** @type {Operator} */
function reshape(conversion, node) {
  const [data, shape] = inputsOf(node);
  const value = conversion.value(data);
  const dims = conversion.integers(shape);
  const [name] = conversion.graph.node('Reshape', [
    conversion.inOrder(value, sourceOrder(value.axes.length)),
    conversion.list(dims),
  ]);
  conversion.setValue(node.name, { name, axes: sourceOrder(dims.length) });
}

/** @type {Operator} */
function placeholder(conversion, node) {
  const dims = dimensions(node.attr?.shape?.shape);
  conversion.setValue(node.name, {
    name: conversion.graph.input(node.name, dims),
    axes: sourceOrder(dims.length),
  });
}

/** @type {Operator} */
function identity(conversion, node) {
  conversion.setValue(node.name, conversion.value(inputsOf(node)[0]));
}

/** @type {Readonly<Record<string, Operator>>} */
export const OPERATORS = {
  Const: () => undefined,
  Placeholder: placeholder,
  Identity: identity,
  Conv2D: convolution(false),
  _FusedConv2D: convolution(false),
  DepthwiseConv2dNative: convolution(true),
  FusedDepthwiseConv2dNative: convolution(true),
  Conv2DBackpropInput: transposedConvolution,
  MaxPool: pooling('MaxPool'),
  AvgPool: pooling('AveragePool'),
  Add: add,
  AddV2: add,
  AddN: elementwise('Sum'),
  Sub: elementwise('Sub'),
  Mul: elementwise('Mul'),
  Prelu: prelu,
  Relu: (conversion, node) => unary(conversion, node, 'Relu'),
  Relu6: (conversion, node) =>
    unary(conversion, node, 'Clip', {}, [conversion.scalar(0), conversion.scalar(6)]),
  LeakyRelu: (conversion, node) =>
    unary(conversion, node, 'LeakyRelu', { alpha: { float: node.attr?.alpha?.f ?? 0.2 } }),
  Sigmoid: (conversion, node) => unary(conversion, node, 'Sigmoid'),
  Pad: pad,
  PadV2: pad,
  ResizeBilinear: resizeBilinear,
  ConcatV2: concat,
  SplitV: split,
  Transpose: transpose,
  Reshape: reshape,
  SparseToDense: sparseToDense,
};
