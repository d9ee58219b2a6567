/**
 * A voice of Kokoro: 510 rows of 256 floats, one row for each number of phonemes (hexgrad/kokoro, Apache-2.0; the plain
 * binary form is that of onnx-community/Kokoro-82M-v1.0-ONNX).
 */
import { readFile, stat } from 'node:fs/promises';
import { inputError, type KotohogiError } from '../../../../shared/errors.ts';

export const STYLE_ROWS = 510;
export const STYLE_VALUES = 256;
const BYTES = STYLE_ROWS * STYLE_VALUES * Float32Array.BYTES_PER_ELEMENT;
/** Published styles stay within 2; numbers of another kind of file are far outside. */
const LARGEST_VALUE = 100;

const refused = (label: string, found: string, cause?: unknown): KotohogiError =>
  inputError(
    'model-contract',
    `The file ${label} is not a Kokoro voice. Expected: ${STYLE_ROWS} rows of ${STYLE_VALUES} float32 values. Found: ${found}.`,
    'Choose the file that belongs to this entry of the catalogue, or the entry that belongs to this file.',
    cause,
  );

/**
 * Reads a voice file.
 * @param label how the file is called in sentences
 * @returns row-major, {@link STYLE_ROWS} x {@link STYLE_VALUES}
 * @throws KotohogiError `model-contract`, `model-file`
 */
export async function readKokoroVoice(file: string, label: string = file): Promise<Float32Array> {
  const bytes = await stat(file)
    .then(({ size }) => {
      if (size !== BYTES) throw refused(label, `${size} bytes instead of ${BYTES}`);
      return readFile(file);
    })
    .catch((thrown: unknown) => {
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'model-contract') throw thrown;
      throw inputError(
        'model-file',
        `The file ${label} is not usable as a model: it cannot be read.`,
        'Choose a voice file (.bin) that was downloaded or copied completely.',
        thrown,
      );
    });
  const values = new Float32Array(STYLE_ROWS * STYLE_VALUES);
  for (let i = 0; i < values.length; i++) {
    const value = bytes.readFloatLE(4 * i);
    if (!(Math.abs(value) <= LARGEST_VALUE))
      throw refused(label, `the number ${value} in row ${Math.floor(i / STYLE_VALUES)}`);
    values[i] = value;
  }
  if (values.every((value) => value === 0)) throw refused(label, 'nothing but zeros');
  return values;
}

/** @throws like {@link readKokoroVoice} */
export async function checkKokoroVoice(file: string, label: string): Promise<void> {
  await readKokoroVoice(file, label);
}
