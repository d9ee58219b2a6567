import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { inputError, usageError } from '../../../shared/errors.ts';
import { optionalText, required, type OptionValues } from './options.ts';

/**
 * A file that a verb writes besides its main result, checked before the work and not after it.
 * @returns its absolute path; undefined when it was not asked for
 * @throws KotohogiError kind `input` when its folder is missing or read-only
 */
export async function outputFile(values: OptionValues, option: string): Promise<string | undefined> {
  const text = optionalText(values, option);
  if (text === undefined) return undefined;
  const file = path.resolve(text);
  const folder = path.dirname(file);
  try {
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw inputError(
      'output-folder',
      `--${option} ${text} cannot be written: the folder "${folder}" is missing or read-only.`,
      'Choose a folder that exists and that you may write to.',
      cause,
    );
  }
  return file;
}

/**
 * The sound that a verb writes.
 * @returns its absolute path
 * @throws KotohogiError kind `usage` for another ending; as {@link outputFile}
 */
export async function outputWav(values: OptionValues, verb: string): Promise<string> {
  const out = required(values, 'out', verb);
  if (path.extname(out).toLowerCase() !== '.wav')
    throw usageError(
      'bad-value',
      `--out ${out} is not the name of a WAV file.`,
      'Give a name that ends in .wav.',
    );
  return (await outputFile(values, 'out')) ?? path.resolve(out);
}
