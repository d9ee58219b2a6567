import { create } from 'zustand';
import type { Collected } from '../../shared/contract/diagnostics.ts';
import type { KotohogiError } from '../../shared/errors.ts';

/** How far collecting is. */
export type DiagnosticsState =
  | { readonly kind: 'collecting' }
  | { readonly kind: 'failed'; readonly error: KotohogiError }
  | {
      readonly kind: 'collected';
      readonly collected: Collected;
      /** Names of files that the person leaves out. */
      readonly leftOut: ReadonlySet<string>;
      /** Name of the file whose text is shown. */
      readonly shown: string;
      /** Name of the archive, once it is saved. */
      readonly savedAs: string | null;
      readonly problem: KotohogiError | null;
    };

interface DiagnosticsStore {
  /** The video it is about. */
  readonly jobId: string | null;
  readonly state: DiagnosticsState;
}

export const useDiagnostics = create<DiagnosticsStore>(() => ({
  jobId: null,
  state: { kind: 'collecting' },
}));
