import { create } from 'zustand';
import { findPreset, type ProsodyPreset } from '../../shared/prosody/presets.ts';

interface PresetsStore {
  /** The user's own, oldest first; null until they are known. */
  readonly own: readonly ProsodyPreset[] | null;
  readonly load: (own: readonly ProsodyPreset[]) => void;
}

/** The voice presets of the user's own: kept by the program, not by a project. */
export const usePresets = create<PresetsStore>((set) => ({
  own: null,
  load: (own) => set({ own }),
}));

/** A preset of the program or of the user's own, by its id. */
export const presetOf = (id: string): ProsodyPreset | undefined =>
  findPreset(id, usePresets.getState().own ?? []);
