/** Confidence: how good an adjusted voice is, measured on the result against what was asked. Never assumed. */
import type { ConfidenceTerm, ProsodyConfidence } from '../../../../../shared/prosody/confidence.ts';
import { CONFIDENCE_TERMS, confidenceBand } from '../../../../../shared/prosody/confidence.ts';
import { adjustedDurationSec, toAdjusted } from '../../../../../shared/prosody/timeMap.ts';
import type { MonoSound } from '../../../runtime/monoSource.ts';
import { trackPitchWithin } from '../analysis/index.ts';
import type { PitchTrack, ProsodyAnalysis } from '../types.ts';
import { clippedShare, contourErrors, quantile, requestSize } from './measures.ts';
import type { ConfidenceRequest } from './request.ts';
import { shelfGainDb } from './request.ts';
import { speechClarity } from './speechClarity.ts';
import { intensityAt, soundingFromDb, spectralDistanceDb } from './spectralDistance.ts';
import type { ConfidenceTerms } from './terms.ts';
import {
  clippingTerm,
  combineTerms,
  durationTerm,
  pitchTerm,
  requestTerm,
  spectrumTerm,
  unvoicedPitchTerm,
  voicingTerm,
} from './terms.ts';

export type { ConfidenceRequest } from './request.ts';
export { requestOf } from './request.ts';
export type { Attempt, GateDecision } from './gate.ts';
export { passGate } from './gate.ts';

export const CONFIDENCE_VERSION = 2;

export interface ConfidenceInput {
  readonly original: ProsodyAnalysis<MonoSound>;
  readonly result: { readonly mono: MonoSound; readonly sampleRateHz: number };
  readonly request: ConfidenceRequest;
}

/** Tracks the F0 of a sound within a range; the same tracker that analysed the original. */
export type TrackPitch = (
  mono: MonoSound,
  sampleRateHz: number,
  range: { readonly floorHz: number; readonly ceilingHz: number },
) => PitchTrack;

/** Fewer voiced frames than this, or than this share of the sounding ones, are accidents of the tracker. */
const LEAST_VOICED_FRAMES = 10;
const LEAST_VOICED_SHARE = 0.05;
/** Terms below this are named as reasons. */
const REASON_BELOW = 0.8;

/**
 * Measures a result: pitch contour, voicing, duration, clipping and spectral shape against the request, and the size
 * of the request itself. Each is turned into a term of 0..1; the score is their weighted product, held down by the
 * worst of them. Costs about as much as an analysis, so it is only done when somebody wants to know.
 * @param trackPitch replaced in tests
 */
export function scoreConfidence(
  { original, result, request }: ConfidenceInput,
  trackPitch: TrackPitch = trackPitchWithin,
): ProsodyConfidence {
  const soundingDb = soundingFromDb(original.intensity);
  if (soundingDb === null) return noSpeech();
  const { pitch, mono, sampleRateHz } = original;
  const toResultSec = (sec: number): number => toAdjusted(request.timeMap, sec);
  const contour = { targetHz: request.targetHz, toResultSec };

  const frameTimes = Array.from(pitch.hz, (_, i) => pitch.startSec + i * pitch.stepSec);
  const sounding = frameTimes.filter((sec) => intensityAt(original.intensity, sec) >= soundingDb);
  const voiced = frameTimes.filter(
    (sec, i) => pitch.hz[i] > 0 && intensityAt(original.intensity, sec) >= soundingDb,
  );
  const canJudgePitch = voiced.length >= Math.max(LEAST_VOICED_FRAMES, LEAST_VOICED_SHARE * sounding.length);
  const speechSec = canJudgePitch ? voiced : sounding;

  const measured = trackPitch(result.mono, result.sampleRateHz, searchRange(pitch, request.targetHz));
  const errors = contourErrors(pitch, measured, contour);
  const distanceDb = spectralDistanceDb({
    original: { mono, sampleRateHz },
    result,
    timesSec: speechSec,
    toResultSec,
    gainDb: (hz) => shelfGainDb(hz, request.brightnessDb),
  });
  return confidenceOf({
    pitch: canJudgePitch ? pitchTerm(errors) : unvoicedPitchTerm(request.pitchAsked),
    voicing: voicingTerm(errors),
    duration: durationTerm(result.mono.length / result.sampleRateHz, adjustedDurationSec(request.timeMap)),
    clipping: clippingOf(mono, result.mono, request.isNeutral),
    spectrum: spectrumTerm({
      distanceDb,
      roughnessDb: canJudgePitch ? errors.roughnessDb : 0,
      clarity: request.isNeutral ? 1 : speechClarity(original, speechSec),
    }),
    request: requestTerm(requestSize(pitch, contour, speechSec)),
  });
}

/** Puts measured terms together. */
export function confidenceOf(terms: ConfidenceTerms): ProsodyConfidence {
  const score = combineTerms(terms);
  const bad = CONFIDENCE_TERMS.map((name) => terms[name])
    .filter(({ value }) => value < REASON_BELOW)
    .sort((a, b) => a.value - b.value);
  return {
    score,
    band: confidenceBand(score),
    terms,
    reasons: bad.map(({ why }) => why),
    reasonCodes: bad.map(({ code }) => code),
  };
}

const noSpeech = (): ProsodyConfidence => ({
  score: 0,
  band: 'broken',
  terms: {},
  reasons: ['There is no speech in the recording.'],
  reasonCodes: ['no-speech'],
});

/** Nothing asked, nothing to answer for but what is new: the voice as it is may well be clipped. */
function clippingOf(original: MonoSound, result: MonoSound, isNeutral: boolean): ConfidenceTerm {
  const before = clippedShare(original);
  const after = clippedShare(result);
  return isNeutral ? clippingTerm(Math.max(0, after - before), 0) : clippingTerm(after, before);
}

/**
 * Where the F0 of the result is searched: the range of the original, moved as far as the request moves the middle, the
 * lowest and the highest tones.
 */
function searchRange(
  { floorHz, ceilingHz, hz }: PitchTrack,
  targetHz: Float32Array,
): { floorHz: number; ceilingHz: number } {
  const own: number[] = [];
  const asked: number[] = [];
  const factors: number[] = [];
  targetHz.forEach((target, i) => {
    if (target === 0 || hz[i] === 0) return;
    own.push(hz[i]);
    asked.push(target);
    factors.push(target / hz[i]);
  });
  if (asked.length === 0) return { floorHz, ceilingHz };
  const moved = quantile(factors, 0.5);
  const lowest = quantile(asked, 0.02) / quantile(own, 0.02);
  const highest = quantile(asked, 0.98) / quantile(own, 0.98);
  return {
    floorHz: floorHz * Math.min(1, moved, lowest),
    ceilingHz: ceilingHz * Math.max(1, moved, highest),
  };
}
