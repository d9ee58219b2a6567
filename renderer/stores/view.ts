import { create } from 'zustand';
import { DEFAULT_LOG_LEVEL } from '../../shared/contract/diagnosticsConstants.ts';
import {
  DEFAULT_DID_CHOICES,
  DEFAULT_ENGINE_BODY,
  DEFAULT_INFERENCE_SETTINGS,
  DEFAULT_MODEL_CHOICES,
} from '../../shared/contract/inferenceConstants.ts';
import { DEFAULT_UPDATE_CHOICES } from '../../shared/contract/updateConstants.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import type { KotohogiError } from '../../shared/errors.ts';

/** A passing message at the foot of the window. */
export type Notice =
  | { readonly kind: 'error'; readonly error: KotohogiError; readonly fileName: string | null }
  | { readonly kind: 'copied' | 'queued'; readonly fileName: string };

/** What the stage shows: the picture being shaped, voices side by side, what was found in the photo, its cut-out, or the job. */
export type StageView = 'preview' | 'compare' | 'inspect' | 'touchUp' | 'job';

/** The panels beside the stage, in the order of the work. */
export const PANELS = ['materials', 'words', 'expression', 'look', 'music'] as const;
export type PanelName = (typeof PANELS)[number];

export type DialogName =
  | 'recorder'
  | 'trim'
  | 'readings'
  | 'models'
  | 'cloud'
  | 'people'
  | 'licences'
  | 'settings'
  | 'palette'
  | 'shortcuts'
  | 'export'
  | 'batch'
  | 'report'
  | 'diagnostics';

interface ViewStore {
  readonly settings: Settings;
  readonly stage: StageView;
  readonly panel: PanelName;
  readonly notice: Notice | null;
  readonly dialog: DialogName | null;
  readonly setSettings: (settings: Settings) => void;
  readonly setStage: (stage: StageView) => void;
  readonly setPanel: (panel: PanelName) => void;
  readonly notify: (notice: Notice | null) => void;
  readonly open: (dialog: DialogName | null) => void;
}

/** What is open and how it looks: never saved with a project, never undone. */
export const useView = create<ViewStore>((set) => ({
  settings: {
    theme: 'system',
    language: 'system',
    models: DEFAULT_MODEL_CHOICES,
    inference: DEFAULT_INFERENCE_SETTINGS,
    did: DEFAULT_DID_CHOICES,
    updates: DEFAULT_UPDATE_CHOICES,
    engine: DEFAULT_ENGINE_BODY,
    logLevel: DEFAULT_LOG_LEVEL,
  },
  stage: 'preview',
  panel: 'materials',
  notice: null,
  dialog: null,
  setSettings: (settings) => set({ settings }),
  setStage: (stage) => set({ stage }),
  setPanel: (panel) => set({ panel }),
  notify: (notice) => set({ notice }),
  open: (dialog) => set({ dialog }),
}));
