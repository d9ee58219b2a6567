import { useId } from 'react';
import { peopleWho } from '../../../shared/consent/consent.ts';
import { useSession } from '../../session/session.ts';
import { useProject } from '../../stores/project.ts';
import { useView } from '../../stores/view.ts';
import { useVoiceColour } from '../../stores/voiceColour.ts';
import { errorText } from '../../text/errorText.ts';
import { useText } from '../../text/useText.ts';
import { warningText } from '../../text/warningText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Card } from '../../ui/Card.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { VoiceIcon } from '../../ui/icons.tsx';

/** The voice in the colour of a person who agreed to it. */
export function VoiceColourCard() {
  const { words } = useText();
  const { voiceColour } = useSession();
  const voice = useProject(({ document }) => document.voice);
  const colour = useProject(({ document }) => document.voiceColour);
  const consents = useProject(({ document }) => document.consents);
  const { person, sample, progress, warnings, problem } = useVoiceColour();
  const open = useView((store) => store.open);
  const personId = useId();
  const text = words.people.colour;
  const people = peopleWho(consents, 'voice');
  const chosen = people.includes(person) ? person : '';
  const isBusy = progress !== null;
  if (!voice) return null;

  return (
    <Card
      id="colour-card"
      title={text.title}
      icon={<VoiceIcon />}
      action={
        <button type="button" className="button-quiet" onClick={() => open('people')}>
          {words.people.short}
        </button>
      }
    >
      <p className="material-detail">{colour ? text.now(colour.person) : text.lead}</p>
      {people.length === 0 ? (
        <p className="material-detail">{text.noPerson}</p>
      ) : (
        <div className="colour-fields">
          <label htmlFor={personId}>{text.person}</label>
          <select
            id={personId}
            className="select"
            value={chosen}
            disabled={isBusy}
            onChange={({ target }) => voiceColour.choosePerson(target.value)}
          >
            <option value="">{text.choosePerson}</option>
            {people.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
          <span>{text.sample}</span>
          <button
            type="button"
            className="button-small colour-sample"
            disabled={isBusy}
            title={text.sampleHint}
            onClick={() => void voiceColour.chooseSample()}
          >
            {sample ? sample.name : text.chooseSample}
          </button>
        </div>
      )}
      {warnings.map((warning) => (
        <p key={warning} className="material-detail">
          {warningText(warning, words)}
        </p>
      ))}
      {problem && <Alert {...errorText(problem.error, words, problem.fileName)} />}
      {isBusy && <ProgressBar label={text.working} fraction={progress} />}
      <div className="colour-row">
        {colour?.original && !isBusy && (
          <button type="button" className="button-small" onClick={() => void voiceColour.takeOff()}>
            {text.takeOff}
          </button>
        )}
        {isBusy ? (
          <button type="button" className="button-small" onClick={() => void voiceColour.cancel()}>
            {text.cancel}
          </button>
        ) : (
          people.length > 0 && (
            <button
              type="button"
              className="button-small"
              disabled={chosen === '' || !sample}
              onClick={() => void voiceColour.apply()}
            >
              {colour ? text.again : text.apply}
            </button>
          )
        )}
      </div>
    </Card>
  );
}
