import type { MonoSound } from '../../runtime/monoSource.ts';

/** A fundamental-frequency contour: frame i is centred at startSec + i * stepSec. */
export interface PitchTrack {
  readonly startSec: number;
  readonly stepSec: number;
  /** Hz; 0 where unvoiced. */
  readonly hz: Float32Array;
  /** Normalised autocorrelation of the chosen candidate, 0..1; 0 where unvoiced. */
  readonly strength: Float32Array;
  /** The range that was searched. */
  readonly floorHz: number;
  readonly ceilingHz: number;
}

/** Short-time level, Praat's definition (dB re 2e-5): frame i is centred at startSec + i * stepSec. */
export interface IntensityTrack {
  readonly startSec: number;
  readonly stepSec: number;
  readonly db: Float32Array;
}

export type TimeSpan = readonly [startSec: number, endSec: number];

/** Everything that prosody edits need to know about a voice; times in seconds of the original voice. */
export interface ProsodyAnalysis<Mono extends MonoSound = Float32Array> {
  readonly durationSec: number;
  readonly sampleRateHz: number;
  /** The mono mix that was analysed and that resynthesis works on, at the voice's own rate. */
  readonly mono: Mono;
  readonly pitch: PitchTrack;
  /** Glottal pulses, ascending. */
  readonly pulsesSec: Float64Array;
  readonly intensity: IntensityTrack;
  readonly pauses: readonly TimeSpan[];
  /** Syllable nuclei, ascending. */
  readonly syllablesSec: Float64Array;
  /** Stretches of speech between pauses long enough to divide them. */
  readonly phrases: readonly TimeSpan[];
  /** Median of the voiced F0; null without voiced speech. */
  readonly medianHz: number | null;
  /** Standard deviation of the voiced F0 about its median, semitones; null without voiced speech. */
  readonly rangeSemitones: number | null;
  /** Nuclei per second of speech without pauses; null without speech. */
  readonly syllableRateHz: number | null;
}
