import { useId, useState, type SubmitEvent } from 'react';
import { isUpdateAddress, type UpdateChoices } from '../../../shared/contract/updateConstants.ts';
import { useSession } from '../../session/session.ts';
import { useText } from '../../text/useText.ts';

/** Where new versions are looked for. An emptied field switches updates off. */
export function UpdateAddress({ choices }: { readonly choices: UpdateChoices }) {
  const { words } = useText();
  const { updates } = useSession();
  const [typed, setTyped] = useState(choices.address ?? '');
  const id = useId();
  const text = words.updates;
  const address = typed.trim();
  const isWrong = address !== '' && !isUpdateAddress(address);

  function keep(event: SubmitEvent): void {
    event.preventDefault();
    if (isWrong) return;
    void updates.choose(address === '' ? { address: null, atStart: false } : { ...choices, address });
  }

  return (
    <form className="update-address" onSubmit={keep}>
      <label htmlFor={id}>{text.address}</label>
      <input
        id={id}
        className="text-field"
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        placeholder="https://"
        aria-describedby={`${id}-hint`}
        aria-invalid={isWrong}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <button
        type="submit"
        className="button-small"
        disabled={isWrong || address === (choices.address ?? '')}
      >
        {text.keepAddress}
      </button>
      <p className="settings-text" id={`${id}-hint`}>
        {isWrong ? text.addressWrong : text.addressText}
      </p>
    </form>
  );
}
