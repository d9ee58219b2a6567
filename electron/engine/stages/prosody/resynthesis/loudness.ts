import { amplitudeOf, applyGain, samplePeak } from './level.ts';
import { limitPeaks, limitStretches, loudStretches } from './limiter.ts';
import type { AudioClip } from '../../../runtime/audio.ts';
import { sourceOf, type SoundSource } from '../../../runtime/soundSource.ts';
import type { SoundFile } from '../../../runtime/spooledSound.ts';
import { integratedLufs } from '../../voice/loudness.ts';
import { truePeak } from '../../voice/truePeak.ts';

/** -1 dBTP, the ceiling of EBU R 128. */
const TRUE_PEAK_CEILING = amplitudeOf(-1);
/** Samples of context that the interpolation looks at. */
const TRUE_PEAK_MARGIN = 16;
/** The limiter takes off this much at most; beyond it loudness is given up, never the waveform. */
const MAX_LIMITING_DB = 3;
/** Sample peaks of ordinary edits stay below this, or below the original's own where that is higher. */
const SAMPLE_CEILING = amplitudeOf(-1);
/** No result reaches full scale, whatever the original did. */
const HIGHEST_CEILING = 0.98;

/**
 * Brings a clip to a loudness, in place.
 * @returns how far below the wish it stays, LU; 0 when it was met. Silence is left alone.
 */
export function bringToLoudness(clip: AudioClip, targetLufs: number): number {
  const way = wayToLoudness(clip, targetLufs);
  if (!way) return 0;
  applyGain(clip, way.gain);
  limitPeaks(clip, TRUE_PEAK_CEILING);
  applyGain(clip, gainBelowTruePeak(clip));
  return way.missedLu;
}

/**
 * {@link bringToLoudness} of a sound that stays in its file.
 * @returns the result, the sound itself where there is nothing to change; files that are of no use any more are gone
 */
export function bringFileToLoudness(
  sound: SoundFile,
  targetLufs: number,
): { readonly sound: SoundFile; readonly missedLu: number } {
  const way = wayToLoudness(sound, targetLufs);
  if (!way) return { sound, missedLu: 0 };
  const limited = limitedFile(sound, way.gain, TRUE_PEAK_CEILING);
  const last = limitedFile(limited, gainBelowTruePeak(limited), Infinity);
  return { sound: last, missedLu: way.missedLu };
}

/** @returns null for silence */
function wayToLoudness(
  sound: AudioClip | SoundSource,
  targetLufs: number,
): { readonly gain: number; readonly missedLu: number } | null {
  const lufs = integratedLufs(sound);
  if (lufs === null) return null;
  const wished = targetLufs - lufs;
  const peak = samplePeak(sound);
  const most = 20 * Math.log10(TRUE_PEAK_CEILING / peak) + MAX_LIMITING_DB;
  const gainDb = Math.min(wished, most);
  return { gain: amplitudeOf(gainDb), missedLu: wished - gainDb };
}

/** Between samples a limited sound can still be too high; what is left is taken off everywhere. */
function gainBelowTruePeak(sound: AudioClip | SoundSource): number {
  const highest = peakBetweenSamples(sound, TRUE_PEAK_CEILING);
  return highest > TRUE_PEAK_CEILING ? TRUE_PEAK_CEILING / highest : 1;
}

/**
 * The true peak as far as it can exceed a ceiling. Below a quarter of the sample rate, where speech has its energy, a
 * peak between samples has a neighbour of at least 0.7 of its height: only around such samples is interpolated.
 */
function peakBetweenSamples(sound: AudioClip | SoundSource, ceiling: number): number {
  const source = sourceOf(sound);
  const { sampleRateHz } = source;
  let highest = 0;
  for (const [start, end] of loudStretches(source, 0.7 * ceiling, TRUE_PEAK_MARGIN))
    highest = Math.max(highest, truePeak({ sampleRateHz, channels: source.read(start, end) }));
  return highest;
}

/** Keeps an edit from clipping: its peaks stay below -1 dBFS or the original's own peak, and always below full scale. */
export function keepHeadroom(clip: AudioClip, originalPeak: number): void {
  limitPeaks(clip, headroomCeiling(originalPeak));
}

/** {@link keepHeadroom} of a sound that stays in its file. @returns the result; the file it replaces is gone */
export const keepFileHeadroom = (sound: SoundFile, originalPeak: number): SoundFile =>
  limitedFile(sound, 1, headroomCeiling(originalPeak));

const headroomCeiling = (originalPeak: number): number =>
  Math.min(HIGHEST_CEILING, Math.max(SAMPLE_CEILING, originalPeak));

/** A sound with a gain, held within a ceiling, in place of its file; the sound itself where neither changes it. */
function limitedFile(sound: SoundFile, gain: number, ceiling: number): SoundFile {
  const louder = withGain(sound, gain);
  const isLimited = samplePeak(louder) > ceiling;
  if (gain === 1 && !isLimited) return sound;
  const writer = sound.folder.create(sound.sampleRateHz, sound.channels);
  limitStretches(louder, isLimited ? ceiling : Infinity, (channels) => writer.appendChannels(channels));
  sound.folder.remove(sound);
  return writer.finish();
}

/** A sound as it is with a gain, rounded as samples are kept. */
function withGain(source: SoundSource, gain: number): SoundSource {
  if (gain === 1) return source;
  let rooms: Float32Array[] = [];
  return {
    ...source,
    read(start, end) {
      const channels = source.read(start, end);
      if ((rooms[0]?.length ?? 0) < end - start)
        rooms = channels.map(({ length }) => new Float32Array(length));
      return channels.map((samples, channel) => {
        const room = rooms[channel].subarray(0, samples.length);
        for (let i = 0; i < samples.length; i++) room[i] = samples[i] * gain;
        return room;
      });
    },
  };
}
