import type { ModelView } from '../../../shared/contract/models.ts';
import { useText } from '../../text/useText.ts';

export interface ModelActionsProps {
  readonly model: ModelView;
  readonly onInstall: () => void;
  readonly onImport: () => void;
  readonly onVerify: () => void;
  readonly onRemove: () => void;
}

/** What can be done with a model in its state. */
export function ModelActions({ model, onInstall, onImport, onVerify, onRemove }: ModelActionsProps) {
  const { words } = useText();
  const { name, state, downloadable } = model;
  const text = words.models;
  const there = state === 'embedded' || state === 'installed';
  return (
    <div className="model-actions">
      {!there && downloadable && (
        <button
          type="button"
          className="button-small button-small-wanted"
          aria-label={state === 'partial' ? text.resume(name) : text.install(name)}
          onClick={onInstall}
        >
          {state === 'partial' ? text.actions.resume : text.actions.install}
        </button>
      )}
      {!there && (
        <button type="button" className="button-small" aria-label={text.importFile(name)} onClick={onImport}>
          {text.actions.importFile}
        </button>
      )}
      {there && (
        <button type="button" className="button-small" aria-label={text.verify(name)} onClick={onVerify}>
          {text.actions.verify}
        </button>
      )}
      {(state === 'installed' || state === 'damaged' || state === 'partial') && (
        <button type="button" className="button-small" aria-label={text.remove(name)} onClick={onRemove}>
          {text.actions.remove}
        </button>
      )}
    </div>
  );
}
