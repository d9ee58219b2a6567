import { create } from 'zustand';
import type { Problem } from './analysis.ts';

interface CaptionStore {
  /** What came of the last file. */
  readonly imported: {
    readonly fileName: string;
    readonly count: number;
    readonly badLines: readonly number[];
  } | null;
  readonly problem: Problem | null;
}

/** The captions panel; the captions themselves are the document's. */
export const useCaptions = create<CaptionStore>(() => ({ imported: null, problem: null }));
