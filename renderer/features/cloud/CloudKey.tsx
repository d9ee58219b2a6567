import { useId, useState, type SubmitEvent } from 'react';
import { useSession } from '../../session/session.ts';
import { useCloud } from '../../stores/cloud.ts';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';

/** The key: brought, tested, taken away. What was entered is never shown again. */
export function CloudKey() {
  const { words, language } = useText();
  const { cloud } = useSession();
  const { status, credits, working } = useCloud();
  const [typed, setTyped] = useState('');
  const id = useId();
  const text = words.cloud;
  const place = status?.key ?? 'none';
  const amount = (value: number | null): string =>
    value === null ? text.unknown : formatNumber(value, language);

  function save(event: SubmitEvent): void {
    event.preventDefault();
    void cloud.saveKey(typed);
    setTyped('');
  }

  return (
    <section className="cloud-part" aria-labelledby={`${id}-title`}>
      <h3 className="settings-title" id={`${id}-title`}>
        {text.key}
      </h3>
      <p className="settings-text" role="status">
        {credits ? text.credits(amount(credits.remaining), amount(credits.total)) : text.keyPlaces[place]}
      </p>
      {status && !status.hasKeychain && <p className="settings-text">{text.noKeychain}</p>}
      {place === 'none' ? (
        <form className="cloud-row" onSubmit={save}>
          <label className="visually-hidden" htmlFor={id}>
            {text.key}
          </label>
          <input
            id={id}
            className="cloud-field"
            type="password"
            autoComplete="off"
            spellCheck={false}
            aria-describedby={`${id}-hint`}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <button type="submit" className="button-small" disabled={typed.trim() === '' || working}>
            {text.saveKey}
          </button>
          <p className="settings-text cloud-hint" id={`${id}-hint`}>
            {text.keyHint}
          </p>
        </form>
      ) : (
        <div className="cloud-row">
          <button
            type="button"
            className="button-small"
            disabled={working}
            onClick={() => void cloud.check()}
          >
            {text.check}
          </button>
          <button
            type="button"
            className="button-small"
            disabled={working}
            onClick={() => void cloud.removeKey()}
          >
            {text.removeKey}
          </button>
        </div>
      )}
    </section>
  );
}
