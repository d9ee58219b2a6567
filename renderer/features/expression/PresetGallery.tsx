import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { PRESETS, type ProsodyPreset } from '../../../shared/prosody/presets.ts';
import { editOf, RECORDED_PRESET_ID, withPresetChosen } from '../../stores/expression.ts';
import { usePresets } from '../../stores/presets.ts';
import { useProject } from '../../stores/project.ts';
import type { Words } from '../../text/words.ts';
import type { Language } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { CheckIcon } from '../../ui/icons.tsx';
import { OwnPresetMenu } from './OwnPresetMenu.tsx';
import { PresetIcon } from './presetIcons.tsx';
import { PresetSketch } from './PresetSketch.tsx';

/** The name of a preset as people see it. */
export const presetName = ({ id, name }: ProsodyPreset, words: Words, language: Language): string =>
  id === RECORDED_PRESET_ID ? words.expression.recorded : name[language];

/** What a preset is like, in one line. */
export const presetLine = (
  { id, description }: ProsodyPreset,
  { expression }: Words,
  language: Language,
): string =>
  id === RECORDED_PRESET_ID ? expression.recordedHint : description[language].trim() || expression.ownHint;

/**
 * All ways of speaking as cards: as recorded first, then the program's, then the user's own. What the chosen one is
 * like stays in sight while the cards scroll.
 * @param foot under the description
 */
export function PresetGallery({ foot }: { foot: ReactNode }) {
  const { words, language } = useText();
  const text = words.expression;
  const own = usePresets((store) => store.own);
  const chosenId = useProject(({ document }) => editOf(document).preset?.id ?? RECORDED_PRESET_ID);
  const edit = useProject((store) => store.edit);
  const [lookedAtId, setLookedAtId] = useState<string | null>(null);
  const group = useId();
  const all = [...PRESETS, ...(own ?? [])];
  const described = all.find(({ id }) => id === (lookedAtId ?? chosenId));
  const isGone = own !== null && !all.some(({ id }) => id === chosenId);

  const choose = (id: string): void => edit((document) => withPresetChosen(document, id));
  const card = (preset: ProsodyPreset) => (
    <div
      key={preset.id}
      className="preset"
      onPointerEnter={() => setLookedAtId(preset.id)}
      onPointerLeave={() => setLookedAtId(null)}
    >
      <label className="preset-label">
        <input
          className="visually-hidden"
          type="radio"
          name={group}
          value={preset.id}
          checked={preset.id === chosenId}
          aria-label={presetName(preset, words, language)}
          aria-description={presetLine(preset, words, language)}
          onChange={() => choose(preset.id)}
          onFocus={() => setLookedAtId(preset.id)}
          onBlur={() => setLookedAtId(null)}
        />
        <span className="preset-face">
          <span className="preset-top">
            <PresetIcon id={preset.id} />
            <PresetSketch settings={preset.settings} />
          </span>
          <span className="preset-name">{presetName(preset, words, language)}</span>
          <span className="preset-mark">
            <CheckIcon />
          </span>
        </span>
      </label>
      {own?.includes(preset) && <OwnPresetMenu preset={preset} />}
    </div>
  );

  return (
    <fieldset className="presets" onKeyDown={stayWithin}>
      <legend className="choices-legend">{text.presets}</legend>
      {isGone && <p className="presets-gone">{text.gone}</p>}
      <div className="presets-grid">{PRESETS.map(card)}</div>
      {own && own.length > 0 && (
        <>
          <p className="choices-legend" id={`${group}-own`}>
            {text.own}
          </p>
          <div className="presets-grid" role="group" aria-labelledby={`${group}-own`}>
            {own.map(card)}
          </div>
        </>
      )}
      <div className="presets-foot">
        {described && (
          <p className="presets-line" aria-hidden="true">
            <strong>{presetName(described, words, language)}</strong> {presetLine(described, words, language)}
          </p>
        )}
        {foot}
      </div>
    </fieldset>
  );
}

/** Home and End go to the first and the last card, as in every list. */
function stayWithin(event: KeyboardEvent<HTMLFieldSetElement>): void {
  if (event.key !== 'Home' && event.key !== 'End') return;
  const cards = event.currentTarget.querySelectorAll<HTMLInputElement>('input[type=radio]');
  const target = event.key === 'Home' ? cards[0] : cards[cards.length - 1];
  if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'radio') return;
  event.preventDefault();
  target?.focus();
  target?.click();
}
