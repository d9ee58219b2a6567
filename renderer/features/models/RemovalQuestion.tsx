import { useEffect, useRef } from 'react';
import type { ModelView } from '../../../shared/contract/models.ts';
import { useText } from '../../text/useText.ts';

export interface RemovalQuestionProps {
  readonly model: ModelView;
  readonly onRemove: () => void;
  readonly onKeep: () => void;
}

/** Asked before a file is deleted; keeping it has the focus. */
export function RemovalQuestion({ model, onRemove, onKeep }: RemovalQuestionProps) {
  const { words } = useText();
  const keep = useRef<HTMLButtonElement>(null);
  const text = words.models.removal;
  useEffect(() => keep.current?.focus(), []);

  return (
    <section className="model-question" role="group" aria-label={text.question(model.name)}>
      <p className="model-question-title">{text.question(model.name)}</p>
      <p className="model-question-text">{text.text}</p>
      <div className="model-question-actions">
        <button type="button" className="button-small button-small-main" onClick={onRemove}>
          {text.remove}
        </button>
        <button type="button" className="button-small" ref={keep} onClick={onKeep}>
          {text.keep}
        </button>
      </div>
    </section>
  );
}
