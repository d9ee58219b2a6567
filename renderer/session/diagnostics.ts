import type { Studio } from '../api/studio.ts';
import { useDiagnostics, type DiagnosticsState } from '../stores/diagnostics.ts';
import { useView } from '../stores/view.ts';
import { asKotohogiError } from './materials.ts';

type CollectedState = Extract<DiagnosticsState, { kind: 'collected' }>;

/** What can be done to report a problem. Nothing is sent: what is collected is shown, and saved where the person wants. */
export interface DiagnosticsActions {
  /** Opens the dialog and collects. @param jobId the video it is about; null: none */
  readonly collect: (jobId: string | null) => Promise<void>;
  readonly show: (name: string) => void;
  /** Takes a file out of what will be saved, or puts it back. */
  readonly toggle: (name: string) => void;
  /** Opens the system's dialog. */
  readonly save: () => Promise<void>;
  readonly reveal: () => Promise<void>;
  /** Writes down what went wrong in the page itself. @returns a function that stops listening */
  readonly watchFaults: () => () => void;
}

/** Longest texts the border takes. */
const MOST_MESSAGE = 2000;
const MOST_STACK = 10_000;

export function createDiagnosticsActions(studio: Studio): DiagnosticsActions {
  /** Two openings in a row: only the second one's answer counts. */
  let turn = 0;

  const change = (news: Partial<CollectedState>): void => {
    const { state } = useDiagnostics.getState();
    if (state.kind === 'collected') useDiagnostics.setState({ state: { ...state, ...news } });
  };
  const collected = (): CollectedState | null => {
    const { state } = useDiagnostics.getState();
    return state.kind === 'collected' ? state : null;
  };

  return {
    async collect(jobId) {
      const mine = ++turn;
      useDiagnostics.setState({ jobId, state: { kind: 'collecting' } });
      useView.getState().open('diagnostics');
      let state: DiagnosticsState;
      try {
        const answer = await studio.collectDiagnostics({ jobId });
        const shown = answer.files[0]?.name ?? '';
        const leftOut = new Set<string>();
        state = { kind: 'collected', collected: answer, leftOut, shown, savedAs: null, problem: null };
      } catch (thrown) {
        state = { kind: 'failed', error: asKotohogiError(thrown) };
      }
      if (mine === turn) useDiagnostics.setState({ state });
    },
    show: (shown) => change({ shown }),
    toggle(name) {
      const leftOut = new Set(collected()?.leftOut);
      if (!leftOut.delete(name)) leftOut.add(name);
      change({ leftOut, savedAs: null });
    },
    async save() {
      const state = collected();
      if (!state) return;
      const { id, files } = state.collected;
      const names = files.map(({ name }) => name).filter((name) => !state.leftOut.has(name));
      try {
        const savedAs = await studio.saveDiagnostics({ id, names });
        if (savedAs !== null) change({ savedAs, problem: null });
      } catch (thrown) {
        change({ problem: asKotohogiError(thrown) });
      }
    },
    async reveal() {
      const state = collected();
      if (!state) return;
      try {
        await studio.revealDiagnostics({ id: state.collected.id });
      } catch (thrown) {
        change({ problem: asKotohogiError(thrown) });
      }
    },
    watchFaults() {
      const note = (thrown: unknown): void => {
        const { message, stack = '' } = thrown instanceof Error ? thrown : new Error(String(thrown));
        void studio
          .noteFault({ message: message.slice(0, MOST_MESSAGE), stack: stack.slice(0, MOST_STACK) })
          .catch(() => undefined);
      };
      const onError = ({ error }: ErrorEvent): void => note(error);
      const onRejection = ({ reason }: PromiseRejectionEvent): void => note(reason);
      window.addEventListener('error', onError);
      window.addEventListener('unhandledrejection', onRejection);
      return () => {
        window.removeEventListener('error', onError);
        window.removeEventListener('unhandledrejection', onRejection);
      };
    },
  };
}
