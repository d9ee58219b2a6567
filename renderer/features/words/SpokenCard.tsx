import { useEffect, useId } from 'react';
import { SPEED_RANGE, TEXT_MAX_CHARS } from '../../../shared/contract/spokenConstants.ts';
import { NAME_PLACE } from '../../../shared/project/namePlace.ts';
import { useSession } from '../../session/session.ts';
import { useProject } from '../../stores/project.ts';
import { useSpoken } from '../../stores/spoken.ts';
import { useView } from '../../stores/view.ts';
import { errorText } from '../../text/errorText.ts';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Card } from '../../ui/Card.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Slider } from '../../ui/Slider.tsx';
import { WordsIcon } from '../voice/icons.tsx';
import { SPOKEN_FIELD_ID } from '../voice/VoiceWays.tsx';
import { SuggestedTexts } from '../projects/SuggestedTexts.tsx';
import { BetterVoices, SpeakerFields } from './SpeakerFields.tsx';
import { Suggestions } from './Suggestions.tsx';

/** Long texts have their length shown, and count towards a limit that is far away. */
const COUNT_FROM_CHARS = 500;

/** A text becomes the voice. */
export function SpokenCard() {
  const { words, language } = useText();
  const { spoken } = useSession();
  const { draft, speakers, reading, lastReading, problem } = useSpoken();
  const current = useProject(({ document }) => document.spoken);
  const open = useView((store) => store.open);
  const hint = useId();
  const text = words.voiceText.spoken;

  useEffect(() => {
    if (useSpoken.getState().speakers === null) void spoken.loadSpeakers();
    // Most people write in the language in which they read.
    spoken.suggestLanguage(language);
  }, [spoken, language]);
  // A step back, or another project, brings its own text.
  useEffect(() => spoken.takeFromDocument(), [spoken, current]);

  const said =
    current !== null &&
    current.text === draft.text &&
    current.speed === draft.speed &&
    current.language === draft.language &&
    (draft.speakerId === null || current.speakerId === draft.speakerId);
  const busy = reading !== null;
  // A name that was never filled in would be read out as it stands.
  const nameMissing = draft.text.includes(NAME_PLACE);
  const state = busy
    ? text.reading
    : nameMissing
      ? text.nameMissing
      : lastReading && said
        ? text.spokenAnew(lastReading.spokenAnew, lastReading.sentences)
        : said
          ? text.upToDate
          : '';

  return (
    <Card id="spoken-card" title={text.title} icon={<WordsIcon />}>
      <div className="words-field">
        <label htmlFor={SPOKEN_FIELD_ID} className="visually-hidden">
          {text.text}
        </label>
        <textarea
          id={SPOKEN_FIELD_ID}
          className="textarea"
          rows={5}
          dir="auto"
          lang={draft.language}
          maxLength={TEXT_MAX_CHARS}
          placeholder={text.placeholder}
          aria-describedby={hint}
          value={draft.text}
          onChange={({ target }) => spoken.write({ text: target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            void spoken.read();
          }}
        />
        {draft.text.trim() === '' && <SuggestedTexts otherwise={<Suggestions />} />}
        <div className="words-foot">
          <button type="button" className="button-link" onClick={() => open('readings')}>
            {text.readings}
          </button>
          {draft.text.length >= COUNT_FROM_CHARS && (
            <span className="words-count numbers">
              {text.characters(formatNumber(draft.text.length, language))}
            </span>
          )}
        </div>
      </div>
      <SpeakerFields />
      <Slider
        label={text.speed}
        {...SPEED_RANGE}
        value={draft.speed}
        shown={text.speedValue(formatNumber(draft.speed, language, 2))}
        onChange={(speed) => spoken.write({ speed })}
      />
      {problem && <Alert {...errorText(problem, words)} />}
      {busy && <ProgressBar label={text.reading} fraction={reading} />}
      <div className="card-row">
        <p className="material-detail" id={hint} role="status">
          {state}
        </p>
        {busy ? (
          <button type="button" className="button-plain" onClick={() => void spoken.cancel()}>
            {text.cancel}
          </button>
        ) : (
          <button
            type="button"
            className="button-primary"
            disabled={draft.text.trim() === '' || nameMissing || said || speakers?.speakers.length === 0}
            onClick={() => void spoken.read()}
          >
            {current && !said ? text.readAgain : text.read}
          </button>
        )}
      </div>
      <BetterVoices />
    </Card>
  );
}
