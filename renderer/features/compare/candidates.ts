import { PRESETS, type ProsodyPreset } from '../../../shared/prosody/presets.ts';
import { NEUTRAL_EDIT, type ProsodyEdit } from '../../../shared/prosody/edits.ts';
import { NEUTRAL_SETTINGS, type ProsodySettings } from '../../../shared/prosody/settings.ts';
import type { NameInBoth } from '../../session/compare.ts';
import { OWN_EDIT_ID, RECORDED_ID, type ComparedChoice } from '../../stores/compare.ts';
import { heardEdit, RECORDED_PRESET_ID, wholeVoice } from '../../stores/expression.ts';
import { WORDS } from '../../text/useText.ts';

/** A way of speaking that can be compared. */
export interface Candidate {
  readonly choice: ComparedChoice;
  /** Whose icon it has. */
  readonly presetId: string;
  /** For the little drawing. */
  readonly settings: ProsodySettings;
}

/**
 * What can be compared: the recording, the project's own edit where there is one, and every preset in full.
 * @param prosody that of the project
 */
export function candidatesOf(
  prosody: ProsodyEdit | null,
  own: readonly ProsodyPreset[],
): readonly Candidate[] {
  const language = prosody?.language ?? null;
  const presets = [...PRESETS, ...own].filter(({ id }) => id !== RECORDED_PRESET_ID);
  const edit = heardEdit(prosody);
  const present = edit?.preset && presets.find(({ id }) => id === edit.preset?.id);
  return [
    {
      choice: { id: RECORDED_ID, edit: null },
      presetId: RECORDED_PRESET_ID,
      settings: NEUTRAL_SETTINGS,
    },
    ...(edit
      ? [
          {
            choice: { id: OWN_EDIT_ID, edit },
            presetId: OWN_EDIT_ID,
            settings: wholeVoice(edit, present || undefined),
          },
        ]
      : []),
    ...presets.map(({ id, settings }) => ({
      choice: { id, edit: { ...NEUTRAL_EDIT, language, preset: { id, amount: 1 } } },
      presetId: id,
      settings,
    })),
  ];
}

/** The name of a voice in both languages: files and their pictures bear both. */
export function choiceName({ id }: ComparedChoice, own: readonly ProsodyPreset[]): NameInBoth {
  if (id === RECORDED_ID) return { en: WORDS.en.compare.recorded, ja: WORDS.ja.compare.recorded };
  if (id === OWN_EDIT_ID) return { en: WORDS.en.compare.ownEdit, ja: WORDS.ja.compare.ownEdit };
  return [...PRESETS, ...own].find((preset) => preset.id === id)?.name ?? { en: id, ja: id };
}
