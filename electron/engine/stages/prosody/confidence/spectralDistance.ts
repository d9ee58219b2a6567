import type { MonoSound } from '../../../runtime/monoSource.ts';
import type { IntensityTrack } from '../types.ts';
import { CEPSTRUM_STEP_SEC, cepstralDistanceDb, createCepstrumReader } from './melCepstrum.ts';

/** Quieter frames hold more noise than voice. */
const QUIETEST_BELOW_LOUDEST_DB = 30;
/** The result may lie up to 10 ms beside its planned time: the best fit counts. */
const SEARCH_STEPS = 2;

export interface SpectralInput {
  readonly original: { readonly mono: MonoSound; readonly sampleRateHz: number };
  readonly result: { readonly mono: MonoSound; readonly sampleRateHz: number };
  /** Times in the original to compare at, ascending. */
  readonly timesSec: readonly number[];
  readonly toResultSec: (originalSec: number) => number;
  /** The equaliser that was asked for: a gain by frequency. It is taken off before comparing. */
  readonly gainDb: (hz: number) => number;
}

/**
 * Mean mel-cepstral distance between the original and the result at the same moments of speech. Pitch and level do not
 * enter: what is left is how far formants have moved or blurred.
 * @returns dB; NaN without any time to compare at
 */
export function spectralDistanceDb({
  original,
  result,
  timesSec,
  toResultSec,
  gainDb,
}: SpectralInput): number {
  const topHz = Math.min(original.sampleRateHz, result.sampleRateHz) / 2;
  const before = createCepstrumReader(original.mono, original.sampleRateHz, { topHz });
  const after = createCepstrumReader(result.mono, result.sampleRateHz, { topHz, gainDb });
  let sum = 0;
  for (const timeSec of timesSec) {
    const here = before.at(timeSec);
    const resultSec = toResultSec(timeSec);
    let best = Infinity;
    for (let step = -SEARCH_STEPS; step <= SEARCH_STEPS; step++) {
      const there = after.at(resultSec + step * CEPSTRUM_STEP_SEC);
      best = Math.min(best, cepstralDistanceDb(here, there, before.filterCount));
    }
    sum += best;
  }
  return sum / timesSec.length;
}

/** The level above which frames count as sounding; null when nothing is louder than the hiss of 16-bit silence. */
export function soundingFromDb({ db }: IntensityTrack): number | null {
  const loudest = db.reduce((most, value) => Math.max(most, value), -Infinity);
  return loudest < SILENCE_DB ? null : loudest - QUIETEST_BELOW_LOUDEST_DB;
}

/** A full-scale sine has 91 dB on this scale: this is 71 dB below it. */
const SILENCE_DB = 20;

/** Level of the frame nearest to a moment. */
export function intensityAt({ startSec, stepSec, db }: IntensityTrack, timeSec: number): number {
  const index = Math.round((timeSec - startSec) / stepSec);
  return db[Math.min(db.length - 1, Math.max(0, index))] ?? -Infinity;
}
