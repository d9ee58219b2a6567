import { useId, useRef } from 'react';
import { useSession } from '../../session/session.ts';
import { useBatch, type OpenList } from '../../stores/batch.ts';
import { useSpoken } from '../../stores/spoken.ts';
import { useText } from '../../text/useText.ts';
import { Card } from '../../ui/Card.tsx';
import { useLanguages } from '../words/useLanguages.ts';
import { VoiceFields } from '../words/VoiceFields.tsx';
import { SpeechIcon } from './icons.tsx';

/** Fields that fit beside each other; a list with more is typed from. */
const FIELDS_SHOWN = 8;

/** What is said in every video, with the fields of the list. */
export function WordsCard({ open }: { open: OpenList }) {
  const { words } = useText();
  const { batch } = useSession();
  const { text, language, speaker, captions } = useBatch((store) => store.wishes);
  const speakers = useSpoken((store) => store.speakers)?.speakers;
  const languages = useLanguages(speakers);
  const field = useRef<HTMLTextAreaElement>(null);
  const [textId, hintId] = [useId(), useId()];
  const labels = words.batch.words;
  const fields = open.content.headings.filter((heading) => heading !== '').slice(0, FIELDS_SHOWN);

  /** At the caret, as if it had been typed. */
  function insert(place: string): void {
    const area = field.current;
    const [from, to] = [area?.selectionStart ?? text.length, area?.selectionEnd ?? text.length];
    batch.write({ text: `${text.slice(0, from)}${place}${text.slice(to)}` });
    area?.focus();
    requestAnimationFrame(() => area?.setSelectionRange(from + place.length, from + place.length));
  }

  return (
    <Card id="batch-words" icon={<SpeechIcon />} title={labels.title}>
      <div className="batch-field">
        <label className="batch-label" htmlFor={textId}>
          {labels.text}
        </label>
        <textarea
          id={textId}
          ref={field}
          className="batch-input"
          rows={3}
          dir="auto"
          value={text}
          placeholder={labels.placeholder}
          aria-describedby={hintId}
          onChange={({ target }) => batch.write({ text: target.value })}
        />
        <div className="batch-chips">
          {fields.map((heading) => (
            <button
              key={heading}
              type="button"
              className="batch-chip"
              aria-label={labels.insertField(`{${heading}}`)}
              onClick={() => insert(`{${heading}}`)}
            >
              {`{${heading}}`}
            </button>
          ))}
        </div>
        <p className="material-detail" id={hintId}>
          {labels.hint}
        </p>
      </div>
      <VoiceFields
        speakers={speakers ?? []}
        languages={languages}
        language={language}
        speakerId={speaker}
        open={labels.anySpeaker}
        onLanguage={(code) => batch.write({ language: code, speaker: null })}
        onSpeaker={(id) => batch.write({ speaker: id })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={captions}
          onChange={({ target }) => batch.write({ captions: target.checked })}
        />
        {labels.captions}
      </label>
    </Card>
  );
}
