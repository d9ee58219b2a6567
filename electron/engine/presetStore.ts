/** The user's own voice presets: one file in the user's folder, in the format in which presets are exchanged. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { inputError } from '../../shared/errors.ts';
import { findPreset, type ProsodyPreset } from '../../shared/prosody/presets.ts';
import { presetsOf, presetFileOf } from '../../shared/prosody/userPresets.ts';
import { writeJson } from './runtime/jsonFile.ts';

export const PRESETS_FILE = 'presets.json';

export const presetsFile = (home: string): string => path.join(home, PRESETS_FILE);

/**
 * @param home folder of everything stateful about the user
 * @returns none when nothing was saved yet
 * @throws KotohogiError kind `input` when the file is damaged: it is never taken for empty, and so never overwritten
 */
export async function readUserPresets(home: string): Promise<readonly ProsodyPreset[]> {
  const file = presetsFile(home);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw damaged(file, cause);
  }
  const presets = presetsOf(text);
  if (presets) return presets;
  throw damaged(file);
}

/** Whoever reads sees the old file or the new one. */
export const writeUserPresets = (home: string, presets: readonly ProsodyPreset[]): Promise<void> =>
  writeJson(presetsFile(home), presetFileOf(presets));

/** The user's presets, read only where an edit may need them: those of the program are known without a file. */
export async function userPresetsFor(
  ids: readonly string[],
  home: string,
): Promise<readonly ProsodyPreset[]> {
  return ids.every((id) => findPreset(id)) ? [] : await readUserPresets(home);
}

const damaged = (file: string, cause?: unknown): Error =>
  inputError(
    'preset-store',
    `The file of your own voice presets, "${file}", cannot be read.`,
    'Put a copy of it in its place, or move it away to begin with none.',
    cause,
  );
