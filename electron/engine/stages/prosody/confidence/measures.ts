import { monoOf, type MonoSound } from '../../../runtime/monoSource.ts';
import { STRETCH_SAMPLES } from '../../../runtime/soundSource.ts';
import { peakOf } from '../peak.ts';
import type { PitchTrack } from '../types.ts';

/** More than this far from the request, a frame counts as a gross error and not as an inaccuracy. */
const GROSS_CENTS = 300;

/** What a result must be measured against. */
export interface ContourRequest {
  /** The F0 asked for, Hz, one value per frame of the original's pitch track; 0 where it is unvoiced. */
  readonly targetHz: Float32Array;
  /** Time in the result of a moment of the original, both in seconds. */
  readonly toResultSec: (originalSec: number) => number;
}

export interface ContourErrors {
  /** Frames of the original in which something voiced is asked for. */
  readonly voicedFrames: number;
  /** Frames that are voiced in the request and in the result. */
  readonly comparedFrames: number;
  /** Median magnitude of the error; NaN when nothing could be compared. */
  readonly medianCents: number;
  /** Share of the compared frames that are more than 300 cents off. */
  readonly grossRate: number;
  /** Spread of the measured contour over that of the requested one, minus 1; gross errors left out. */
  readonly rangeError: number;
  /** Share of all frames whose voicing is as requested. */
  readonly voicingAgreement: number;
  /** Mean loss of harmonics-to-noise ratio against the original over the compared frames, dB; negative is a gain. */
  readonly roughnessDb: number;
}

/** Correlations nearer to 0 or 1 than this say nothing about how much noise there is. */
const LEAST_CORRELATION = 0.3;
const MOST_CORRELATION = 0.9999;

/** Harmonics-to-noise ratio out of the normalised autocorrelation at the period (Boersma 1993, eq. 4), dB. */
const harmonicityDb = (correlation: number): number => {
  const r = Math.min(MOST_CORRELATION, Math.max(LEAST_CORRELATION, correlation));
  return 10 * Math.log10(r / (1 - r));
};

/** F0 at a moment: between two voiced frames the straight line, beside an unvoiced one the nearest. 0 is unvoiced. */
export function pitchAt({ startSec, stepSec, hz }: PitchTrack, timeSec: number): number {
  const position = (timeSec - startSec) / stepSec;
  const nearest = hz[Math.round(position)] ?? 0;
  const left = Math.floor(position);
  const before = hz[left] ?? 0;
  const after = hz[left + 1] ?? 0;
  if (nearest === 0 || before === 0 || after === 0) return nearest;
  return before + (after - before) * (position - left);
}

/**
 * Compares the contour of a result with the requested one, at the frames of the original.
 * @param measured pitch track of the result
 */
export function contourErrors(
  original: Pick<PitchTrack, 'startSec' | 'stepSec' | 'strength'>,
  measured: PitchTrack,
  { targetHz, toResultSec }: ContourRequest,
): ContourErrors {
  const errors: number[] = [];
  const asked: number[] = [];
  const found: number[] = [];
  let agreeing = 0;
  let voicedFrames = 0;
  let gross = 0;
  let lostDb = 0;
  for (let i = 0; i < targetHz.length; i++) {
    const target = targetHz[i];
    const resultSec = toResultSec(original.startSec + i * original.stepSec);
    const hz = pitchAt(measured, resultSec);
    if (target > 0) voicedFrames++;
    if (target > 0 === hz > 0) agreeing++;
    if (target === 0 || hz === 0) continue;
    const cents = 1200 * Math.log2(hz / target);
    errors.push(Math.abs(cents));
    const strength = measured.strength[Math.round((resultSec - measured.startSec) / measured.stepSec)];
    lostDb += harmonicityDb(original.strength[i]) - harmonicityDb(strength);
    if (Math.abs(cents) > GROSS_CENTS) {
      gross++;
      continue;
    }
    asked.push(12 * Math.log2(target));
    found.push(12 * Math.log2(hz));
  }
  return {
    voicedFrames,
    comparedFrames: errors.length,
    medianCents: quantile(errors, 0.5),
    grossRate: errors.length === 0 ? 0 : gross / errors.length,
    rangeError: rangeErrorOf(asked, found),
    voicingAgreement: targetHz.length === 0 ? 1 : agreeing / targetHz.length,
    roughnessDb: errors.length === 0 ? 0 : lostDb / errors.length,
  };
}

/** A requested monotone has no spread to compare with: half a semitone counts as its accuracy. */
const LEAST_SPREAD_SEMITONES = 0.5;

function rangeErrorOf(asked: readonly number[], found: readonly number[]): number {
  if (asked.length < 2) return 0;
  const requested = Math.max(LEAST_SPREAD_SEMITONES, standardDeviation(asked));
  return Math.max(LEAST_SPREAD_SEMITONES, standardDeviation(found)) / requested - 1;
}

function standardDeviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** The value below which a share of the values lies, interpolated; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const left = Math.floor(position);
  const right = Math.min(sorted.length - 1, left + 1);
  return sorted[left] + (sorted[right] - sorted[left]) * (position - left);
}

/** Samples this near to the ceiling count as being at it. */
const CEILING_SHARE = 0.9998;
/** Quieter recordings have so few steps that equal samples are no sign of a cut-off wave. */
const LEAST_CEILING = 0.05;

/**
 * Share of samples that were cut off: at least two running at full scale, or three running at a lower ceiling that
 * the sound never passes. A single sample at the ceiling is a peak.
 */
export function clippedShare(sound: MonoSound): number {
  const mono = monoOf(sound);
  const peak = peakOf(sound);
  if (peak < LEAST_CEILING) return 0;
  const atFullScale = peak >= CEILING_SHARE;
  const ceiling = Math.min(1, peak) * CEILING_SHARE;
  const leastRun = atFullScale ? 2 : 3;
  let clipped = 0;
  let run = 0;
  for (let start = 0; start < mono.length; start += STRETCH_SAMPLES) {
    const samples = mono.read(start, Math.min(mono.length, start + STRETCH_SAMPLES));
    for (let i = 0; i < samples.length; i++) {
      run = Math.abs(samples[i]) >= ceiling ? run + 1 : 0;
      if (run === leastRun) clipped += leastRun;
      else if (run > leastRun) clipped++;
    }
  }
  return clipped / mono.length;
}

export interface RequestSize {
  /** 95th percentile of the pitch change over the voiced frames, semitones, without sign. */
  readonly pitchSemitones: number;
  /** 95th percentile of the tempo change over the speech, octaves (1 = twice as long or half as long). */
  readonly tempoOctaves: number;
}

/**
 * How far a request leads away from the original: pauses may change freely, only speech counts.
 * @param speechSec times of the original at which there is speech
 */
export function requestSize(
  original: PitchTrack,
  { targetHz, toResultSec }: ContourRequest,
  speechSec: readonly number[],
): RequestSize {
  const semitones: number[] = [];
  for (let i = 0; i < targetHz.length; i++) {
    if (targetHz[i] === 0 || original.hz[i] === 0) continue;
    semitones.push(Math.abs(12 * Math.log2(targetHz[i] / original.hz[i])));
  }
  const halfSec = original.stepSec / 2;
  const octaves = speechSec.map((sec) => {
    const stretch = (toResultSec(sec + halfSec) - toResultSec(sec - halfSec)) / original.stepSec;
    return Math.abs(Math.log2(stretch));
  });
  return {
    pitchSemitones: semitones.length === 0 ? 0 : quantile(semitones, 0.95),
    tempoOctaves: octaves.length === 0 ? 0 : quantile(octaves, 0.95),
  };
}
