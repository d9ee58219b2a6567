import { useEffect, useRef, useState } from 'react';
import {
  TITLE_MAX_CHARS,
  TITLE_POSITIONS,
  TITLE_SIZE_RANGE,
  TITLE_STYLES,
} from '../../../shared/titles/titleShapes.ts';
import { useProject } from '../../stores/project.ts';
import type { Title } from '../../stores/projectDocument.ts';
import { useTitles, withoutTitle, withTitle } from '../../stores/titles.ts';
import { formatPercent } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Choices } from '../../ui/Choices.tsx';
import { Slider } from '../../ui/Slider.tsx';
import { BinIcon } from '../voice/icons.tsx';
import { TimeField } from '../words/TimeField.tsx';

export interface TitleRowProps {
  readonly title: Title;
  readonly number: number;
  /** Puts the playhead where it begins. */
  readonly onGoTo: (sec: number) => void;
}

/** One title: its words, when, where and how. */
export function TitleRow({ title, number, onGoTo }: TitleRowProps) {
  const { words, language } = useText();
  const edit = useProject((store) => store.edit);
  const setEdited = useTitles((store) => store.setEdited);
  const [draft, setDraft] = useState(title.text);
  const [known, setKnown] = useState(title.text);
  // A step back changes the words under the field.
  if (known !== title.text) {
    setKnown(title.text);
    setDraft(title.text);
  }
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (useTitles.getState().editedId !== title.id) return;
    field.current?.focus();
    field.current?.select();
  }, [title.id]);
  const text = words.picture.titles;
  const { id } = title;

  const change = (part: Partial<Omit<Title, 'id'>>, merge?: string): void =>
    edit((document) => withTitle(document, id, part), merge === undefined ? {} : { merge: `${merge} ${id}` });

  return (
    <li
      className="title-row"
      aria-label={text.one(number)}
      onFocus={() => setEdited(id)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setEdited(null);
      }}
    >
      <div className="caption-times">
        <button
          type="button"
          className="caption-number numbers"
          aria-label={text.goTo(number)}
          onClick={() => onGoTo(title.startSec)}
        >
          {number}
        </button>
        <TimeField
          label={text.start(number)}
          sec={title.startSec}
          onChange={(startSec) => change({ startSec })}
        />
        <span aria-hidden="true">–</span>
        <TimeField label={text.end(number)} sec={title.endSec} onChange={(endSec) => change({ endSec })} />
        <span className="caption-actions">
          <button
            type="button"
            className="button-icon"
            aria-label={text.remove(number)}
            title={text.remove(number)}
            onClick={() => edit((document) => withoutTitle(document, id))}
          >
            <BinIcon />
          </button>
        </span>
      </div>
      <textarea
        ref={field}
        className="textarea caption-text"
        rows={Math.min(3, draft.split('\n').length + (draft.length > 30 ? 1 : 0))}
        dir="auto"
        maxLength={TITLE_MAX_CHARS}
        aria-label={text.text(number)}
        value={draft}
        onChange={({ target }) => {
          setDraft(target.value);
          // A title without words is none: the last ones stay until there are others.
          if (target.value.trim() === '') return;
          setKnown(target.value);
          change({ text: target.value }, 'title words');
        }}
        onBlur={() => setDraft(title.text)}
      />
      <Choices
        legend={text.style}
        hideLegend
        look="bar"
        value={title.style}
        onChoose={(style) => change({ style })}
        choices={TITLE_STYLES.map((value) => ({ value, label: text.styles[value] }))}
      />
      <div className="title-place">
        <Choices
          legend={text.position}
          hideLegend
          look="bar"
          value={title.position}
          onChoose={(position) => change({ position })}
          choices={TITLE_POSITIONS.map((value) => ({ value, label: text.positions[value] }))}
        />
      </div>
      <Slider
        label={text.size}
        min={TITLE_SIZE_RANGE.min}
        max={TITLE_SIZE_RANGE.max}
        step={0.5}
        value={title.sizePercent}
        shown={formatPercent(title.sizePercent / 100, language)}
        onChange={(sizePercent) => change({ sizePercent }, 'title size')}
      />
    </li>
  );
}
