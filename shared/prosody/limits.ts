/** What was held back, and what was allowed although it may sound processed. */
export type ProsodyLimitCode =
  | 'range-wide-voice'
  | 'tempo-fast-voice'
  | 'pitch-high-voice'
  | 'pitch-clamped'
  | 'slope-capped'
  | 'pause-bounded'
  | 'japanese-range'
  | 'japanese-tempo'
  | 'japanese-pitch'
  | 'japanese-end-lift'
  | 'japanese-uneven-tempo'
  | 'japanese-accent'
  | 'persian-range'
  | 'persian-loudness'
  | 'persian-brightness'
  | 'persian-end-lift'
  | 'beyond-pitch'
  | 'beyond-range'
  | 'beyond-tempo'
  | 'beyond-together'
  | 'no-voiced-speech';

export interface ProsodyLimit {
  readonly code: ProsodyLimitCode;
  /** One plain sentence. */
  readonly message: string;
}

/** Outside these, results sound processed (listening prior of the confidence score). */
export const SAFE_PITCH_FACTOR: readonly [min: number, max: number] = [0.6, 1.7];
export const SAFE_RANGE: readonly [min: number, max: number] = [0, 2];
export const SAFE_TEMPO: readonly [min: number, max: number] = [0.7, 1.5];
