import { useEffect, useRef } from 'react';
import type { Speaker } from '../../../shared/contract/spoken.ts';
import { betterLanguage } from '../../../shared/speech/languageOfText.ts';
import {
  primaryOf,
  speakerNow,
  speakersOf,
  type LanguageOption,
} from '../../../shared/speech/speakerGroups.ts';
import { useSession } from '../../session/session.ts';
import { useSpoken } from '../../stores/spoken.ts';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { useLanguages } from './useLanguages.ts';
import { VoiceFields } from './VoiceFields.tsx';

/** Language, voice and style; what the voice is like, and what its makers ask for. */
export function SpeakerFields() {
  const { words } = useText();
  const { spoken } = useSession();
  const { draft, speakers, loadingSpeakers } = useSpoken();
  const text = words.voiceText.spoken;
  const code = primaryOf(draft.language);
  const languages = useLanguages(speakers?.speakers);
  useNewVoices();

  if (!speakers)
    return loadingSpeakers ? (
      <p className="working" role="status">
        <span className="working-dot" aria-hidden="true" />
        {text.loading}
      </p>
    ) : null;
  if (speakers.speakers.length === 0)
    return (
      <Alert message={text.noSpeakers} hint={text.noSpeakersHint}>
        <div className="alert-actions">
          <ModelsButton />
          <LookAgainButton />
        </div>
      </Alert>
    );

  const now = speakerNow(speakers.speakers, code, draft.speakerId);
  return (
    <div className="speaker">
      <VoiceFields
        speakers={speakers.speakers}
        languages={languages}
        language={draft.language}
        speakerId={draft.speakerId}
        onLanguage={(language) => spoken.write({ language, speakerId: null })}
        onSpeaker={(speakerId) => spoken.write({ speakerId })}
      />
      <OtherLanguage offered={languages} />
      {now && <SpeakerNote speaker={now} />}
    </div>
  );
}

/** A text in letters that the chosen language has not: what it is rather, and how to have it read so. */
function OtherLanguage({ offered }: { offered: readonly LanguageOption[] }) {
  const { words } = useText();
  const { spoken } = useSession();
  const { text: written, language } = useSpoken((store) => store.draft);
  const text = words.voiceText.spoken;
  const better = betterLanguage(
    written,
    primaryOf(language),
    offered.map(({ code }) => code),
  );
  const name = offered.find(({ code }) => code === better)?.name;
  return (
    <div role="status" className="speaker-other">
      {better !== null && name !== undefined && (
        <div className="speaker-more">
          <p className="material-detail">{text.otherLanguage(name)}</p>
          <button
            type="button"
            className="button-small"
            onClick={() => spoken.write({ language: better, speakerId: null })}
          >
            {text.readIn(name)}
          </button>
        </div>
      )}
    </div>
  );
}

/** How to get voices that sound like a person, where there are none of the language; not in the way of the work. */
export function BetterVoices() {
  const { words } = useText();
  const { draft, speakers } = useSpoken();
  const text = words.voiceText.spoken;
  const code = primaryOf(draft.language);
  if (!speakers || speakers.speakers.length === 0) return null;
  const onlySynthetic = speakersOf(speakers.speakers, code).every(
    ({ styles: [{ quality }] }) => quality === 'synthetic',
  );
  const voicevoxMissing = code === 'ja' && speakers.unavailable.some(({ source }) => source === 'voicevox');
  if (!onlySynthetic && !voicevoxMissing) return null;
  return (
    <div className="speaker-more">
      {onlySynthetic && <p className="material-detail">{text.modelsHow}</p>}
      {voicevoxMissing && <p className="material-detail">{text.voicevoxHow}</p>}
      <div className="alert-actions">
        {onlySynthetic && <ModelsButton />}
        {voicevoxMissing && <LookAgainButton />}
      </div>
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

function LookAgainButton() {
  const { words } = useText();
  const { spoken } = useSession();
  return (
    <button type="button" className="button-small" onClick={() => void spoken.loadSpeakers()}>
      {words.voiceText.spoken.again}
    </button>
  );
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
