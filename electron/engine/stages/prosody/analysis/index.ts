/** What a voice does: pitch, pulses, level, pauses, phrases and syllables. */
import type { Voice } from '../../media/types.ts';
import { addMean, mixedMono, monoOf, wholeOf, type MonoSound } from '../../../runtime/monoSource.ts';
import { STRETCH_SAMPLES, type SoundSource } from '../../../runtime/soundSource.ts';
import type { SoundFile } from '../../../runtime/spooledSound.ts';
import type { PitchTrack, ProsodyAnalysis, TimeSpan } from '../types.ts';
import { decimate, reduced } from '../decimate.ts';
import { findPulses } from './findPulses.ts';
import { intensityTrack } from './intensityTrack.ts';
import { findPauses, findPhrases, syllableNuclei } from './speechRhythm.ts';
import { quantile, trackPitch, trackSpeakerPitch, voicedHz } from './trackPitch.ts';

export { trackPitch } from './trackPitch.ts';

/** Pitch and pulses are found on a copy at about this rate: a few cents from the full rate, several times faster. */
const TRACKING_RATE_HZ = 12_000;

/** The mean of all channels. */
export function mixToMono(channels: readonly Float32Array[]): Float32Array {
  if (channels.length === 1) return channels[0];
  const mono = new Float32Array(channels[0]?.length ?? 0);
  addMean(channels, mono);
  return mono;
}

export type PitchRange = Pick<PitchTrack, 'floorHz' | 'ceilingHz'>;

/**
 * Analyses a mono signal: works on recordings and on what resynthesis made of them. Memory grows with a copy at the
 * tracking rate and about 15 kB a second of candidates: an hour takes 0.35 GB beside the signal itself.
 * @param mono -1..1; not changed, and referred to by the result
 * @param range where the pitch is searched; by default found from the voice itself
 * @returns empty tracks and nulls where there is nothing to measure; never NaN
 */
export function analyseProsody(
  mono: Float32Array,
  sampleRateHz: number,
  range?: PitchRange,
): ProsodyAnalysis {
  const rhythm = measureRhythm(mono, sampleRateHz, range);
  const { durationSec, factor, slowRateHz, pitch, intensity, pauses, phrases } = rhythm;
  const slow = wholeOf(rhythm.slow);
  // Sample i of the slow copy lies at the time of sample i * factor; its own clock would put it half a step later.
  const offsetSec = (0.5 * factor - 0.5) / sampleRateHz;
  const slowPitch = { ...pitch, startSec: pitch.startSec + offsetSec };
  const pulsesSec = findPulses(slow, slowRateHz, slowPitch).map((timeSec) => timeSec - offsetSec);
  const syllablesSec = syllableNuclei(intensityTrack(slow, slowRateHz, 50, 0.016), pitch);
  const voiced = voicedHz(pitch);
  const medianHz = voiced.length > 0 ? quantile(voiced, 0.5) : null;
  const speechSec = phrases.reduce((sum, [fromSec, toSec]) => sum + toSec - fromSec, 0);
  return {
    durationSec,
    sampleRateHz,
    mono,
    pitch,
    pulsesSec,
    intensity,
    pauses,
    syllablesSec,
    phrases,
    medianHz,
    rangeSemitones: medianHz === null ? null : spreadSemitones(voiced, medianHz),
    syllableRateHz: syllablesSec.length > 0 && speechSec > 0 ? syllablesSec.length / speechSec : null,
  };
}

/** What divides a voice, and what that is found from. */
function measureRhythm(
  mono: MonoSound,
  sampleRateHz: number,
  range?: PitchRange,
  keep: (slow: MonoSound, rateHz: number) => MonoSound = (slow) => slow,
) {
  const durationSec = mono.length / sampleRateHz;
  const factor = Math.max(1, Math.floor(sampleRateHz / TRACKING_RATE_HZ));
  const slow = factor === 1 ? mono : keep(reduced(mono, factor), sampleRateHz / factor);
  const slowRateHz = sampleRateHz / factor;
  const slowTrack = range ? trackPitch(slow, slowRateHz, range) : trackSpeakerPitch(slow, slowRateHz);
  const pitch = alignedToFullRate(slowTrack, sampleRateHz, factor);
  const intensity = intensityTrack(mono, sampleRateHz);
  const pauses = findPauses(intensity, pitch, durationSec);
  return {
    durationSec,
    factor,
    slow,
    slowRateHz,
    pitch,
    intensity,
    pauses,
    phrases: findPhrases(pauses, durationSec),
  };
}

/** The phrases of {@link analyseProsody} alone, of a sound of any length that may lie in a file. */
export function phrasesOf(sound: SoundSource | SoundFile): readonly TimeSpan[] {
  // The reduced copy is read several times: beside a file it is made once.
  const keep = (slow: MonoSound, rateHz: number): MonoSound => {
    if (!('folder' in sound)) return slow;
    const writer = sound.folder.create(Math.round(rateHz), 1);
    const source = monoOf(slow);
    for (let start = 0; start < source.length; start += STRETCH_SAMPLES)
      writer.append(source.read(start, Math.min(source.length, start + STRETCH_SAMPLES)));
    return mixedMono(writer.finish());
  };
  return measureRhythm(mixedMono(sound), sound.sampleRateHz, undefined, keep).phrases;
}

/**
 * F0 within a given range, found on the same reduced copy as in {@link analyseProsody}: equal sounds and ranges give
 * equal tracks.
 */
export function trackPitchWithin(mono: Float32Array, sampleRateHz: number, range: PitchRange): PitchTrack {
  const factor = Math.max(1, Math.floor(sampleRateHz / TRACKING_RATE_HZ));
  const track = trackPitch(decimate(mono, factor), sampleRateHz / factor, range);
  return alignedToFullRate(track, sampleRateHz, factor);
}

export const analyseVoiceProsody = (voice: Voice): ProsodyAnalysis =>
  analyseProsody(mixToMono(voice.clip.channels), voice.clip.sampleRateHz);

function alignedToFullRate(
  pitch: ProsodyAnalysis['pitch'],
  sampleRateHz: number,
  factor: number,
): ProsodyAnalysis['pitch'] {
  return { ...pitch, startSec: pitch.startSec - (0.5 * factor - 0.5) / sampleRateHz };
}

/** Standard deviation about the median, in semitones. */
function spreadSemitones(voiced: Float32Array, medianHz: number): number {
  let sum = 0;
  for (const hz of voiced) sum += (12 * Math.log2(hz / medianHz)) ** 2;
  return Math.sqrt(sum / voiced.length);
}
