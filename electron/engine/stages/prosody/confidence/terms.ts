/** The published terms: what each measurement is worth, and the sentence that says so. */
import type { ConfidenceTerm, ConfidenceTermName } from '../../../../../shared/prosody/confidence.ts';
import { CONFIDENCE_TERMS } from '../../../../../shared/prosody/confidence.ts';
import type { ContourErrors, RequestSize } from './measures.ts';

/** Exponents of the product. The request weighs little: it is an expectation, the others are measurements. */
export const TERM_WEIGHTS: Readonly<Record<ConfidenceTermName, number>> = {
  pitch: 0.3,
  voicing: 0.15,
  duration: 0.1,
  clipping: 0.1,
  spectrum: 0.25,
  request: 0.1,
};

/** A term of 0 counts as this in the product, so that each weight still tells how much the failure costs. */
const LEAST_FACTOR = 1e-6;
/** One bad term is enough: with this share of the score left to all others, a term below 0.57 ends below 0.7. */
const SHARE_OF_OTHERS = 0.3;

/** 1 up to `good`, 0 from `bad` on, straight in between. */
export const ramp = (value: number, good: number, bad: number): number =>
  Math.min(1, Math.max(0, (bad - value) / (bad - good)));

export type ConfidenceTerms = Readonly<Record<ConfidenceTermName, ConfidenceTerm>>;

/** The weighted geometric mean of the terms, held down by the worst of them. 0..1. */
export function combineTerms(terms: ConfidenceTerms): number {
  let product = 1;
  let worst = 1;
  for (const name of CONFIDENCE_TERMS) {
    const { value, weight } = terms[name];
    product *= Math.max(LEAST_FACTOR, value) ** weight;
    worst = Math.min(worst, value);
  }
  return Math.min(product, SHARE_OF_OTHERS + (1 - SHARE_OF_OTHERS) * worst);
}

const percent = (share: number, digits = 0): string => `${(share * 100).toFixed(digits)} %`;

/** Every term: its value, and a sentence with the numbers behind it. */
const term = (
  name: ConfidenceTermName,
  value: number,
  code: string,
  why: string,
  measures: Readonly<Record<string, number>> = {},
): ConfidenceTerm => ({ value, weight: TERM_WEIGHTS[name], code, why, measures });

/** How closely the F0 contour follows the request. */
export function pitchTerm({
  medianCents,
  grossRate,
  rangeError,
  comparedFrames,
}: ContourErrors): ConfidenceTerm {
  if (comparedFrames === 0)
    return term('pitch', 0, 'pitch-lost', 'The result has no voiced sound where a pitch was asked for.');
  const value = ramp(medianCents, 5, 100) * ramp(grossRate, 0, 0.25) * ramp(Math.abs(rangeError), 0.08, 0.4);
  const range = `${percent(Math.abs(rangeError))} ${rangeError < 0 ? 'narrower' : 'wider'}`;
  return term(
    'pitch',
    value,
    'pitch-contour',
    `The pitch is ${medianCents.toFixed(0)} cents from what was asked, ${percent(grossRate, 1)} of it is more than three semitones off, and its range is ${range}.`,
    { medianCents, grossRate, rangeError },
  );
}

/** Where nothing is voiced there is no pitch to change: an order to change it could not be carried out. */
export const unvoicedPitchTerm = (pitchAsked: boolean): ConfidenceTerm =>
  pitchAsked
    ? term(
        'pitch',
        0.5,
        'no-voiced-speech',
        'The voice has next to no voiced speech (a whisper, noise, a very short sound), so its pitch could not be changed as asked.',
      )
    : term(
        'pitch',
        1,
        'pitch-not-asked',
        'The voice has next to no voiced speech, and no change of pitch was asked for.',
      );

/** Whether voiced sounds stayed voiced and voiceless ones voiceless. */
export function voicingTerm({ voicingAgreement }: ContourErrors): ConfidenceTerm {
  return term(
    'voicing',
    ramp(1 - voicingAgreement, 0.02, 0.25),
    'voicing-agreement',
    `Voiced and voiceless sounds are in their places in ${percent(voicingAgreement, 1)} of the time.`,
    { voicingAgreement },
  );
}

/** Whether the result is as long as planned. */
export function durationTerm(actualSec: number, expectedSec: number): ConfidenceTerm {
  const error = Math.abs(actualSec - expectedSec) / expectedSec;
  return term(
    'duration',
    ramp(error, 0.002, 0.05),
    'duration-error',
    `The result lasts ${actualSec.toFixed(2)} s, ${percent(error, 1)} off the ${expectedSec.toFixed(2)} s planned.`,
    { durationSec: actualSec, expectedSec, error },
  );
}

/**
 * Whether waves were cut off. What the recording lost at full scale, no edit gives back, even where the result is
 * quieter: the worse of both counts.
 */
export function clippingTerm(resultShare: number, originalShare: number): ConfidenceTerm {
  const inherited = originalShare >= resultShare / 2 && originalShare > 0;
  return term(
    'clipping',
    ramp(Math.max(resultShare, originalShare), 0.0001, 0.005),
    inherited ? 'clipping-recorded' : 'clipping-share',
    inherited
      ? `The recording itself is clipped: ${percent(originalShare, 2)} of its samples are cut off.`
      : `${percent(resultShare, 2)} of the samples are cut off.`,
    { resultShare, originalShare },
  );
}

/**
 * Whether the colour of the voice (formants, noise) is still that of the original, and no buzz or roughness has been
 * added. Good resyntheses lose up to 1.5 dB of harmonics-to-noise ratio where a steeper contour is asked for.
 */
export function spectrumTerm({ distanceDb, roughnessDb, clarity }: SpectrumMeasures): ConfidenceTerm {
  const share = Math.min(1, clarity / CLEAN_CLARITY) ** CLARITY_EXPONENT;
  const hidden = share < LEAST_SHARE;
  const seen = Math.max(LEAST_SHARE, share);
  // What goes beyond a good resynthesis stands for more where noise covers a part of it.
  const trueDistanceDb = distanceDb + Math.max(0, distanceDb - GOOD_DISTANCE_DB) * (1 / seen - 1);
  const trueRoughnessDb = roughnessDb > 0 ? roughnessDb / Math.sqrt(seen) : roughnessDb;
  const value = ramp(trueDistanceDb, GOOD_DISTANCE_DB, 8) * ramp(trueRoughnessDb, ROUGH_FROM_DB, 10);
  const measures = { distanceDb: trueDistanceDb, roughnessDb: trueRoughnessDb, clarity };
  const colour = `The colour of the voice differs from the original by ${trueDistanceDb.toFixed(1)} dB`;
  if (trueRoughnessDb > ROUGH_FROM_DB)
    return term(
      'spectrum',
      value,
      'spectral-roughness',
      `${colour}, and ${trueRoughnessDb.toFixed(1)} dB of its clearness are lost: it buzzes.`,
      measures,
    );
  if (hidden && value > HIDDEN_VALUE)
    return term(
      'spectrum',
      HIDDEN_VALUE,
      'spectrum-hidden',
      'Noise covers the recording so far that damage to the voice cannot be told from it.',
      measures,
    );
  return term('spectrum', value, 'spectral-distance', `${colour}.`, measures);
}

export interface SpectrumMeasures {
  /** Mean distance of the spectral shapes as measured, dB. */
  readonly distanceDb: number;
  /** Mean loss of harmonics-to-noise ratio as measured, dB. */
  readonly roughnessDb: number;
  /** Share of the spectrum of the original's speech that stands out of its noise, 0..1. */
  readonly clarity: number;
}

const GOOD_DISTANCE_DB = 1.5;
const ROUGH_FROM_DB = 3;
/** Recordings without noise have at least this clarity, speech without pauses included. */
const CLEAN_CLARITY = 0.75;
/**
 * Found with known damage (a tape played faster) under white and pink noise of 5 to 20 dB: this is how the part of the
 * distance beyond that of good resyntheses shrinks with the clarity.
 */
const CLARITY_EXPONENT = 2.5;
/** With less, about 5 dB between voice and noise, nothing can be said any more. */
const LEAST_SHARE = 0.17;
const HIDDEN_VALUE = 0.5;

/** How natural a request of this size can be expected to sound, however well it is carried out. */
export function requestTerm({ pitchSemitones, tempoOctaves }: RequestSize): ConfidenceTerm {
  return term(
    'request',
    ramp(pitchSemitones, 3, 18) * ramp(tempoOctaves, 0.2, 1.15),
    'request-size',
    `The request moves the pitch by up to ${pitchSemitones.toFixed(1)} semitones and changes lengths by up to ${percent(2 ** tempoOctaves - 1)}.`,
    { pitchSemitones, tempoOctaves },
  );
}
