import { useSession } from '../../session/session.ts';
import { useDiagnostics, type DiagnosticsState } from '../../stores/diagnostics.ts';
import { errorText } from '../../text/errorText.ts';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Dialog } from '../shell/Dialog.tsx';

/** What is needed to explain a problem: every file of it can be read, and left out, before anybody else may have it. */
export function DiagnosticsDialog() {
  const { words } = useText();
  const state = useDiagnostics((store) => store.state);
  const text = words.diagnostics;
  return (
    <Dialog name="diagnostics" title={text.title} close={text.close} look="wide">
      <p className="dialog-lead">{text.lead}</p>
      {state.kind === 'collecting' && (
        <p className="diagnostics-wait" role="status">
          {text.collecting}
        </p>
      )}
      {state.kind === 'failed' && <Alert {...errorText(state.error, words)} />}
      {state.kind === 'collected' && <Files state={state} />}
    </Dialog>
  );
}

const BYTES_PER_KB = 1000;

function Files({ state }: { state: Extract<DiagnosticsState, { kind: 'collected' }> }) {
  const { words, language } = useText();
  const { diagnostics } = useSession();
  const text = words.diagnostics;
  const { collected, leftOut, shown, savedAs, problem } = state;
  const file = collected.files.find(({ name }) => name === shown);
  const isEmpty = collected.files.every(({ name }) => leftOut.has(name));
  return (
    <div className="diagnostics">
      <ul className="diagnostics-files" aria-label={text.files}>
        {collected.files.map(({ name, bytes }) => (
          <li key={name} className="diagnostics-file" data-left-out={leftOut.has(name)}>
            <input
              type="checkbox"
              checked={!leftOut.has(name)}
              aria-label={text.include(name)}
              onChange={() => diagnostics.toggle(name)}
            />
            <button
              type="button"
              className="diagnostics-name"
              aria-pressed={name === shown}
              onClick={() => diagnostics.show(name)}
            >
              <span>{text.what[name] ?? name}</span>
              <span className="diagnostics-facts">
                {leftOut.has(name)
                  ? text.leftOut
                  : `${name}, ${text.size(formatNumber(bytes / BYTES_PER_KB, language, 1))}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {file && (
        <pre
          key={file.name}
          className="diagnostics-text selectable"
          tabIndex={0}
          role="region"
          aria-label={text.textOf(file.name)}
        >
          {file.text}
        </pre>
      )}
      <footer className="diagnostics-foot">
        {problem && <Alert {...errorText(problem, words)} />}
        <p className="diagnostics-saved" role="status">
          {isEmpty ? text.nothingLeft : savedAs !== null && text.saved(savedAs)}
        </p>
        {savedAs !== null && (
          <button type="button" className="button-plain" onClick={() => void diagnostics.reveal()}>
            {text.reveal}
          </button>
        )}
        <button
          type="button"
          className="button-primary"
          disabled={isEmpty}
          onClick={() => void diagnostics.save()}
        >
          {text.save}
        </button>
      </footer>
    </div>
  );
}
