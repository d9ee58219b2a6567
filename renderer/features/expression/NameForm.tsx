import { useId, useState } from 'react';
import { useText } from '../../text/useText.ts';

export interface NameFormProps {
  readonly label: string;
  readonly name: string;
  readonly onName: (name: string) => Promise<void>;
  readonly onCancel: () => void;
}

/** A name that is typed and kept. */
export function NameForm({ label, name, onName, onCancel }: NameFormProps) {
  const { words } = useText();
  const text = words.expression.save;
  const [typed, setTyped] = useState(name);
  const [busy, setBusy] = useState(false);
  const id = useId();
  return (
    <form
      className="preset-question"
      onSubmit={(event) => {
        event.preventDefault();
        if (busy || typed.trim() === '') return;
        setBusy(true);
        void onName(typed.trim()).finally(() => setBusy(false));
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <label className="preset-question-text" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="text-input"
        type="text"
        maxLength={80}
        autoComplete="off"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <div className="preset-actions">
        <button
          type="submit"
          className="button-small button-small-main"
          disabled={busy || typed.trim() === ''}
        >
          {text.keep}
        </button>
        <button type="button" className="button-small" onClick={onCancel}>
          {text.cancel}
        </button>
      </div>
    </form>
  );
}
