/** Presets of the user's own: made, named, exported and imported. Where they are kept is not decided here. */
import { z } from 'zod';
import { inputError } from '../errors.ts';
import { prosodySettingsSchema } from './editSchema.ts';
import { findPreset, PRESETS, type ProsodyPreset } from './presets.ts';
import type { ProsodySettings } from './settings.ts';

export const PRESET_FILE_FORMAT = 'kotohogi-presets';
export const PRESET_FILE_VERSION = 1;
const MAX_PRESETS_IN_FILE = 200;
const NAME_MAX_LENGTH = 80;

const textSchema = (max: number): z.ZodObject<{ en: z.ZodString; ja: z.ZodString }> =>
  z.object({ en: z.string().max(max), ja: z.string().max(max) });

export const presetSchema = z.object({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  version: z.number().int().min(1),
  name: textSchema(NAME_MAX_LENGTH).refine(({ en, ja }) => en.trim() !== '' && ja.trim() !== ''),
  description: textSchema(1000),
  settings: prosodySettingsSchema,
  rationale: z.string().max(2000),
}) satisfies z.ZodType<ProsodyPreset>;

const storedFileSchema = z.object({
  format: z.literal(PRESET_FILE_FORMAT),
  version: z.literal(PRESET_FILE_VERSION),
  presets: z.array(presetSchema),
});
const presetFileSchema = storedFileSchema.extend({
  presets: z.array(presetSchema).min(1).max(MAX_PRESETS_IN_FILE),
});

const nameOf = (text: string): string => text.trim().slice(0, NAME_MAX_LENGTH);

/** The first `user-N` that is free. */
function freeId(taken: readonly ProsodyPreset[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  let n = 1;
  while (ids.has(`user-${n}`)) n++;
  return `user-${n}`;
}

/** `name`, or `name 2`, `name 3` ... when there is one of that name already. */
function freeName(name: string, taken: readonly ProsodyPreset[]): string {
  const names = new Set(taken.map((preset) => preset.name.en));
  if (!names.has(name)) return name;
  let n = 2;
  while (names.has(`${name} ${n}`)) n++;
  return `${name} ${n}`;
}

/**
 * Adds a preset made of the settings in use.
 * @throws KotohogiError kind `input` when the name is empty
 */
export function addUserPreset(
  presets: readonly ProsodyPreset[],
  name: string,
  settings: ProsodySettings,
): readonly ProsodyPreset[] {
  if (nameOf(name) === '')
    throw inputError('preset-no-name', 'A preset needs a name.', 'Type a name and save it again.');
  const shown = freeName(nameOf(name), presets);
  const empty = { en: '', ja: '' };
  return [
    ...presets,
    {
      id: freeId(presets),
      version: 1,
      name: { en: shown, ja: shown },
      description: empty,
      settings,
      rationale: '',
    },
  ];
}

/** Gives a preset of the user another name; the others keep theirs. */
export function renameUserPreset(
  presets: readonly ProsodyPreset[],
  id: string,
  name: string,
): readonly ProsodyPreset[] {
  if (nameOf(name) === '')
    throw inputError('preset-no-name', 'A preset needs a name.', 'Type a name and save it again.');
  const shown = freeName(
    nameOf(name),
    presets.filter((preset) => preset.id !== id),
  );
  return presets.map((preset) => (preset.id === id ? { ...preset, name: { en: shown, ja: shown } } : preset));
}

export const removeUserPreset = (presets: readonly ProsodyPreset[], id: string): readonly ProsodyPreset[] =>
  presets.filter((preset) => preset.id !== id);

/** What a preset file holds. */
export const presetFileOf = (presets: readonly ProsodyPreset[]): Readonly<Record<string, unknown>> => ({
  format: PRESET_FILE_FORMAT,
  version: PRESET_FILE_VERSION,
  presets,
});

/** The text of a preset file. */
export const exportPresets = (presets: readonly ProsodyPreset[]): string =>
  `${JSON.stringify(presetFileOf(presets), null, 2)}\n`;

/** The presets of a file as they are, with their ids; null when it is not a file of presets. None are possible. */
export function presetsOf(text: string): readonly ProsodyPreset[] | null {
  const file = storedFileSchema.safeParse(parsedJson(text));
  return file.success ? file.data.presets : null;
}

/** A preset by its id, or by its name in either language as people type it. */
export function presetNamed(text: string, userPresets: readonly ProsodyPreset[]): ProsodyPreset | undefined {
  const typed = text.trim().toLowerCase();
  return (
    findPreset(text, userPresets) ??
    [...PRESETS, ...userPresets].find(({ name }) =>
      [name.en, name.ja].some((own) => own.trim().toLowerCase() === typed),
    )
  );
}

/**
 * Adds the presets of a file to those of the user. Ids are given anew, names made different, so that nothing of the
 * user's is replaced.
 * @param fileName for the message when it cannot be read
 * @throws KotohogiError kind `input` for anything that is not a preset file of this or an earlier version
 */
export function importPresets(
  presets: readonly ProsodyPreset[],
  text: string,
  fileName: string,
): readonly ProsodyPreset[] {
  const file = presetFileSchema.safeParse(parsedJson(text));
  if (!file.success)
    throw inputError(
      'preset-file',
      `"${fileName}" is not a file of voice presets that this version can read.`,
      'Choose a file that was exported from the presets of this program.',
      file.error,
    );
  return file.data.presets.reduce<readonly ProsodyPreset[]>((all, preset) => {
    const asEnglish = freeName(nameOf(preset.name.en), all);
    const asJapanese = asEnglish === preset.name.en ? preset.name.ja : asEnglish;
    return [...all, { ...preset, id: freeId(all), name: { en: asEnglish, ja: asJapanese } }];
  }, presets);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
