import { PRESETS } from '../../shared/prosody/presets.ts';
import { editOf, RECORDED_PRESET_ID, withPresetChosen } from '../stores/expression.ts';
import { useProject } from '../stores/project.ts';
import { useView } from '../stores/view.ts';
import { WORDS } from '../text/useText.ts';
import type { Command, LocalKeys } from './command.ts';

const hasVoice = (): boolean => useProject.getState().document.voice !== null;
const canCompare = (): boolean => hasVoice() && useProject.getState().document.photo !== null;

/** Shows voices side by side, as far as there is a voice and a face. */
export function showComparison(): void {
  if (canCompare()) useView.getState().setStage('compare');
}

/** Ways of speaking, and seeing them side by side. */
export const COMPARE_COMMANDS: readonly Command[] = [
  {
    id: 'compare',
    section: 'go',
    name: (words) => words.compare.tab,
    keys: ['Mod', 'B'],
    available: canCompare,
    run: showComparison,
  },
  ...PRESETS.map(({ id, name }): Command => ({
    id: `speak-${id}`,
    section: 'play',
    name: (words) => {
      const language = words === WORDS.ja ? 'ja' : 'en';
      const preset = id === RECORDED_PRESET_ID ? words.expression.recorded : name[language];
      return `${words.expression.presets}: ${preset}`;
    },
    available: () =>
      hasVoice() && (editOf(useProject.getState().document).preset?.id ?? RECORDED_PRESET_ID) !== id,
    run: () => useProject.getState().edit((document) => withPresetChosen(document, id)),
  })),
];

/** Keys of the comparison. */
export const COMPARE_KEYS: readonly LocalKeys[] = (
  [
    ['solo', ['1', '–', '4']],
    ['mute', ['Shift', '1', '–', '4']],
    ['swap', ['X']],
    ['use', ['U']],
  ] as const
).map(([key, keys]) => ({
  section: 'play',
  name: (words) => `${words.compare.tab}: ${words.compare.keyNames[key]}`,
  keys,
}));
