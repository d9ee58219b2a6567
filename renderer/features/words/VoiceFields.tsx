import { useId } from 'react';
import type { Speaker } from '../../../shared/contract/spoken.ts';
import {
  bySource,
  primaryOf,
  speakerNow,
  speakersOf,
  type LanguageOption,
} from '../../../shared/speech/speakerGroups.ts';
import { useText } from '../../text/useText.ts';

interface VoiceFieldsProps {
  readonly speakers: readonly Speaker[];
  /** Of all the speakers. */
  readonly languages: readonly LanguageOption[];
  /** BCP 47. */
  readonly language: string;
  /** null: the first of the language. */
  readonly speakerId: string | null;
  /** Words of the choice that leaves the voice open; without them there is always one chosen. */
  readonly open?: string;
  readonly onLanguage: (language: string) => void;
  readonly onSpeaker: (speakerId: string | null) => void;
}

/** Which language is read, by whom, and in which style. */
export function VoiceFields({
  speakers,
  languages,
  language,
  speakerId,
  open,
  onLanguage,
  onSpeaker,
}: VoiceFieldsProps) {
  const { words } = useText();
  const text = words.voiceText.spoken;
  const [languageField, speakerField, styleField] = [useId(), useId(), useId()];
  const code = primaryOf(language);
  const choices = speakersOf(speakers, code);
  const isOpen = open !== undefined && !speakers.some(({ id }) => id === speakerId);
  const now = isOpen ? undefined : speakerNow(speakers, code, speakerId);
  const styles =
    choices.find(({ name, source }) => name === now?.name && source === now.source)?.styles ?? [];
  return (
    <div className="speaker-fields">
      <label htmlFor={languageField}>{text.language}</label>
      <select
        id={languageField}
        className="select"
        value={code}
        onChange={({ target }) => onLanguage(target.value)}
      >
        {!languages.some((option) => option.code === code) && <option value={code}>{code}</option>}
        {languages.map((option) => (
          <option key={option.code} value={option.code}>
            {option.name}
          </option>
        ))}
      </select>
      <label htmlFor={speakerField}>{text.speaker}</label>
      <select
        id={speakerField}
        className="select"
        value={styles.at(0)?.id ?? ''}
        disabled={choices.length === 0 && open === undefined}
        onChange={({ target }) => onSpeaker(target.value === '' ? null : target.value)}
      >
        {open !== undefined && <option value="">{open}</option>}
        {choices.length === 0 && open === undefined && <option value="">{text.noLanguageVoice}</option>}
        {bySource(choices).map(({ source, choices: own }) => (
          <optgroup key={source} label={text.sources[source]}>
            {own.map(({ name, styles: [first] }) => (
              <option key={first.id} value={first.id}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {styles.length > 1 && (
        <>
          <label htmlFor={styleField}>{text.style}</label>
          <select
            id={styleField}
            className="select"
            value={now?.id}
            onChange={({ target }) => onSpeaker(target.value)}
          >
            {styles.map(({ id, style }) => (
              <option key={id} value={id}>
                {style}
              </option>
            ))}
          </select>
        </>
      )}
    </div>
  );
}
