import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inputError, usageError } from '../../../shared/errors.ts';
import { findPreset, PRESETS, type ProsodyPreset } from '../../../shared/prosody/presets.ts';
import {
  combineSettings,
  factorOf,
  isNeutral,
  NEUTRAL_SETTINGS,
  scaleSettings,
  type ProsodySettings,
} from '../../../shared/prosody/settings.ts';
import {
  addUserPreset,
  exportPresets,
  importPresets,
  removeUserPreset,
  renameUserPreset,
} from '../../../shared/prosody/userPresets.ts';
import { resolveFolders } from '../folders.ts';
import { readUserPresets, writeUserPresets } from '../presetStore.ts';
import { isSet, optionalText, type OptionSpecs, type OptionValues } from './options.ts';
import { outputFile } from './outputFile.ts';
import { amountFrom, presetIdFrom, PROSODY_OPTIONS, settingsFrom } from './prosodyRequest.ts';
import { printJson } from './terminal.ts';
import type { Verb, VerbContext } from './verb.ts';

const { preset, amount, pitch, range, tempo, energy, pauses } = PROSODY_OPTIONS;
const OPTIONS = {
  save: { type: 'string', value: 'NAME', help: 'keep the settings below as a preset of your own' },
  preset: { ...preset, help: 'which preset to begin with, to rename or to export' },
  ...{ amount, pitch, range, tempo, energy, pauses },
  rename: { type: 'string', value: 'NAME', help: 'give your preset --preset another name' },
  remove: { type: 'string', value: 'ID', help: 'forget this preset of yours' },
  export: { type: 'string', value: 'F.json', help: 'write your presets there, or only --preset' },
  import: { type: 'string', value: 'F.json', help: 'add the presets of a file that was exported' },
} as const satisfies OptionSpecs;
const ACTIONS = ['save', 'rename', 'remove', 'export', 'import'] as const;
type Action = (typeof ACTIONS)[number];

function settingsText({ pitchSemitones, range: width, tempo: speed }: ProsodySettings): string {
  return `pitch x${factorOf(pitchSemitones).toFixed(2)}, range x${width.toFixed(2)}, tempo x${speed.toFixed(2)}`;
}

/** All presets in lines for people: those of the program, then the user's own. */
export function presetsText(own: readonly ProsodyPreset[]): string {
  const line = ({ id, name, settings }: ProsodyPreset): string =>
    `  ${id.padEnd(16)} ${name.en.padEnd(24)} ${settingsText(settings)}`;
  return `${['Of the program', ...PRESETS.map(line), 'Yours', ...(own.length > 0 ? own.map(line) : ['  none saved'])].join('\n')}\n`;
}

/** @throws KotohogiError kind `usage` when more than one thing is asked for */
function actionFrom(values: OptionValues): Action | null {
  const [action, another] = ACTIONS.filter((name) => optionalText(values, name) !== undefined);
  if (another !== undefined)
    throw usageError(
      'bad-value',
      `--${action} and --${another} were both given.`,
      'Do one thing after the other.',
    );
  return action ?? null;
}

/** One of the user's own, by its id or its name. */
function ownPreset(text: string, own: readonly ProsodyPreset[]): ProsodyPreset {
  const id = presetIdFrom({ preset: text }, own);
  const found = own.find((candidate) => candidate.id === id);
  if (found) return found;
  throw usageError(
    'bad-value',
    `"${text}" is a preset of the program.`,
    'Name one of your own; "kotohogi presets" lists them.',
  );
}

function settingsToSave(values: OptionValues, own: readonly ProsodyPreset[]): ProsodySettings {
  const id = presetIdFrom(values, own);
  const base = id === null ? NEUTRAL_SETTINGS : (findPreset(id, own)?.settings ?? NEUTRAL_SETTINGS);
  const settings = combineSettings(scaleSettings(base, amountFrom(values)), settingsFrom(values));
  if (!isNeutral(settings)) return settings;
  throw usageError(
    'nothing-asked',
    'These settings change nothing.',
    'Give --preset to begin with, or --pitch, --range, --tempo, --energy or --pauses.',
  );
}

async function importedFrom(file: string, own: readonly ProsodyPreset[]): Promise<readonly ProsodyPreset[]> {
  const name = path.basename(file);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw inputError('file-not-found', `"${file}" cannot be opened.`, 'Check the name of the file.', cause);
  }
  return importPresets(own, text, name);
}

/** @returns the user's presets afterwards, or the same list when nothing changes */
async function perform(
  action: Action | null,
  values: OptionValues,
  own: readonly ProsodyPreset[],
): Promise<readonly ProsodyPreset[]> {
  const text = (name: Action | 'preset'): string => optionalText(values, name) ?? '';
  switch (action) {
    case null:
      return own;
    case 'save':
      return addUserPreset(own, text('save'), settingsToSave(values, own));
    case 'rename':
      return renameUserPreset(own, ownPreset(text('preset'), own).id, text('rename'));
    case 'remove':
      return removeUserPreset(own, ownPreset(text('remove'), own).id);
    case 'import':
      return await importedFrom(path.resolve(text('import')), own);
    case 'export': {
      const chosen = text('preset') === '' ? own : [ownPreset(text('preset'), own)];
      if (chosen.length === 0)
        throw usageError('nothing-asked', 'There are no presets of yours yet.', 'Save one with --save NAME.');
      await writeFile((await outputFile(values, 'export')) ?? text('export'), exportPresets(chosen));
      return own;
    }
  }
}

async function run(values: OptionValues, { terminal }: VerbContext): Promise<number> {
  const { home } = resolveFolders();
  const before = await readUserPresets(home);
  const after = await perform(actionFrom(values), values, before);
  if (after !== before) await writeUserPresets(home, after);
  if (isSet(values, 'json')) printJson(terminal, { program: PRESETS, own: after });
  else terminal.out(presetsText(after));
  return 0;
}

export const presets: Verb = {
  name: 'presets',
  summary: 'lists the ways of speaking, and keeps, exports and imports your own',
  example: 'presets --save "Aunt Mari" --preset birthday --amount 0.8 --tempo 0.95',
  options: OPTIONS,
  run,
};
