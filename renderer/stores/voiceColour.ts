import { create } from 'zustand';
import type { MediaRef } from '../../shared/contract/media.ts';
import type { KotohogiError } from '../../shared/errors.ts';

interface VoiceColourStore {
  /** In whose colour; empty: nobody was chosen yet. */
  readonly person: string;
  /** A sample of their voice. */
  readonly sample: MediaRef | null;
  /** 0..1 while a voice is converted; null otherwise. */
  readonly progress: number | null;
  /** Remarks about the last sample. */
  readonly warnings: readonly string[];
  readonly problem: { readonly error: KotohogiError; readonly fileName: string | null } | null;
}

/** What is being chosen before a voice is put in another colour; the document holds what was done. */
export const useVoiceColour = create<VoiceColourStore>(() => ({
  person: '',
  sample: null,
  progress: null,
  warnings: [],
  problem: null,
}));
