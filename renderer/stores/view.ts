import { create } from 'zustand';
import type { Settings } from '../../shared/contract/settings.ts';
import type { KotohogiError } from '../../shared/errors.ts';

/** A passing message at the foot of the window. */
export type Notice =
  | { readonly kind: 'error'; readonly error: KotohogiError; readonly fileName: string | null }
  | { readonly kind: 'copied'; readonly fileName: string };

interface ViewStore {
  readonly settings: Settings;
  /** What the stage shows while there is a job: the picture being shaped, or the job. */
  readonly stage: 'preview' | 'job';
  readonly notice: Notice | null;
  readonly shortcutsOpen: boolean;
  readonly setSettings: (settings: Settings) => void;
  readonly setStage: (stage: 'preview' | 'job') => void;
  readonly notify: (notice: Notice | null) => void;
  readonly setShortcutsOpen: (open: boolean) => void;
}

/** What is open and how it looks: never saved with a project, never undone. */
export const useView = create<ViewStore>((set) => ({
  settings: { theme: 'system', language: 'system' },
  stage: 'preview',
  notice: null,
  shortcutsOpen: false,
  setSettings: (settings) => set({ settings }),
  setStage: (stage) => set({ stage }),
  notify: (notice) => set({ notice }),
  setShortcutsOpen: (shortcutsOpen) => set({ shortcutsOpen }),
}));
