import { useId, useState, type SubmitEvent } from 'react';
import { DEFAULT_DID_WEBHOOK } from '../../../shared/contract/inferenceConstants.ts';
import { useSession } from '../../session/session.ts';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { isListenAddress, isWebhookAddress } from './webhookAddress.ts';

/** For the few who have a public address: D-ID calls it instead of being asked again and again. */
export function CloudWebhook() {
  const { words } = useText();
  const session = useSession();
  const settings = useView((store) => store.settings);
  const { webhook } = settings.did;
  const [address, setAddress] = useState(webhook.address);
  const [listen, setListen] = useState(webhook.listen);
  const [addressField, listenField, hint] = [useId(), useId(), useId()];
  const text = words.cloud.webhook;
  const wanted = {
    address: address.trim(),
    listen: listen.trim() === '' ? DEFAULT_DID_WEBHOOK.listen : listen.trim(),
  };
  const isAddressWrong = wanted.address !== '' && !isWebhookAddress(wanted.address);
  const isListenWrong = !isListenAddress(wanted.listen);
  const isSame = wanted.address === webhook.address && wanted.listen === webhook.listen;

  function keep(event: SubmitEvent): void {
    event.preventDefault();
    if (isAddressWrong || isListenWrong) return;
    void session.saveSettings({ ...settings, did: { ...settings.did, webhook: wanted } });
  }

  return (
    <details className="export-more">
      <summary>{text.title}</summary>
      <form className="cloud-webhook" onSubmit={keep}>
        <p className="settings-text cloud-webhook-all">{text.lead}</p>
        <label htmlFor={addressField}>{text.address}</label>
        <input
          id={addressField}
          className="cloud-field"
          type="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://"
          aria-describedby={hint}
          aria-invalid={isAddressWrong}
          value={address}
          onChange={({ target }) => setAddress(target.value)}
        />
        <label htmlFor={listenField}>{text.listen}</label>
        <input
          id={listenField}
          className="cloud-field"
          type="text"
          autoComplete="off"
          spellCheck={false}
          aria-describedby={hint}
          aria-invalid={isListenWrong}
          value={listen}
          onChange={({ target }) => setListen(target.value)}
        />
        <p className="settings-text cloud-webhook-all" id={hint} role="status">
          {isAddressWrong ? text.addressWrong : isListenWrong ? text.listenWrong : text.hint}
        </p>
        <button type="submit" className="button-small" disabled={isAddressWrong || isListenWrong || isSame}>
          {text.keep}
        </button>
      </form>
    </details>
  );
}
