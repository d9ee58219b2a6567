import { monoOf, type MonoSound } from '../../runtime/monoSource.ts';
import { ANALYSIS_RATE_HZ, createHighPass, shortTimeLevelDb, stepCount, STEP_SEC } from './level.ts';
import { voicingStrength } from './voicing.ts';

/** Rumble, handling noise and mains hum lie below the voice and must not hold the mouth open. */
const RUMBLE_HZ = 90;
const STEP_SAMPLES = ANALYSIS_RATE_HZ * STEP_SEC;
/** Half a minute at a time: an hour needs no more memory for it than a minute. */
const BLOCK_STEPS = 3000;
/** Steps on either side of a block that its measures look at: voicing compares stretches 50 ms apart. */
const MARGIN_STEPS = 10;

/** Measures of a voice without what lies below it, every 10 ms. */
export interface BandMeasures {
  /** Short-time level, dB. */
  readonly bandDb: Float32Array;
  /** Strength of periodicity, 0..1. */
  readonly voicing: Float32Array;
}

/**
 * Measures a voice block by block, with the same result as at once.
 * @param mono 16 kHz
 * @param onProgress called with the share that is done, 0..1; what it throws ends the work
 */
export function measureBand(sound: MonoSound, onProgress: (fraction: number) => void): BandMeasures {
  const mono = monoOf(sound);
  const steps = stepCount(mono.length);
  const bandDb = new Float32Array(steps);
  const voicing = new Float32Array(steps);
  const highPass = createHighPass(RUMBLE_HZ, ANALYSIS_RATE_HZ);
  /** Filtered samples from step `windowFrom` on. */
  let window = new Float32Array(0);
  let windowFrom = 0;
  for (let from = 0; from < steps; from += BLOCK_STEPS) {
    const to = Math.min(steps, from + BLOCK_STEPS);
    const keptFrom = Math.max(0, from - MARGIN_STEPS);
    const kept = window.subarray((keptFrom - windowFrom) * STEP_SAMPLES);
    const filteredTo = windowFrom * STEP_SAMPLES + window.length;
    const fresh = highPass(mono.read(filteredTo, Math.min(mono.length, (to + MARGIN_STEPS) * STEP_SAMPLES)));
    window = new Float32Array(kept.length + fresh.length);
    window.set(kept);
    window.set(fresh, kept.length);
    windowFrom = keptFrom;
    bandDb.set(shortTimeLevelDb(window).subarray(from - windowFrom, to - windowFrom), from);
    voicing.set(voicingStrength(window).subarray(from - windowFrom, to - windowFrom), from);
    onProgress(to / steps);
  }
  return { bandDb, voicing };
}
