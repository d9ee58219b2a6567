import { useId, useState } from 'react';
import {
  CONSENT_NAME_MAX,
  CONSENT_NOTE_MAX,
  CONSENT_USES,
  CONSENT_WAYS,
  type ConsentWay,
} from '../../../shared/consent/consent.ts';
import { useSession } from '../../session/session.ts';
import type { Consent } from '../../stores/projectDocument.ts';
import { useText } from '../../text/useText.ts';
import { BinIcon } from '../voice/icons.tsx';
import { ConsentProof } from './ConsentProof.tsx';

export interface ConsentFormProps {
  readonly consent: Consent;
  readonly index: number;
  readonly onRemove: () => void;
}

/** One person: what they agreed to, how and when. */
export function ConsentForm({ consent, index, onRemove }: ConsentFormProps) {
  const { words } = useText();
  const { consents } = useSession();
  const id = useId();
  const text = words.people;
  const { name, date, way, uses, note } = consent;

  return (
    <li className="person" aria-label={text.person(name)}>
      <div className="person-head">
        <div className="person-field">
          <label htmlFor={`${id}-name`}>{text.name}</label>
          <NameField
            id={`${id}-name`}
            name={name}
            onChange={(typed) => consents.change(index, { name: typed }, `consent-name ${index}`)}
          />
        </div>
        <div className="person-field">
          <label htmlFor={`${id}-date`}>{text.date}</label>
          <input
            id={`${id}-date`}
            className="text-field numbers"
            type="date"
            value={date}
            // An empty field is a date that is still being typed.
            onChange={({ target }) =>
              target.value !== '' && consents.change(index, { date: target.value }, `consent-date ${index}`)
            }
          />
        </div>
        <div className="person-field">
          <label htmlFor={`${id}-way`}>{text.way}</label>
          <select
            id={`${id}-way`}
            className="select"
            value={way}
            // The values are those that the list below offers.
            onChange={({ target }) => consents.change(index, { way: target.value as ConsentWay })}
          >
            {CONSENT_WAYS.map((one) => (
              <option key={one} value={one}>
                {text.ways[one]}
              </option>
            ))}
          </select>
        </div>
        <button
          type="button"
          className="button-icon person-remove"
          aria-label={text.remove(name)}
          onClick={onRemove}
        >
          <BinIcon />
        </button>
      </div>
      <fieldset className="person-uses">
        <legend>{text.uses}</legend>
        {CONSENT_USES.map((use) => (
          <label key={use} className="person-check">
            <input
              type="checkbox"
              checked={uses.includes(use)}
              onChange={({ target }) =>
                consents.change(index, {
                  uses: CONSENT_USES.filter((one) => (one === use ? target.checked : uses.includes(one))),
                })
              }
            />
            {text.use[use]}
          </label>
        ))}
      </fieldset>
      <div className="person-field">
        <label htmlFor={`${id}-note`}>{text.note}</label>
        <textarea
          id={`${id}-note`}
          className="textarea"
          rows={2}
          dir="auto"
          maxLength={CONSENT_NOTE_MAX}
          placeholder={text.noteHint}
          value={note}
          onChange={({ target }) => consents.change(index, { note: target.value }, `consent-note ${index}`)}
        />
      </div>
      <ConsentProof consent={consent} index={index} />
    </li>
  );
}

/** A name may be empty while it is typed, and never in the project. */
function NameField({ id, name, onChange }: { id: string; name: string; onChange: (name: string) => void }) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <input
      id={id}
      className="text-field"
      dir="auto"
      maxLength={CONSENT_NAME_MAX}
      value={draft ?? name}
      onChange={({ target: { value } }) => {
        setDraft(value.trim() === '' ? value : null);
        if (value.trim() !== '') onChange(value);
      }}
      onBlur={() => setDraft(null)}
    />
  );
}
