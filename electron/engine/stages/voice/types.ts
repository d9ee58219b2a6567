import type { TimeMap } from '../../../../shared/prosody/timeMap.ts';
import type { MonoSound } from '../../runtime/monoSource.ts';
import type { Stretch } from '../../runtime/stretches.ts';
import type { SpeechTimings } from '../../runtime/spokenFacts.ts';

/** A matrix of `frames` columns of `bands` values; value of band b in frame t is data[t * bands + b]. */
export interface MelMatrix {
  readonly bands: number;
  readonly frames: number;
  readonly data: Float32Array;
}

/** What the mouth engines and `analyze` need to know about a voice. All times in seconds of the voice. */
export interface SpeechFeatures {
  readonly durationSec: number;
  /** Mono mix at 16 kHz, -1..1; of a sound in a file it lies in a file too, for as long as that does. */
  readonly mono16k: MonoSound;
  /** The Wav2Lip training front end: 80 bands, 80 frames a second, values in -4..4. */
  readonly wav2lipMel: MelMatrix;
  /** Time step of the per-frame arrays below: 0.01 s. Frame i is centred at i * stepSec. */
  readonly stepSec: number;
  /** Short-time level in dB relative to full scale (RMS over 25 ms), floor -120. */
  readonly energyDb: Float32Array;
  /** Strength of periodicity (normalised autocorrelation peak, 60-500 Hz), 0..1. */
  readonly voicing: Float32Array;
  /** 1 where there is speech, 0 in silence, hysteresis and hang-over applied. */
  readonly activity: Uint8Array;
  /** Stretches without speech of at least 0.15 s, including leading and trailing ones. */
  readonly pauses: readonly (readonly [startSec: number, endSec: number])[];
  /** When each speech sound is heard, where the voice engine has told; null or absent: nobody knows. */
  readonly timings?: SpeechTimings | null;
  /** Short-time level without rumble, for the same steps; what activity was decided by. */
  readonly bandDb: Float32Array;
  /** Of an adjusted voice: the recording it was made from. */
  readonly madeFrom?: MadeFrom;
}

/** A recording as the measure of what an edit made of it. */
export interface MadeFrom {
  readonly recording: SpeechFeatures;
  readonly stretches: readonly Stretch[];
  readonly timeMap: TimeMap;
}
