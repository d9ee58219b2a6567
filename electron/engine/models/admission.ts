/** What a file must pass before it becomes an installed model. */
import type { CatalogueEntry } from '../../../shared/contract/models.ts';
import { inputError, type KotohogiError } from '../../../shared/errors.ts';
import { checkContract } from '../runtime/modelContract.ts';
import { readOnnxFile, type OnnxValue } from '../runtime/onnxFile/index.ts';
import { checkKokoroVoice } from '../runtime/voiceFiles/kokoroVoice.ts';
import type { Companions } from './companions.ts';
import type { Digest } from './fileDigest.ts';

/** The tensors of an admitted file, as cards state them. */
export interface Tensors {
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

const describe = (values: readonly OnnxValue[]): Record<string, string> =>
  Object.fromEntries(
    values.map(({ name, type, dims, hasShape }) => [
      name,
      hasShape ? `${type} [${dims.map((dim) => (dim === '' ? '?' : dim)).join(',')}]` : type,
    ]),
  );

/**
 * Reads a file's own description and compares it with the contract of the entry's family. Nothing is run.
 * @param file absolute path
 * @param label how the file is called in sentences
 * @throws KotohogiError `model-file`, `model-contract`
 */
export async function checkTensors(entry: CatalogueEntry, file: string, label: string): Promise<Tensors> {
  if (entry.family === 'kokoro-voice') {
    await checkKokoroVoice(file, label);
    return { inputs: {}, outputs: {} };
  }
  const description = await readOnnxFile(file, label);
  checkContract(entry.family, description, label);
  return { inputs: describe(description.inputs), outputs: describe(description.outputs) };
}

/** What is known about the bytes beforehand. */
export interface KnownBytes {
  readonly sha256: string | null;
  readonly bytes: number | null;
  /** Text of the side file with the CRC-32; null where there is none. */
  readonly crc32: string | null;
  /** What the file should be, as part of a sentence. */
  readonly what: string;
  /** What to do when it is not; null for the usual. */
  readonly hint: string | null;
}

/** A file that passed everything and waits to be taken over. */
export interface AdmittedFile {
  /** Where it lies; it is moved from there. */
  readonly path: string;
  readonly digest: Digest;
  readonly tensors: Tensors;
  /** The address it came from, or `file`. */
  readonly source: string;
  /** No source states its hash. */
  readonly pinnedHere: boolean;
  /** The small files that belong to it. */
  readonly companions: Companions;
}

const refused = (known: KnownBytes, label: string, expected: string, found: string): KotohogiError =>
  inputError(
    'model-damaged',
    `The file ${label} is not ${known.what}: ${found}, expected ${expected}.`,
    known.hint ??
      'Download or copy it again. If it stays like this, the file was changed on the way or is another one.',
  );

/** @throws KotohogiError `model-damaged` when the size is another one than is known */
export function checkSize(known: KnownBytes, bytes: number, label: string): void {
  if (known.bytes !== null && known.bytes !== bytes)
    throw refused(known, label, `${known.bytes}`, `it has ${bytes} bytes`);
}

/**
 * Compares a file's bytes with what is known about them.
 * @throws KotohogiError `model-damaged` with what was expected and what was found
 */
export function checkBytes(known: KnownBytes, digest: Digest, label: string): void {
  checkSize(known, digest.bytes, label);
  if (known.sha256 !== null && known.sha256 !== digest.sha256)
    throw refused(known, label, known.sha256, `its SHA-256 is ${digest.sha256}`);
  const crc = /^[0-9a-f]{8}/i.exec(known.crc32?.trim() ?? '')?.[0].toLowerCase();
  if (crc !== undefined && crc !== digest.crc32)
    throw refused(known, label, crc, `its CRC-32 is ${digest.crc32}`);
}
