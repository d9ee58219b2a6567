import { useEffect, useId, useRef } from 'react';
import type { Speaker } from '../../../shared/contract/spoken.ts';
import {
  bySource,
  languagesOf,
  primaryOf,
  speakerNow,
  speakersOf,
} from '../../../shared/speech/speakerGroups.ts';
import { useSession } from '../../session/session.ts';
import { useSpoken } from '../../stores/spoken.ts';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { Alert } from '../../ui/Alert.tsx';

/** Language, voice and style; what the voice is like, and what its makers ask for. */
export function SpeakerFields() {
  const { words, language: interfaceLanguage } = useText();
  const { spoken } = useSession();
  const { draft, speakers, loadingSpeakers } = useSpoken();
  const text = words.voiceText.spoken;
  const [languageId, speakerFieldId, styleId] = [useId(), useId(), useId()];
  const code = primaryOf(draft.language);
  useNewVoices();

  if (!speakers)
    return loadingSpeakers ? (
      <p className="working" role="status">
        <span className="working-dot" aria-hidden="true" />
        {text.loading}
      </p>
    ) : null;
  const again = (
    <button type="button" className="button-small" onClick={() => void spoken.loadSpeakers()}>
      {text.again}
    </button>
  );
  if (speakers.speakers.length === 0)
    return (
      <Alert message={text.noSpeakers} hint={text.noSpeakersHint}>
        <div className="alert-actions">
          <ModelsButton />
          {again}
        </div>
      </Alert>
    );

  const languages = languagesOf(speakers.speakers, interfaceLanguage);
  const choices = speakersOf(speakers.speakers, code);
  const now = speakerNow(speakers.speakers, code, draft.speakerId);
  const styles =
    choices.find(({ name, source }) => name === now?.name && source === now.source)?.styles ?? [];
  const onlySynthetic = choices.every(({ styles: [{ quality }] }) => quality === 'synthetic');
  const voicevoxMissing = code === 'ja' && speakers.unavailable.some(({ source }) => source === 'voicevox');

  return (
    <div className="speaker">
      <div className="speaker-fields">
        <label htmlFor={languageId}>{text.language}</label>
        <select
          id={languageId}
          className="select"
          value={code}
          onChange={({ target }) => spoken.write({ language: target.value, speakerId: null })}
        >
          {!languages.some((option) => option.code === code) && <option value={code}>{code}</option>}
          {languages.map((option) => (
            <option key={option.code} value={option.code}>
              {option.name}
            </option>
          ))}
        </select>
        <label htmlFor={speakerFieldId}>{text.speaker}</label>
        <select
          id={speakerFieldId}
          className="select"
          value={styles[0]?.id ?? ''}
          disabled={choices.length === 0}
          onChange={({ target }) => spoken.write({ speakerId: target.value })}
        >
          {choices.length === 0 && <option value="">{text.noLanguageVoice}</option>}
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
            <label htmlFor={styleId}>{text.style}</label>
            <select
              id={styleId}
              className="select"
              value={now?.id}
              onChange={({ target }) => spoken.write({ speakerId: target.value })}
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
      {now && <SpeakerNote speaker={now} />}
      {(onlySynthetic || voicevoxMissing) && (
        <div className="speaker-more">
          {onlySynthetic && <p className="material-detail">{text.modelsHow}</p>}
          {voicevoxMissing && <p className="material-detail">{text.voicevoxHow}</p>}
          <div className="alert-actions">
            {onlySynthetic && <ModelsButton />}
            {voicevoxMissing && again}
          </div>
        </div>
      )}
    </div>
  );
}

/** Voices that were installed in the Models screen are there when it is closed. */
function useNewVoices(): void {
  const { spoken } = useSession();
  const dialog = useView((store) => store.dialog);
  const before = useRef(dialog);
  useEffect(() => {
    if (before.current === 'models' && dialog === null) void spoken.loadSpeakers();
    before.current = dialog;
  }, [dialog, spoken]);
}

function ModelsButton() {
  const { words } = useText();
  const open = useView((store) => store.open);
  return (
    <button type="button" className="button-small" onClick={() => open('models')}>
      {words.voiceText.spoken.openModels}
    </button>
  );
}

/** Who reads: portrait, honest quality, credit, licence. */
function SpeakerNote({ speaker }: { speaker: Speaker }) {
  const { words } = useText();
  const { spoken } = useSession();
  const portrait = useSpoken((store) => store.portraits[speaker.id] ?? null);
  const { id, name, source, hasPortrait, quality, credit, licence } = speaker;
  // Voices out of Models differ in what their licences allow; programs are told in their own place.
  const isInstalled = source === 'piper' || source === 'kokoro';
  const text = words.voiceText.spoken;
  useEffect(() => {
    if (hasPortrait) void spoken.loadPortrait(id);
  }, [spoken, id, hasPortrait]);

  return (
    <div className="speaker-note">
      {portrait !== null && (
        <img className="speaker-portrait" src={portrait} alt={text.portrait(name)} draggable={false} />
      )}
      <div>
        <p className="material-detail">{quality === 'natural' ? text.natural : text.synthetic}</p>
        {isInstalled && <p className="material-detail selectable">{text.licence(licence)}</p>}
        {credit !== null && <p className="material-detail selectable">{text.credit(credit)}</p>}
      </div>
    </div>
  );
}
