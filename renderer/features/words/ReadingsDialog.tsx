import { useEffect, useId, useState, type SyntheticEvent } from 'react';
import { READING_MAX_CHARS } from '../../../shared/speech/readings.ts';
import { useSession } from '../../session/session.ts';
import { useSpoken } from '../../stores/spoken.ts';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { BinIcon } from '../voice/icons.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { primaryOf } from '../../../shared/speech/speakerGroups.ts';

/** How names and words are said that a voice would read otherwise. */
export function ReadingsDialog() {
  const { words } = useText();
  const { spoken } = useSession();
  const open = useView((store) => store.dialog === 'readings');
  const text = words.voiceText.readings;
  useEffect(() => {
    if (open) void spoken.loadReadings();
  }, [open, spoken]);
  return (
    <Dialog name="readings" title={text.title} close={text.close} look="medium" startsAt="content">
      <ReadingsList />
    </Dialog>
  );
}

function ReadingsList() {
  const { words, language: interfaceLanguage } = useText();
  const { spoken } = useSession();
  const readings = useSpoken((store) => store.readings) ?? [];
  const note = useSpoken((store) => store.importNote);
  const text = words.voiceText.readings;
  const names = new Intl.DisplayNames([interfaceLanguage], { type: 'language' });

  return (
    <div className="readings">
      <p className="dialog-lead">{text.lead}</p>
      <NewReading />
      {readings.length === 0 ? (
        <p className="material-detail">{text.none}</p>
      ) : (
        <ul className="readings-list">
          {readings.map((entry) => (
            <li key={`${entry.language} ${entry.word}`} className="readings-row">
              <bdi lang={entry.language}>{entry.word}</bdi>
              <bdi lang={entry.language}>{entry.reading}</bdi>
              <span className="material-detail">{names.of(entry.language)}</span>
              <button
                type="button"
                className="button-icon"
                aria-label={text.remove(entry.word)}
                onClick={() => void spoken.saveReadings(readings.filter((one) => one !== entry))}
              >
                <BinIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
      {note && (
        <p className="material-detail" role="status">
          {text.imported(note.taken)}
          {note.badLines.length > 0 && ` ${text.badLines(note.badLines.join(', '))}`}
        </p>
      )}
      <div className="dialog-row">
        <button type="button" className="button-small" onClick={() => void spoken.importReadings()}>
          {text.importFile}
        </button>
        <button
          type="button"
          className="button-small"
          disabled={readings.length === 0}
          onClick={() => void spoken.exportReadings()}
        >
          {text.exportFile}
        </button>
      </div>
    </div>
  );
}

/** The last line of the list, which is still empty. */
function NewReading() {
  const { words } = useText();
  const { spoken } = useSession();
  const readings = useSpoken((store) => store.readings) ?? [];
  const language = primaryOf(useSpoken((store) => store.draft.language));
  const [word, setWord] = useState('');
  const [reading, setReading] = useState('');
  const [wordId, readingId] = [useId(), useId()];
  const text = words.voiceText.readings;

  function add(event: SyntheticEvent): void {
    event.preventDefault();
    const entry = { word: word.trim(), reading: reading.trim(), language };
    if (entry.word === '' || entry.reading === '') return;
    const others = readings.filter((one) => one.language !== language || one.word !== entry.word);
    void spoken.saveReadings([...others, entry]);
    setWord('');
    setReading('');
    document.getElementById(wordId)?.focus();
  }

  return (
    <form className="readings-new" onSubmit={add}>
      <label htmlFor={wordId}>{text.word}</label>
      <label htmlFor={readingId}>{text.reading}</label>
      <input
        id={wordId}
        className="text-field"
        dir="auto"
        data-autofocus
        maxLength={READING_MAX_CHARS}
        value={word}
        onChange={({ target }) => setWord(target.value)}
      />
      <input
        id={readingId}
        className="text-field"
        dir="auto"
        maxLength={READING_MAX_CHARS}
        value={reading}
        onChange={({ target }) => setReading(target.value)}
      />
      <button
        type="submit"
        className="button-plain"
        disabled={word.trim() === '' || reading.trim() === '' || readings === null}
      >
        {text.add}
      </button>
    </form>
  );
}
