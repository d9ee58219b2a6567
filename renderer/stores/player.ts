import { create } from 'zustand';
import type { KotohogiError } from '../../shared/errors.ts';
import { NOTHING_PLAYED, type PlayStatistics } from '../preview/frameCount.ts';

/** `waiting`: the sound or the picture under the playhead is being worked out. */
export type PlayerPhase = 'closed' | 'opening' | 'ready' | 'waiting' | 'failed';

interface PlayerStore {
  readonly phase: PlayerPhase;
  /** Why the last look, edit or preview came to nothing. */
  readonly problem: KotohogiError | null;
  readonly size: { readonly widthPx: number; readonly heightPx: number } | null;
  /** Whether what is shown is, to the pixel and sample, what a render makes. */
  readonly settled: boolean;
  readonly lipsync: string | null;
  readonly device: string | null;
  readonly warnings: readonly string[];
  readonly limits: readonly string[];
  /** Measured, for whoever wants to see it. */
  readonly statistics: PlayStatistics;
  readonly overlay: boolean;
  readonly setOverlay: (overlay: boolean) => void;
}

/** How the preview is doing: derived, never saved. */
export const usePlayer = create<PlayerStore>((set) => ({
  phase: 'closed',
  problem: null,
  size: null,
  settled: false,
  lipsync: null,
  device: null,
  warnings: [],
  limits: [],
  statistics: NOTHING_PLAYED,
  overlay: false,
  setOverlay: (overlay) => set({ overlay }),
}));
