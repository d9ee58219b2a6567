import { useEffect, useId } from 'react';
import type { UpdateState } from '../../../shared/contract/updates.ts';
import { assertNever } from '../../../shared/errors.ts';
import { useSession } from '../../session/session.ts';
import { useUpdates } from '../../stores/updates.ts';
import { useView } from '../../stores/view.ts';
import { errorText } from '../../text/errorText.ts';
import { formatPercent, type Language } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import type { Words } from '../../text/words.ts';
import { UpdateAddress } from './UpdateAddress.tsx';

/** What is known, in one sentence. */
function sentenceOf(state: UpdateState, words: Words, language: Language): string {
  const text = words.updates;
  switch (state.kind) {
    case 'impossible':
      return text.impossible[state.why];
    case 'off':
    case 'idle':
    case 'checking':
    case 'current':
      return text[state.kind];
    case 'found':
    case 'ready':
      return text[state.kind](state.version);
    case 'downloading':
      return text.downloading(state.version, formatPercent(state.fraction, language));
    case 'failed': {
      const { message, hint } = errorText(state.error, words);
      return `${message} ${hint}`;
    }
    default:
      return assertNever(state, 'state of an update');
  }
}

/** Newer versions: where from, and the next step. */
export function UpdateChoice() {
  const { updates } = useSession();
  const open = useView((store) => store.dialog === 'settings');
  const state = useUpdates((store) => store.state);
  useEffect(() => {
    if (open) void updates.load();
  }, [open, updates]);
  return state && <KnownUpdate state={state} />;
}

function KnownUpdate({ state }: { readonly state: UpdateState }) {
  const { words, language } = useText();
  const { updates } = useSession();
  const choices = useView((store) => store.settings.updates);
  const id = useId();
  const text = words.updates;

  return (
    <section className="settings-part" aria-labelledby={id}>
      <h3 className="settings-title" id={id}>
        {text.title}
      </h3>
      <p className="settings-text" role="status">
        {sentenceOf(state, words, language)}
      </p>
      {state.kind !== 'impossible' && (
        <>
          <UpdateAddress key={choices.address} choices={choices} />
          <label className="check">
            <input
              type="checkbox"
              checked={choices.atStart}
              disabled={state.kind === 'off'}
              onChange={({ target: { checked } }) => void updates.choose({ ...choices, atStart: checked })}
            />
            {text.atStart}
          </label>
        </>
      )}
      <UpdateStep state={state} />
    </section>
  );
}

/** The button for what comes next; none while something is under way, or where nothing can be done. */
function UpdateStep({ state }: { readonly state: UpdateState }) {
  const { words } = useText();
  const { updates } = useSession();
  const text = words.updates;
  const button = (name: string, act: () => Promise<void>) => (
    <button type="button" className="button-small update-step" onClick={() => void act()}>
      {name}
    </button>
  );
  switch (state.kind) {
    case 'idle':
    case 'current':
    case 'failed':
      return button(text.check, updates.check);
    case 'found':
      return button(text.download, updates.download);
    case 'ready':
      return button(text.install, updates.install);
    case 'impossible':
    case 'off':
    case 'checking':
    case 'downloading':
      return null;
    default:
      return assertNever(state, 'state of an update');
  }
}
