/** What a voice does: pitch, pulses, level, pauses, phrases and syllables. */
import type { Voice } from '../../media/types.ts';
import { addMean, mixedMono, monoOf, type MonoSound, type MonoSource } from '../../../runtime/monoSource.ts';
import { STRETCH_SAMPLES, type SoundSource } from '../../../runtime/soundSource.ts';
import type { SoundFile } from '../../../runtime/spooledSound.ts';
import type { PitchTrack, ProsodyAnalysis, TimeSpan } from '../types.ts';
import { reduced } from '../decimate.ts';
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
 * @param keep puts the copy at the tracking rate somewhere, because it is read several times
 * @returns empty tracks and nulls where there is nothing to measure; never NaN
 */
export function analyseProsody<Mono extends MonoSound>(
  mono: Mono,
  sampleRateHz: number,
  range?: PitchRange,
  keep?: KeepCopy,
): ProsodyAnalysis<Mono> {
  const rhythm = measureRhythm(mono, sampleRateHz, range, keep);
  const { durationSec, factor, slow, slowRateHz, pitch, intensity, pauses, phrases } = rhythm;
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

type KeepCopy = (slow: MonoSound, rateHz: number) => MonoSound;

/** What divides a voice, and what that is found from. */
function measureRhythm(
  mono: MonoSound,
  sampleRateHz: number,
  range?: PitchRange,
  keep: KeepCopy = (slow) => slow,
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
  const keep = 'folder' in sound ? keptBeside(sound) : undefined;
  return measureRhythm(mixedMono(sound), sound.sampleRateHz, undefined, keep).phrases;
}

/** {@link analyseProsody} of a sound that stays in its file. */
export const analyseSpooledProsody = (sound: SoundFile): ProsodyAnalysis<MonoSource> =>
  analyseProsody(mixedMono(sound), sound.sampleRateHz, undefined, keptBeside(sound));

/** Puts a copy into a file beside the sound: what is read several times is made once. */
const keptBeside =
  ({ folder }: SoundFile): KeepCopy =>
  (slow, rateHz) => {
    const writer = folder.create(Math.round(rateHz), 1);
    const source = monoOf(slow);
    for (let start = 0; start < source.length; start += STRETCH_SAMPLES)
      writer.append(source.read(start, Math.min(source.length, start + STRETCH_SAMPLES)));
    return mixedMono(writer.finish());
  };

/**
 * F0 within a given range, found on the same reduced copy as in {@link analyseProsody}: equal sounds and ranges give
 * equal tracks.
 */
export function trackPitchWithin(mono: MonoSound, sampleRateHz: number, range: PitchRange): PitchTrack {
  const factor = Math.max(1, Math.floor(sampleRateHz / TRACKING_RATE_HZ));
  const track = trackPitch(reduced(mono, factor), sampleRateHz / factor, range);
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
