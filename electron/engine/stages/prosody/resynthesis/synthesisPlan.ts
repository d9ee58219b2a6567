/**
 * What is to be done to make the adjusted sound, in samples: the same for every channel, so that channels stay together.
 * Between them, copies and voiced grains cover every sample of the result exactly once (grains overlap each other).
 */

/** A stretch of the result that is the source shifted by whole samples: result[t] = source[t - offset]. */
export interface Copy {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
  /** Cross-faded from another offset over the first `fadeLength` samples; null when it follows on without a seam. */
  readonly fade: Fade | null;
}

export interface Fade {
  readonly length: number;
  readonly fromOffset: number;
  /** Of the two sounds, 0..1: 1 fades linearly, 0 with constant power. */
  readonly correlation: number;
}

/** Two periods of the source around a pulse under a raised-cosine bell, added to the result around a target pulse. */
export interface Grain {
  /** Position of the pulse in the source, samples, fractional. */
  readonly source: number;
  /** Position of the pulse in the result, samples, fractional. */
  readonly target: number;
  /** Half-lengths of the bell, samples; 0 for the side that a neighbouring copy covers. */
  readonly left: number;
  readonly right: number;
  readonly gain: number;
}

export interface SynthesisPlan {
  /** Samples of the result. */
  readonly length: number;
  readonly copies: readonly Copy[];
  readonly grains: readonly Grain[];
}
