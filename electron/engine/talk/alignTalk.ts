/** How much later one sound is than another that says the same. */
import type { AudioClip } from '../runtime/audio.ts';
import type { SoundSource } from '../runtime/soundSource.ts';
import { resampleToMono } from '../stages/voice/resample.ts';

/** Enough for speech, and little to compute. */
const RATE_HZ = 8000;
/** Steps of the level that finds the offset roughly. */
const STEP_SEC = 0.01;
const STEP = RATE_HZ * STEP_SEC;
/** A service may put silence before what it was sent; more than this nobody has seen. */
const MOST_OFFSET_SEC = 2;
/** Compared at the beginning, and once more at the end. */
const WINDOW_SEC = 20;
/** Less alike than this is another sound. */
const LEAST_AGREEMENT = 0.3;

export interface Alignment {
  /** Positive: the other sound is later. null: it could not be told. */
  readonly offsetSec: number | null;
  /** Correlation of the two sounds at that offset, 0..1. */
  readonly agreement: number;
  /** How much the offset has changed by the end of the voice; null where it could not be told, or the voice is short. */
  readonly driftSec: number | null;
}

/** The level in steps, around its mean. */
function levels(samples: Float32Array): Float32Array {
  const out = new Float32Array(Math.floor(samples.length / STEP));
  let mean = 0;
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let n = i * STEP; n < (i + 1) * STEP; n++) sum += samples[n] * samples[n];
    out[i] = Math.sqrt(sum / STEP);
    mean += out[i] / out.length;
  }
  return out.map((level) => level - mean);
}

/** Normalised correlation of `a` with `b` moved back by `lag`, over where both are: -1..1. */
function correlation(a: Float32Array, b: Float32Array, lag: number): number {
  const from = Math.max(0, -lag);
  const to = Math.min(a.length, b.length - lag);
  let [cross, energyA, energyB] = [0, 0, 0];
  for (let i = from; i < to; i++) {
    cross += a[i] * b[i + lag];
    energyA += a[i] * a[i];
    energyB += b[i + lag] * b[i + lag];
  }
  // Where they hardly overlap, likeness is chance.
  if (to - from < a.length / 2 || energyA === 0 || energyB === 0) return 0;
  return cross / Math.sqrt(energyA * energyB);
}

function bestLag(
  a: Float32Array,
  b: Float32Array,
  from: number,
  to: number,
): { readonly lag: number; readonly value: number } {
  let best = { lag: 0, value: -Infinity };
  for (let lag = from; lag <= to; lag++) {
    // A service may turn the sign of a wave: nobody hears that.
    const value = Math.abs(correlation(a, b, lag));
    if (value > best.value) best = { lag, value };
  }
  return best;
}

/** First by level, within ±2 s, then by the wave itself, within ±15 ms of that. */
function measure(
  voice: Float32Array,
  other: Float32Array,
): { readonly offsetSec: number; readonly agreement: number } {
  const most = MOST_OFFSET_SEC / STEP_SEC;
  const rough = bestLag(levels(voice), levels(other), -most, most).lag * STEP;
  const near = 1.5 * STEP;
  const { lag, value } = bestLag(voice, other, rough - near, rough + near);
  return { offsetSec: lag / RATE_HZ, agreement: Math.min(1, Math.max(0, value)) };
}

/**
 * Finds how much later `other` says what `voice` says, to an eighth of a millisecond, and whether that stays so.
 * @param voice what is heard in the video
 * @param other the sound that came with the pictures, at any rate and level
 */
export function alignTalk(voice: AudioClip | SoundSource, other: AudioClip): Alignment {
  const [a, b] = [resampleToMono(voice, RATE_HZ), resampleToMono(other, RATE_HZ)];
  const window = WINDOW_SEC * RATE_HZ;
  const start = measure(a.subarray(0, window), b.subarray(0, window + MOST_OFFSET_SEC * RATE_HZ));
  if (start.agreement < LEAST_AGREEMENT)
    return { offsetSec: null, agreement: start.agreement, driftSec: null };
  if (a.length <= window) return { ...start, driftSec: null };
  const from = Math.max(a.length - window, Math.ceil(MOST_OFFSET_SEC * RATE_HZ));
  const end = measure(a.subarray(from), b.subarray(from + Math.round(start.offsetSec * RATE_HZ)));
  return { ...start, driftSec: end.agreement < LEAST_AGREEMENT ? null : end.offsetSec };
}
