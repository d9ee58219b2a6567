import { create } from 'zustand';
import type { PhotoInspection, VoiceAnalysis } from '../../shared/contract/media.ts';
import type { KotohogiError } from '../../shared/errors.ts';

/** What went wrong with a file, and with which. */
export interface Problem {
  readonly error: KotohogiError;
  /** null when no file had been chosen yet. */
  readonly fileName: string | null;
}

/** What the engine knows of one of the two materials. */
export interface Slot<Result> {
  /** The file being looked at; its token tells a late answer to an older file apart. */
  readonly working: { readonly token: string; readonly fileName: string } | null;
  /** Findings about the file that is in the project. */
  readonly result: Result | null;
  /** Why the last file was not taken; the one before it stays. */
  readonly problem: Problem | null;
}

export interface Findings {
  readonly photo: PhotoInspection;
  readonly voice: VoiceAnalysis;
}
export type Material = keyof Findings;

interface AnalysisStore {
  readonly photo: Slot<PhotoInspection>;
  readonly voice: Slot<VoiceAnalysis>;
  readonly update: <Name extends Material>(material: Name, change: Partial<Slot<Findings[Name]>>) => void;
}

const EMPTY_SLOT = { working: null, result: null, problem: null } as const;

/** What the engine has found in the files: derived, never saved. */
export const useAnalysis = create<AnalysisStore>((set) => ({
  photo: EMPTY_SLOT,
  voice: EMPTY_SLOT,
  update: (material, change) => set((store) => ({ [material]: { ...store[material], ...change } })),
}));
