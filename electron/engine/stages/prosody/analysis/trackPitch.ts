import type { MonoSound } from '../../../runtime/monoSource.ts';
import type { PitchTrack } from '../types.ts';
import { reduced } from '../decimate.ts';
import { pitchFrames } from './pitchFrames.ts';
import { pitchPath } from './pitchPath.ts';
import type { PitchSettings } from './pitchSettings.ts';
import { PITCH_DEFAULTS } from './pitchSettings.ts';

/** The first look, wide enough for every voice (Hirst 2011, two-pass method). */
const FIRST_LOOK = { floorHz: 60, ceilingHz: 700, stepSec: 0.02 };
/** For quartiles telephone bandwidth is plenty. */
const FIRST_LOOK_RATE_HZ = 6000;
/** The second look, from the quartiles of the first; the ceiling is that of lively speech. */
const FLOOR_OF_LOWER_QUARTILE = 0.75;
/** Phrases end low: where the lowest tones lie below that floor, it goes down to them, but not further than this. */
const LOWEST_TONES_SHARE = 0.02;
const FLOOR_OF_LOWEST_TONES = 0.9;
const DEEPEST_FLOOR_OF_LOWER_QUARTILE = 0.6;
const CEILING_OF_UPPER_QUARTILE = 2.5;
const LOWEST_FLOOR_HZ = 40;
const HIGHEST_CEILING_HZ = 800;
/** With fewer voiced frames the quartiles say nothing. */
const MIN_VOICED_FRAMES = 8;

/**
 * F0 by autocorrelation with a Viterbi path, as Praat does it (Boersma 1993; settings by Praat's names).
 * @param signal mono at `rateHz`; 10 to 24 kHz is enough and fast
 */
export function trackPitch(
  signal: MonoSound,
  rateHz: number,
  settings: Partial<PitchSettings> = {},
): PitchTrack {
  const complete = { ...PITCH_DEFAULTS, ...settings };
  const frames = pitchFrames(signal, rateHz, complete);
  const { hz, strength } = pitchPath(frames, complete);
  return {
    startSec: frames.startSec,
    stepSec: complete.stepSec,
    hz,
    strength,
    floorHz: complete.floorHz,
    ceilingHz: complete.ceilingHz,
  };
}

/** Ascending voiced values of a track. */
export const voicedHz = (track: PitchTrack): Float32Array => track.hz.filter((hz) => hz > 0).sort();

export const quantile = (sorted: ArrayLike<number>, share: number): number => {
  const at = share * (sorted.length - 1);
  const index = Math.floor(at);
  const next = Math.min(sorted.length - 1, index + 1);
  return sorted[index] + (sorted[next] - sorted[index]) * (at - index);
};

/** The pitch range of this speaker: a wide look first, then floor and ceiling from its quartiles. */
export function trackSpeakerPitch(signal: MonoSound, rateHz: number): PitchTrack {
  const factor = Math.max(1, Math.floor(rateHz / FIRST_LOOK_RATE_HZ));
  const first = voicedHz(trackPitch(reduced(signal, factor), rateHz / factor, FIRST_LOOK));
  if (first.length < MIN_VOICED_FRAMES) return trackPitch(signal, rateHz);
  const lowerQuartile = quantile(first, 0.25);
  const toLowestTones = Math.max(
    DEEPEST_FLOOR_OF_LOWER_QUARTILE * lowerQuartile,
    FLOOR_OF_LOWEST_TONES * quantile(first, LOWEST_TONES_SHARE),
  );
  return trackPitch(signal, rateHz, {
    floorHz: Math.max(LOWEST_FLOOR_HZ, Math.min(FLOOR_OF_LOWER_QUARTILE * lowerQuartile, toLowestTones)),
    ceilingHz: Math.min(HIGHEST_CEILING_HZ, CEILING_OF_UPPER_QUARTILE * quantile(first, 0.75)),
  });
}
