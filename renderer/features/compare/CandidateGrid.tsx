import { useEffect, useMemo, useRef } from 'react';
import { COMPARED_RANGE } from '../../../shared/contract/compareConstants.ts';
import { OWN_EDIT_ID, useCompare } from '../../stores/compare.ts';
import { usePresets } from '../../stores/presets.ts';
import { useProject } from '../../stores/project.ts';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { PresetIcon } from '../expression/presetIcons.tsx';
import { PresetSketch } from '../expression/PresetSketch.tsx';
import { candidatesOf, choiceName } from './candidates.ts';

/** Which voices are to be compared. */
export function CandidateGrid({ onStart }: { onStart: () => void }) {
  const { words, language } = useText();
  const text = words.compare;
  const prosody = useProject(({ document }) => document.prosody);
  const own = usePresets((store) => store.own);
  const choices = useCompare((store) => store.choices);
  const toggleChoice = useCompare((store) => store.toggleChoice);
  const heading = useRef<HTMLHeadingElement>(null);
  const candidates = useMemo(() => candidatesOf(prosody, own ?? []), [prosody, own]);
  const missing = COMPARED_RANGE.min - choices.length;
  const isFull = choices.length >= COMPARED_RANGE.max;
  useEffect(() => heading.current?.focus(), []);

  return (
    <section className="candidates" aria-labelledby="candidates-title">
      <header className="candidates-head">
        <h2 className="candidates-title" id="candidates-title" tabIndex={-1} ref={heading}>
          {text.title}
        </h2>
        <p className="candidates-lead">{text.lead}</p>
      </header>
      <fieldset className="candidates-list">
        <legend className="visually-hidden">{text.choose}</legend>
        {candidates.map(({ choice, presetId, settings }) => {
          const place = choices.findIndex(({ id }) => id === choice.id);
          const isChosen = place >= 0;
          return (
            <label
              key={choice.id}
              className="candidate"
              title={isFull && !isChosen ? text.full : undefined}
              data-place={isChosen ? place + 1 : undefined}
            >
              <input
                className="visually-hidden"
                type="checkbox"
                checked={isChosen}
                disabled={isFull && !isChosen}
                aria-label={choiceName(choice, own ?? [])[language]}
                aria-description={choice.id === OWN_EDIT_ID ? text.ownEditHint : undefined}
                onChange={() => toggleChoice(choice)}
              />
              <span className="preset-face">
                <span className="preset-top">
                  <PresetIcon id={presetId} />
                  <PresetSketch settings={settings} />
                </span>
                <span className="preset-name">{choiceName(choice, own ?? [])[language]}</span>
                {isChosen && <span className="candidate-place numbers">{place + 1}</span>}
              </span>
            </label>
          );
        })}
      </fieldset>
      <div className="candidates-foot">
        <p className="candidates-count numbers" role="status">
          {missing > 0
            ? text.needMore(missing)
            : isFull
              ? text.full
              : text.chosen(
                  formatNumber(choices.length, language),
                  formatNumber(COMPARED_RANGE.max, language),
                )}
        </p>
        <button type="button" className="button-primary" disabled={missing > 0} onClick={onStart}>
          {text.start}
        </button>
      </div>
    </section>
  );
}
