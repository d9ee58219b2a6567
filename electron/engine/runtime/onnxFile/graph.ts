import { elementTypeName } from './elementTypes.ts';
import { ProtobufError, type Field, type ProtobufFile, type Span } from './protobuf.ts';
import {
  bytesOf,
  integerOf,
  MAX_VALUES,
  readTensor,
  varints,
  wrongKind,
  type TensorRecord,
} from './tensor.ts';
import type { OnnxInitializer, OnnxNode, OnnxValue } from './types.ts';

/** Graphs inside nodes inside graphs: real models have one or two levels. */
const MAX_NESTING = 16;

/** What is collected while a file is read. */
export interface GraphRecord {
  readonly nodes: OnnxNode[];
  readonly initializers: OnnxInitializer[];
  readonly inputs: OnnxValue[];
  readonly outputs: OnnxValue[];
  readonly externalData: Set<string>;
}

export const emptyGraph = (): GraphRecord => ({
  nodes: [],
  initializers: [],
  inputs: [],
  outputs: [],
  externalData: new Set(),
});

/** `TensorShapeProto.Dimension`. */
function readDimension(file: ProtobufFile, span: Span): number | string {
  let dim: number | string = '';
  for (const field of file.fields(span)) {
    // Some writers state a free size as -1.
    if (field.number === 1) dim = integerOf(field) < 0 ? '' : integerOf(field);
    if (field.number === 2) dim = file.text(bytesOf(field));
  }
  file.keep();
  return dim;
}

/** `TypeProto`: a tensor's element type and shape; everything else (sequences, maps) is named, not read. */
function readType(file: ProtobufFile, span: Span): Omit<OnnxValue, 'name'> {
  let code = 0;
  let isTensor = false;
  let dims: (number | string)[] | null = null;
  for (const field of file.fields(span)) {
    if (field.number !== 1) continue;
    isTensor = true;
    for (const part of file.fields(bytesOf(field))) {
      if (part.number === 1) code = integerOf(part);
      if (part.number === 2) {
        dims = [];
        for (const dim of file.fields(bytesOf(part)))
          if (dim.number === 1) dims.push(readDimension(file, bytesOf(dim)));
      }
    }
  }
  return {
    type: isTensor ? elementTypeName(code) : 'not a tensor',
    dims: dims ?? [],
    hasShape: dims !== null,
  };
}

/** `ValueInfoProto`. */
function readValue(file: ProtobufFile, span: Span): OnnxValue {
  let name = '';
  let type: Omit<OnnxValue, 'name'> = { type: 'not a tensor', dims: [], hasShape: false };
  for (const field of file.fields(span)) {
    if (field.number === 1) name = file.text(bytesOf(field));
    if (field.number === 2) type = readType(file, bytesOf(field));
  }
  return { name, ...type };
}

function addTensor(graph: GraphRecord, { initializer, externalFile }: TensorRecord): void {
  graph.initializers.push(initializer);
  if (externalFile !== null) graph.externalData.add(externalFile);
}

/** `SparseTensorProto`: its values carry the name. */
function addSparseTensor(file: ProtobufFile, span: Span, graph: GraphRecord): void {
  for (const field of file.fields(span)) {
    if (field.number !== 1 && field.number !== 2) continue;
    const { initializer, externalFile } = readTensor(file, bytesOf(field));
    if (externalFile !== null) graph.externalData.add(externalFile);
    if (field.number === 1) graph.initializers.push({ ...initializer, values: null });
  }
}

const FLOAT_BYTES = 4;

function readFloats(file: ProtobufFile, field: Field): number[] {
  if (field.wire === 'varint') throw wrongKind(field);
  const bytes = file.bytes(field.span);
  return Array.from({ length: Math.floor(bytes.length / FLOAT_BYTES) }, (_, index) =>
    bytes.readFloatLE(index * FLOAT_BYTES),
  );
}

const listOf = (name: string, type: string, values: readonly number[]): OnnxInitializer => ({
  name,
  type,
  dims: [values.length],
  values: values.length <= MAX_VALUES ? values : null,
});

/**
 * The value of a Constant node, out of its attribute. (Constants of text, and sparse ones, have no values that anyone
 * asks for.)
 * @param output name of the node's output, which becomes the constant's
 */
function addConstant(file: ProtobufFile, span: Span, output: string, graph: GraphRecord): void {
  let name = '';
  const values: number[] = [];
  for (const field of file.fields(span))
    switch (field.number) {
      case 1:
        name = file.text(bytesOf(field));
        break;
      case 2:
      case 7:
        for (const value of readFloats(file, field)) values.push(value);
        break;
      case 3:
      case 8:
        for (const value of varints(file, field)) {
          file.keep();
          values.push(value);
        }
        break;
      case 5:
        addTensor(graph, readTensor(file, bytesOf(field), output));
        break;
      default:
    }
  switch (name) {
    case 'value_float':
      graph.initializers.push({ ...listOf(output, 'float32', values), dims: [] });
      break;
    case 'value_floats':
      graph.initializers.push(listOf(output, 'float32', values));
      break;
    case 'value_int':
      graph.initializers.push({ ...listOf(output, 'int64', values), dims: [] });
      break;
    case 'value_ints':
      graph.initializers.push(listOf(output, 'int64', values));
      break;
    default:
  }
}

/** Looks through an attribute for what may point outside the file: tensors, and graphs that hold tensors. */
function* searchAttribute(
  file: ProtobufFile,
  span: Span,
  externalData: Set<string>,
  depth: number,
): Generator<void, void, undefined> {
  for (const field of file.fields(span))
    switch (field.number) {
      case 5:
      case 10:
        addTensor({ ...emptyGraph(), externalData }, readTensor(file, bytesOf(field)));
        break;
      case 6:
      case 11:
        yield* readGraph(file, bytesOf(field), { ...emptyGraph(), externalData }, depth + 1);
        break;
      case 22:
      case 23:
        addSparseTensor(file, bytesOf(field), { ...emptyGraph(), externalData });
        break;
      default:
    }
}

/** `NodeProto`. */
export function* readNode(
  file: ProtobufFile,
  span: Span,
  graph: GraphRecord,
  depth: number,
): Generator<void, void, undefined> {
  let name = '';
  let opType = '';
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes: Span[] = [];
  for (const field of file.fields(span))
    switch (field.number) {
      case 1:
        inputs.push(file.text(bytesOf(field)));
        break;
      case 2:
        outputs.push(file.text(bytesOf(field)));
        break;
      case 3:
        name = file.text(bytesOf(field));
        break;
      case 4:
        opType = file.text(bytesOf(field));
        break;
      case 5:
        file.keep();
        attributes.push(bytesOf(field));
        break;
      default:
    }
  if (opType === '') throw new ProtobufError(`the node at byte ${span.start} has no operator`);
  file.keep();
  graph.nodes.push({ opType, name, inputs, outputs });
  for (const attribute of attributes)
    if (opType === 'Constant') addConstant(file, attribute, outputs[0] ?? '', graph);
    else yield* searchAttribute(file, attribute, graph.externalData, depth);
}

/**
 * Reads a `GraphProto` into a record. Yields after every part, so that whoever drives it can let others have their
 * turn.
 * @param depth how many graphs it lies in
 * @throws ProtobufError when it is damaged
 */
export function* readGraph(
  file: ProtobufFile,
  span: Span,
  graph: GraphRecord,
  depth: number,
): Generator<void, void, undefined> {
  if (depth > MAX_NESTING) throw new ProtobufError('its graphs are nested deeper than in any real model');
  for (const field of file.fields(span)) {
    switch (field.number) {
      case 1:
        yield* readNode(file, bytesOf(field), graph, depth);
        break;
      case 5:
        addTensor(graph, readTensor(file, bytesOf(field)));
        break;
      case 11:
        graph.inputs.push(readValue(file, bytesOf(field)));
        break;
      case 12:
        graph.outputs.push(readValue(file, bytesOf(field)));
        break;
      case 15:
        addSparseTensor(file, bytesOf(field), graph);
        break;
      default:
    }
    yield;
  }
}

/**
 * Refuses a graph that lacks something it speaks of: what is left of a file whose parts were lost.
 * @throws ProtobufError
 */
export function checkConnections({ nodes, initializers, inputs, outputs }: GraphRecord): void {
  const known = new Set<string>();
  for (const { name } of [...inputs, ...initializers]) known.add(name);
  for (const node of nodes) for (const name of node.outputs) known.add(name);
  for (const node of nodes)
    for (const name of node.inputs)
      if (name !== '' && !known.has(name))
        throw new ProtobufError(`nothing in it makes "${name}", which an operator ${node.opType} needs`);
  for (const { name } of outputs)
    if (!known.has(name)) throw new ProtobufError(`nothing in it makes its output "${name}"`);
}
