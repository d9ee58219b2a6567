import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { inputError } from '../../../shared/errors.ts';
import { optionalText, type OptionValues } from './options.ts';

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
