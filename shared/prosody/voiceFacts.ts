/** What composing an edit needs to know about a voice; the engine's analysis has it all. Times in seconds. */
export interface VoiceFacts {
  readonly durationSec: number;
  /** Fundamental frequency, frame i at startSec + i * stepSec; 0 Hz where unvoiced. */
  readonly pitch: { readonly startSec: number; readonly stepSec: number; readonly hz: Float32Array };
  readonly pauses: readonly (readonly [startSec: number, endSec: number])[];
  readonly phrases: readonly (readonly [startSec: number, endSec: number])[];
  readonly syllablesSec: Float64Array;
  /** Median of the voiced F0; null without voiced speech. */
  readonly medianHz: number | null;
  /** Standard deviation of the voiced F0 about its median, semitones. */
  readonly rangeSemitones: number | null;
  /** Syllables per second of speech without pauses. */
  readonly syllableRateHz: number | null;
}
