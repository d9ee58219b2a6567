import { useEffect, useId, useRef, useState } from 'react';
import type { ModelView } from '../../../shared/contract/models.ts';
import { useText } from '../../text/useText.ts';

export interface LicenceNoticeProps {
  readonly model: ModelView;
  readonly notice: string;
  readonly kind: 'install' | 'import';
  readonly onAccept: () => void;
  readonly onDecline: () => void;
}

/** What a licence asks for, to be read and accepted before a model comes onto this computer. */
export function LicenceNotice({ model, notice, kind, onAccept, onDecline }: LicenceNoticeProps) {
  const { words } = useText();
  const [accepted, setAccepted] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const text = words.models.notice;
  useEffect(() => heading.current?.focus(), []);

  return (
    <section className="model-question" aria-labelledby={id}>
      <h5 className="model-question-title" id={id} ref={heading} tabIndex={-1}>
        {text.title(model.name)}
      </h5>
      <p className="model-question-text selectable">
        {notice} {words.models.licence}: {model.licence}.
      </p>
      {model.licenceUrl !== null && (
        <p className="model-question-text selectable">
          {text.fullText} <span className="address">{model.licenceUrl}</span>
        </p>
      )}
      <label className="check">
        <input type="checkbox" checked={accepted} onChange={({ target }) => setAccepted(target.checked)} />
        {text.accept}
      </label>
      <div className="model-question-actions">
        <button
          type="button"
          className="button-small button-small-main"
          disabled={!accepted}
          onClick={onAccept}
        >
          {kind === 'install' ? text.install : text.importFile}
        </button>
        <button type="button" className="button-small" onClick={onDecline}>
          {text.notNow}
        </button>
      </div>
    </section>
  );
}
