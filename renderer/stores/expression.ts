/** What the panel of the voice's expression does to the project: pure functions of the document. */
import type { ProsodyPreset } from '../../shared/prosody/presets.ts';
import {
  NEUTRAL_EDIT,
  withPreset,
  withSettings,
  type ProsodyEdit,
  type ProsodyLanguage,
} from '../../shared/prosody/edits.ts';
import {
  combineSettings,
  isNeutral,
  NEUTRAL_SETTINGS,
  scaleSettings,
  SETTINGS_BOUNDS,
  type ProsodySettings,
} from '../../shared/prosody/settings.ts';
import { withProsody, type ProjectDocument } from './projectDocument.ts';

/** As recorded: the preset that changes nothing. */
export const RECORDED_PRESET_ID = 'neutral';
export const AMOUNT_RANGE = { min: 0, max: 1.5, step: 0.05 } as const;

/** Settings with a slider each, in the order in which people think of a voice. */
export const VOICE_SETTINGS = [
  'pitchSemitones',
  'range',
  'tempo',
  'energyDb',
  'pauses',
  'endLiftSemitones',
  'brightnessDb',
  'loudnessLu',
] as const satisfies readonly (keyof ProsodySettings)[];
export type VoiceSetting = (typeof VOICE_SETTINGS)[number];

/** Ranges of the sliders: what can still sound like a person; the document may hold more. */
export const VOICE_RANGES: Readonly<
  Record<VoiceSetting, { readonly min: number; readonly max: number; readonly step: number }>
> = {
  pitchSemitones: { min: -6, max: 6, step: 0.1 },
  range: { min: 0, max: 2, step: 0.05 },
  tempo: { min: 0.6, max: 1.6, step: 0.01 },
  energyDb: { min: -12, max: 12, step: 0.5 },
  pauses: { min: 0.4, max: 2.5, step: 0.05 },
  endLiftSemitones: { min: -3, max: 3, step: 0.1 },
  brightnessDb: { min: -6, max: 6, step: 0.5 },
  loudnessLu: { min: -6, max: 6, step: 0.5 },
};

/** Settings that multiply; the others add up. */
const FACTORS: readonly VoiceSetting[] = ['range', 'tempo', 'pauses'];

export const editOf = ({ prosody }: ProjectDocument): ProsodyEdit => prosody ?? NEUTRAL_EDIT;

/** True when an edit leaves the voice as it was recorded. A language alone changes nothing either, but is kept. */
export const changesNothing = (edit: ProsodyEdit): boolean =>
  edit.preset === null &&
  isNeutral(edit.settings) &&
  edit.phrases.length === 0 &&
  edit.pitchCurves.length === 0 &&
  edit.tempoCurve.length === 0 &&
  edit.energyCurve.length === 0 &&
  edit.pauses.length === 0 &&
  edit.loudnessTargetLufs === null;

/** An edit as a document keeps it: none where there is nothing to keep. */
export const keptEdit = (edit: ProsodyEdit): ProsodyEdit | null =>
  changesNothing(edit) && edit.language === null ? null : edit;

/** What is heard: none where the voice is as it was recorded. */
export const heardEdit = (edit: ProsodyEdit | null): ProsodyEdit | null =>
  edit && changesNothing(edit) ? null : edit;

export const changeEdit = (
  document: ProjectDocument,
  change: (edit: ProsodyEdit) => ProsodyEdit,
): ProjectDocument => withProsody(document, keptEdit(change(editOf(document))));

export const withLanguage = (document: ProjectDocument, language: ProsodyLanguage | null): ProjectDocument =>
  changeEdit(document, (edit) => ({ ...edit, language }));

/**
 * Speaks as a preset says, as much of it as before. What was set by hand for the whole voice goes: a preset is a fresh
 * start. What was done to single phrases stays.
 */
export const withPresetChosen = (document: ProjectDocument, id: string): ProjectDocument =>
  changeEdit(document, (edit) => ({
    ...withPreset(edit, id === RECORDED_PRESET_ID ? null : { id, amount: edit.preset?.amount ?? 1 }),
    settings: NEUTRAL_SETTINGS,
  }));

/** Amounts outside the range are held at its ends; without a preset there is nothing to take more or less of. */
export const withAmount = (document: ProjectDocument, amount: number): ProjectDocument =>
  changeEdit(document, (edit) =>
    edit.preset
      ? withPreset(edit, {
          ...edit.preset,
          amount: Math.min(AMOUNT_RANGE.max, Math.max(AMOUNT_RANGE.min, amount)),
        })
      : edit,
  );

/** What the preset of an edit asks for by itself. */
export const presetPart = (edit: ProsodyEdit, preset: ProsodyPreset | undefined): ProsodySettings =>
  edit.preset && preset ? scaleSettings(preset.settings, edit.preset.amount) : NEUTRAL_SETTINGS;

/** What an edit asks of the whole voice: its preset and what was set by hand. */
export const wholeVoice = (edit: ProsodyEdit, preset: ProsodyPreset | undefined): ProsodySettings =>
  combineSettings(presetPart(edit, preset), edit.settings);

/**
 * Sets what is asked of the whole voice: by hand is set what the preset lacks.
 * @param preset that of the edit, looked up
 */
export function withSetting(
  document: ProjectDocument,
  preset: ProsodyPreset | undefined,
  name: VoiceSetting,
  value: number,
): ProjectDocument {
  return changeEdit(document, (edit) => {
    const own = presetPart(edit, preset)[name];
    const [min, max] = SETTINGS_BOUNDS[name];
    // A preset without any melody leaves nothing that could be widened.
    const byHand = FACTORS.includes(name) ? (own > 0 ? value / own : value) : value - own;
    return withSettings(edit, { [name]: Math.min(max, Math.max(min, rounded(byHand))) });
  });
}

/** Sliders count in steps; sums of steps would drag a trail of digits behind them. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Gives a slider back to the preset. */
export const withoutSetting = (document: ProjectDocument, name: VoiceSetting): ProjectDocument =>
  changeEdit(document, (edit) => withSettings(edit, { [name]: NEUTRAL_SETTINGS[name] }));

/** A preset that goes leaves behind what it did. @param preset the one that goes */
export const withPresetBaked = (document: ProjectDocument, preset: ProsodyPreset): ProjectDocument =>
  document.prosody?.preset?.id === preset.id
    ? changeEdit(document, (edit) => ({ ...edit, preset: null, settings: wholeVoice(edit, preset) }))
    : document;
