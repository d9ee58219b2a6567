/**
 * A copy of a Piper network that also tells how long each token lasts. VITS rounds the predicted lengths up in the one
 * Ceil node of its graph (Kim, Kong and Son, 2021); its tensor only has to be declared as an output. Protocol Buffers
 * join the occurrences of an embedded message, so the declaration is a few bytes behind the file: the weights are
 * copied as they are, and the installed file stays untouched.
 */
import { copyFile, mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { digestFile } from '../../../../models/fileDigest.ts';
import { readOnnxFile } from '../../../../runtime/onnxFile/index.ts';
import { writeWhole } from '../../../../runtime/writeWhole.ts';

/** Field numbers of onnx.proto (onnx/onnx, Apache-2.0): what lies in what. */
const MODEL_GRAPH = 7;
const GRAPH_OUTPUT = 12;
const VALUE_NAME = 1;
const VALUE_TYPE = 2;
const TYPE_TENSOR = 1;
const TENSOR_ELEMENT = 1;
const FLOAT = 1;

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
}
const LENGTH_DELIMITED = 2;
const message = (field: number, content: Buffer): Buffer =>
  Buffer.concat([varint(field * 8 + LENGTH_DELIMITED), varint(content.length), content]);

/** The bytes that declare a float tensor of the graph as one more output. */
export function outputDeclaration(name: string): Buffer {
  const type = message(TYPE_TENSOR, Buffer.from([TENSOR_ELEMENT * 8, FLOAT]));
  const value = Buffer.concat([message(VALUE_NAME, Buffer.from(name)), message(VALUE_TYPE, type)]);
  return message(MODEL_GRAPH, message(GRAPH_OUTPUT, value));
}

export interface TimedNetwork {
  /** The file to load. */
  readonly path: string;
  /** The output with frames per token; null: the network cannot be made to tell. */
  readonly lengths: string | null;
}

/** Whether a copy is what it should be: the original's bytes and the declaration. */
async function isSound(file: string, bytes: number, sha256: string, declaration: Buffer): Promise<boolean> {
  const about = await stat(file).catch(() => null);
  if (about?.size !== bytes + declaration.length) return false;
  const tail = Buffer.alloc(declaration.length);
  const handle = await open(file, 'r');
  try {
    await handle.read(tail, 0, tail.length, bytes);
  } finally {
    await handle.close();
  }
  return tail.equals(declaration) && (await digestFile(file, {}, bytes)).sha256 === sha256;
}

/**
 * @param file a checked Piper network
 * @param sha256 of that file
 * @param folder where copies are kept
 */
export async function timedCopy(file: string, sha256: string, folder: string): Promise<TimedNetwork> {
  const { nodes, outputs } = await readOnnxFile(file);
  const ceils = nodes.filter(({ opType }) => opType === 'Ceil');
  const name = ceils.at(0)?.outputs.at(0);
  if (ceils.length !== 1 || name === undefined || name === '') return { path: file, lengths: null };
  if (outputs.some((output) => output.name === name)) return { path: file, lengths: name };
  const declaration = outputDeclaration(name);
  const copy = path.join(folder, `${sha256}-timed.onnx`);
  const { size } = await stat(file);
  if (!(await isSound(copy, size, sha256, declaration))) {
    await mkdir(folder, { recursive: true });
    await writeWhole(copy, async (partial) => {
      await copyFile(file, partial);
      const handle = await open(partial, 'a');
      try {
        await handle.write(declaration);
      } finally {
        await handle.close();
      }
    });
  }
  return { path: copy, lengths: name };
}
