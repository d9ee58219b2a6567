/** Reads what an ONNX file says about itself, without running anything and without holding its weights. */
import { open, stat, type FileHandle } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { inputError, KotohogiError } from '../../../../shared/errors.ts';
import { checkConnections, emptyGraph, readGraph, readNode, type GraphRecord } from './graph.ts';
import { HEAD_BYTES, nameOtherFormat } from './otherFormats.ts';
import { ProtobufError, ProtobufFile, type Span } from './protobuf.ts';
import { bytesOf, integerOf, readEntry } from './tensor.ts';
import type { OnnxFile } from './types.ts';

export type { OnnxFile, OnnxInitializer, OnnxNode, OnnxValue } from './types.ts';

/** Protocol Buffers cannot be larger; ONNX puts larger weights into files of their own. */
const MAX_FILE_BYTES = 2 ** 31;
/** The newest that the pinned runtime reads; onnxFile.real.test.ts asks it. */
const MAX_IR_VERSION = 13;
const MAX_OPSET_VERSION = 26;
/** As long as a large graph keeps this thread before others get their turn. */
const TURN_MS = 10;

const refused = (label: string, reason: string, cause?: unknown): KotohogiError =>
  inputError(
    'model-file',
    `The file ${label} is not usable as a model: ${reason}.`,
    'Choose an ONNX file (.onnx) that was downloaded or copied completely.',
    cause,
  );

function systemReason(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'reading it is not allowed';
    default:
      return `it cannot be read (${thrown instanceof Error ? thrown.message : String(thrown)})`;
  }
}

/** Lets others on this thread have their turn now and then. */
class Turn {
  #endMs = performance.now() + TURN_MS;

  get isOver(): boolean {
    return performance.now() >= this.#endMs;
  }

  async pass(): Promise<void> {
    await nextTurn();
    this.#endMs = performance.now() + TURN_MS;
  }

  /** Runs through a part of the file. */
  async through(steps: Iterable<void>): Promise<void> {
    const parts = steps[Symbol.iterator]();
    while (!parts.next().done) if (this.isOver) await this.pass();
  }
}

/** `OperatorSetIdProto`: the version, when it is the default operator set. */
function readOpset(file: ProtobufFile, span: Span): number | null {
  let domain = '';
  let version = 0;
  for (const field of file.fields(span)) {
    if (field.number === 1) domain = file.text(bytesOf(field));
    if (field.number === 2) version = integerOf(field);
  }
  return domain === '' || domain === 'ai.onnx' ? version : null;
}

/** `FunctionProto`: its nodes are searched for what may point outside the file. */
function* searchFunction(
  file: ProtobufFile,
  span: Span,
  externalData: Set<string>,
): Generator<void, void, undefined> {
  for (const field of file.fields(span)) {
    if (field.number === 7) yield* readNode(file, bytesOf(field), { ...emptyGraph(), externalData }, 1);
    yield;
  }
}

/** `ModelProto`. */
async function readModel(file: ProtobufFile): Promise<OnnxFile> {
  let producer = '';
  let irVersion = 0;
  let opsetVersion = 0;
  let graph: GraphRecord | null = null;
  const metadata: [key: string, value: string][] = [];
  const externalData = new Set<string>();
  const turn = new Turn();
  for (const field of file.fields(file.whole)) {
    if (turn.isOver) await turn.pass();
    switch (field.number) {
      case 1:
        irVersion = integerOf(field);
        break;
      case 2:
        producer = file.text(bytesOf(field));
        break;
      case 7:
        if (graph) throw new ProtobufError('it holds two networks');
        graph = { ...emptyGraph(), externalData };
        await turn.through(readGraph(file, bytesOf(field), graph, 0));
        break;
      case 8:
        opsetVersion = readOpset(file, bytesOf(field)) ?? opsetVersion;
        break;
      case 14:
        metadata.push(readEntry(file, bytesOf(field)));
        break;
      case 25:
        await turn.through(searchFunction(file, bytesOf(field), externalData));
        break;
      default:
      // The model's own version, documentation, training notes: nothing that is asked for.
    }
  }
  if (!graph || irVersion < 1) throw new ProtobufError('it holds no network');
  if (opsetVersion < 1) throw new ProtobufError('it does not say which operators it uses');
  if (graph.nodes.length === 0 || graph.outputs.length === 0) throw new ProtobufError('its network is empty');
  checkConnections(graph);
  const weights = new Set(graph.initializers.map(({ name }) => name));
  return {
    producer,
    irVersion,
    opsetVersion,
    inputs: graph.inputs.filter(({ name }) => !weights.has(name)),
    outputs: graph.outputs,
    metadata: Object.fromEntries(metadata),
    nodes: graph.nodes,
    initializers: graph.initializers,
    externalData: [...externalData],
  };
}

/** @returns why the runtime would not take a sound file; null when it would */
function tooNew({ irVersion, opsetVersion }: OnnxFile): string | null {
  if (irVersion > MAX_IR_VERSION)
    return `it is written in version ${irVersion} of ONNX's format, and versions up to ${MAX_IR_VERSION} can be read`;
  if (opsetVersion > MAX_OPSET_VERSION)
    return `it uses version ${opsetVersion} of ONNX's operators, and versions up to ${MAX_OPSET_VERSION} can be run`;
  return null;
}

async function readOpen(handle: FileHandle, label: string): Promise<OnnxFile> {
  const { size } = await handle.stat();
  if (size === 0) throw refused(label, 'it is empty');
  if (size > MAX_FILE_BYTES) throw refused(label, 'it is larger than an ONNX file can be (2 GiB)');
  const head = Buffer.alloc(Math.min(HEAD_BYTES, size));
  await handle.read(head, 0, head.length, 0);
  const other = nameOtherFormat(head);
  if (other !== null) throw refused(label, `it is ${other}`);
  let model: OnnxFile;
  try {
    model = await readModel(new ProtobufFile(handle.fd, size));
  } catch (thrown) {
    if (!(thrown instanceof ProtobufError)) throw thrown;
    throw refused(label, `it is no ONNX file, or it was damaged or cut off (${thrown.message})`, thrown);
  }
  const reason = tooNew(model);
  if (reason !== null) throw refused(label, reason);
  return model;
}

/**
 * Reads an ONNX file (onnx/onnx, onnx.proto) for what it says about itself. Memory stays within some 200 MiB
 * whatever the file holds; other work on this thread gets its turn.
 * @param path absolute
 * @param label how the file is called in sentences
 * @throws KotohogiError kind `input`, code `model-file`: not there, not readable, no ONNX file, damaged, cut off,
 *   newer than the runtime, or more complicated than any real model. The sentence says which.
 */
export async function readOnnxFile(path: string, label: string = path): Promise<OnnxFile> {
  let handle: FileHandle;
  try {
    const about = await stat(path);
    if (about.isDirectory()) throw refused(label, 'it is a folder');
    if (!about.isFile()) throw refused(label, 'it is no ordinary file');
    handle = await open(path, 'r');
  } catch (thrown) {
    if (thrown instanceof KotohogiError) throw thrown;
    throw refused(label, systemReason(thrown), thrown);
  }
  try {
    return await readOpen(handle, label);
  } finally {
    await handle.close();
  }
}
