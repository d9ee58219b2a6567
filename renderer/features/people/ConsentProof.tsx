import { useId } from 'react';
import { useSession } from '../../session/session.ts';
import type { Consent } from '../../stores/projectDocument.ts';
import { useText } from '../../text/useText.ts';
import { CloseIcon } from '../../ui/icons.tsx';

/** A picture or a recording that shows a consent; nobody has to have one. */
export function ConsentProof({ consent: { attachment }, index }: { consent: Consent; index: number }) {
  const { words } = useText();
  const { consents } = useSession();
  const label = useId();
  const text = words.people;
  return (
    <div className="person-proof" role="group" aria-labelledby={label}>
      <span className="person-label" id={label}>
        {text.proof}
      </span>
      {attachment ? (
        <>
          {attachment.purpose === 'voice' ? (
            <audio className="person-sound" src={attachment.url} controls />
          ) : (
            <img className="person-picture" src={attachment.url} alt={attachment.name} />
          )}
          <span className="person-file">{attachment.name}</span>
          <button
            type="button"
            className="button-icon"
            aria-label={text.detach(attachment.name)}
            onClick={() => consents.change(index, { attachment: null })}
          >
            <CloseIcon />
          </button>
        </>
      ) : (
        <>
          <button
            type="button"
            className="button-small"
            onClick={() => void consents.attach(index, 'picture')}
          >
            {text.attachPicture}
          </button>
          <button type="button" className="button-small" onClick={() => void consents.attach(index, 'voice')}>
            {text.attachSound}
          </button>
        </>
      )}
    </div>
  );
}
