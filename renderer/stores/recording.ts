import { create } from 'zustand';
import type { Take } from '../../shared/contract/recording.ts';
import type { KotohogiError } from '../../shared/errors.ts';

/** A take of this sitting, with the stretch of it that is wanted. */
export interface HeldTake extends Take {
  /** Counts from 1. */
  readonly number: number;
  readonly inSec: number;
  readonly outSec: number;
  /** Found again after a crash. */
  readonly recovered: boolean;
}

/** How loud it is, dBFS; null: digital silence. */
export interface Level {
  readonly peakDbfs: number | null;
  readonly rmsDbfs: number | null;
  /** The loudest of the last two seconds. */
  readonly heldPeakDbfs: number | null;
}

export const SILENT: Level = { peakDbfs: null, rmsDbfs: null, heldPeakDbfs: null };

/** What a quiet room sounds like. */
export interface NoiseFloor {
  readonly dbfs: number | null;
  readonly verdict: 'quiet' | 'fair' | 'noisy';
}

export type RecorderPhase =
  | { readonly kind: 'closed' }
  | { readonly kind: 'opening' }
  /** No microphone can be used; `problem` says why. */
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'listening' }
  | { readonly kind: 'counting'; readonly left: number }
  | { readonly kind: 'recording' }
  | { readonly kind: 'finishing' };

interface RecordingStore {
  readonly phase: RecorderPhase;
  readonly devices: readonly { readonly id: string; readonly label: string }[];
  readonly deviceId: string | null;
  readonly sampleRateHz: number | null;
  readonly level: Level;
  /** A sample reached full scale; stays lit until it is looked at. */
  readonly clipped: boolean;
  readonly noise: NoiseFloor | null;
  readonly elapsedSec: number;
  readonly takes: readonly HeldTake[];
  /** Token of the take that is looked at. */
  readonly chosen: string | null;
  readonly problem: KotohogiError | null;
}

/** The recorder: what it hears now and what it has kept. Never saved with a project. */
export const useRecording = create<RecordingStore>(() => ({
  phase: { kind: 'closed' },
  devices: [],
  deviceId: null,
  sampleRateHz: null,
  level: SILENT,
  clipped: false,
  noise: null,
  elapsedSec: 0,
  takes: [],
  chosen: null,
  problem: null,
}));
