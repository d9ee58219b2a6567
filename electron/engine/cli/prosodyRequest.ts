import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { inputError, usageError } from '../../../shared/errors.ts';
import { orderPoints } from '../../../shared/prosody/curve.ts';
import {
  DEFAULT_MICRO_PROSODY,
  NEUTRAL_EDIT,
  type PitchCurve,
  type ProsodyEdit,
  type ProsodyLanguage,
} from '../../../shared/prosody/edits.ts';
import { pitchCurveSchema } from '../../../shared/prosody/editSchema.ts';
import { PRESETS, type ProsodyPreset } from '../../../shared/prosody/presets.ts';
import {
  factorOf,
  semitonesOf,
  SETTINGS_BOUNDS,
  type ProsodySettings,
} from '../../../shared/prosody/settings.ts';
import { presetNamed } from '../../../shared/prosody/userPresets.ts';
import {
  choiceOption,
  numberOption,
  optionalText,
  type NumberRange,
  type OptionSpecs,
  type OptionValues,
} from './options.ts';

const LANGUAGES = ['any', 'en', 'ja', 'fa'] as const;
const PRESET_IDS = PRESETS.map(({ id }) => id).join(', ');

/** The preset and how it is applied: what `render` takes of the prosody options. */
export const PRESET_OPTIONS = {
  preset: {
    type: 'string',
    value: 'ID',
    help: `way of speaking, yours or one of: ${PRESET_IDS}`,
  },
  lang: {
    type: 'string',
    value: 'L',
    help: `${LANGUAGES.join(', ')}: language spoken, for its rules of melody (any)`,
  },
} as const satisfies OptionSpecs;

export const PROSODY_OPTIONS = {
  ...PRESET_OPTIONS,
  amount: { type: 'string', value: 'X', help: 'how much of the preset, 0 to 1.5 (1)' },
  pitch: { type: 'string', value: 'X', help: 'pitch factor, 0.5 to 2: 1.12 is two semitones up (1)' },
  range: { type: 'string', value: 'X', help: 'melody about the median, 0 monotone to 2.5 (1)' },
  tempo: { type: 'string', value: 'X', help: 'tempo factor, 0.4 to 2.5: 1.25 is a quarter faster (1)' },
  energy: { type: 'string', value: 'DB', help: 'level in dB, -24 to 12 (0)' },
  pauses: { type: 'string', value: 'X', help: 'length of pauses between phrases, 0.1 to 5 (1)' },
  curve: {
    type: 'string',
    value: 'F.json',
    help: 'drawn pitch: {"mode": "absolute" or "offset", "points": [[seconds, semitones], ...]}',
  },
} as const satisfies OptionSpecs;

/**
 * The id of a preset that was typed by its id or its name.
 * @param userPresets the user's own, beside those of the program
 * @throws KotohogiError kind `usage` when there is none
 */
export function presetIdOf(text: string, userPresets: readonly ProsodyPreset[]): string {
  const preset = presetNamed(text, userPresets);
  if (preset) return preset.id;
  const own = userPresets.map(({ id, name }) => `${id} (${name.en})`);
  const choices = [PRESET_IDS, ...own].join(', ');
  throw usageError('bad-value', `There is no preset "${text}".`, `Choose one of: ${choices}.`);
}

/** @returns the preset's id; null when none was asked for */
export function presetIdFrom(
  values: OptionValues,
  userPresets: readonly ProsodyPreset[] = [],
): string | null {
  const text = optionalText(values, 'preset');
  return text === undefined ? null : presetIdOf(text, userPresets);
}

export function languageFrom(values: OptionValues): ProsodyLanguage | null {
  const language = choiceOption(values, 'lang', LANGUAGES, 'any');
  return language === 'any' ? null : language;
}

const rangeOf = (name: keyof typeof SETTINGS_BOUNDS): NumberRange => ({
  min: SETTINGS_BOUNDS[name][0],
  max: SETTINGS_BOUNDS[name][1],
});

/** How much of the preset is meant. */
export const amountFrom = (values: OptionValues): number =>
  numberOption(values, 'amount', { min: 0, max: 1.5 }, 1);

/** The settings beside the preset; what is not given is neutral. */
export function settingsFrom(values: OptionValues): ProsodySettings {
  const [lowest, highest] = SETTINGS_BOUNDS.pitchSemitones;
  const pitch = numberOption(values, 'pitch', { min: factorOf(lowest), max: factorOf(highest) }, 1);
  return {
    ...NEUTRAL_EDIT.settings,
    pitchSemitones: semitonesOf(pitch),
    range: numberOption(values, 'range', rangeOf('range'), 1),
    tempo: numberOption(values, 'tempo', rangeOf('tempo'), 1),
    energyDb: numberOption(values, 'energy', rangeOf('energyDb'), 0),
    pauses: numberOption(values, 'pauses', rangeOf('pauses'), 1),
  };
}

/**
 * The edit that the words of a command line describe.
 * @throws KotohogiError kinds `usage`, and `input` for a curve file that cannot be read
 */
export async function prosodyEditFrom(
  values: OptionValues,
  userPresets: readonly ProsodyPreset[] = [],
): Promise<ProsodyEdit> {
  if (Object.keys(PROSODY_OPTIONS).every((name) => values[name] === undefined))
    throw usageError(
      'nothing-asked',
      '"kotohogi prosody" was not told what to change.',
      `Give --preset (${PRESET_IDS}), or --pitch, --range, --tempo, --energy, --pauses or --curve.`,
    );
  const presetId = presetIdFrom(values, userPresets);
  const curvePath = optionalText(values, 'curve');
  return {
    ...NEUTRAL_EDIT,
    language: languageFrom(values),
    preset: presetId === null ? null : { id: presetId, amount: amountFrom(values) },
    settings: settingsFrom(values),
    pitchCurves: curvePath === undefined ? [] : [await readCurve(path.resolve(curvePath))],
  };
}

/** Points as pairs or as they are saved; what is left out has its default. */
const curveFileSchema = z.object({
  mode: z.enum(['absolute', 'offset']).default('absolute'),
  points: z
    .array(
      z.union([
        z.tuple([z.number(), z.number()]).transform(([sec, value]) => ({ sec, value })),
        z.object({ sec: z.number(), value: z.number() }),
      ]),
    )
    .transform(orderPoints),
  span: z.tuple([z.number(), z.number()]).nullable().default(null),
  microProsody: z.number().default(DEFAULT_MICRO_PROSODY),
});

async function readCurve(file: string): Promise<PitchCurve> {
  try {
    const text = await readFile(file, 'utf8');
    return pitchCurveSchema.parse(curveFileSchema.parse(JSON.parse(text)));
  } catch (cause) {
    throw inputError(
      'curve-file',
      `The pitch curve "${file}" cannot be read.`,
      'Write it as JSON: {"mode": "offset", "points": [[0.2, 0], [1.5, 3]]}, times in seconds, pitch in semitones.',
      cause,
    );
  }
}
