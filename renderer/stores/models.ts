import { create } from 'zustand';
import type { ModelProgress, ModelView } from '../../shared/contract/models.ts';
import type { KotohogiError } from '../../shared/errors.ts';

/** What is being done with a model. */
export interface ModelWork {
  readonly kind: 'install' | 'import' | 'verify' | 'remove';
  /** null until the first news. */
  readonly progress: ModelProgress | null;
  /** True from the press of "Cancel" until it has stopped. */
  readonly stopping: boolean;
}

/** How the last thing done with a model ended. */
export type ModelOutcome =
  { readonly kind: 'intact' } | { readonly kind: 'problem'; readonly error: KotohogiError };

interface ModelsStore {
  /** null until they were asked for. */
  readonly models: readonly ModelView[] | null;
  /** Why the list could not be had. */
  readonly problem: KotohogiError | null;
  readonly work: Readonly<Record<string, ModelWork>>;
  readonly outcomes: Readonly<Record<string, ModelOutcome>>;
  readonly load: (models: readonly ModelView[]) => void;
  readonly fail: (problem: KotohogiError) => void;
  readonly begin: (id: string, kind: ModelWork['kind']) => void;
  readonly receive: (progress: ModelProgress) => void;
  readonly stop: (id: string) => void;
  /** @param outcome null when there is nothing to say: cancelled, or plain to see */
  readonly end: (id: string, outcome: ModelOutcome | null) => void;
}

const without = <Value>(record: Readonly<Record<string, Value>>, id: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== id));

/** The models of this machine, and what is being done with them: the main process knows, this shows. */
export const useModels = create<ModelsStore>((set) => ({
  models: null,
  problem: null,
  work: {},
  outcomes: {},
  load: (models) => set({ models, problem: null }),
  fail: (problem) => set({ problem }),
  begin: (id, kind) =>
    set(({ work, outcomes }) => ({
      work: { ...work, [id]: { kind, progress: null, stopping: false } },
      outcomes: without(outcomes, id),
    })),
  receive: (progress) =>
    set(({ work }) => {
      const known = work[progress.id];
      // News of what has ended meanwhile.
      return known ? { work: { ...work, [progress.id]: { ...known, progress } } } : {};
    }),
  stop: (id) =>
    set(({ work }) => {
      const known = work[id];
      return known ? { work: { ...work, [id]: { ...known, stopping: true } } } : {};
    }),
  end: (id, outcome) =>
    set(({ work, outcomes }) => ({
      work: without(work, id),
      outcomes: outcome ? { ...outcomes, [id]: outcome } : without(outcomes, id),
    })),
}));
