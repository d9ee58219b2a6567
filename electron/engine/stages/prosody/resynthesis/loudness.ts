import { amplitudeOf, applyGain, samplePeak } from './level.ts';
import { limitPeaks, loudStretches } from './limiter.ts';
import type { AudioClip } from '../../../runtime/audio.ts';
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
  const lufs = integratedLufs(clip);
  if (lufs === null) return 0;
  const wished = targetLufs - lufs;
  const peak = samplePeak(clip);
  const most = 20 * Math.log10(TRUE_PEAK_CEILING / peak) + MAX_LIMITING_DB;
  const gainDb = Math.min(wished, most);
  applyGain(clip, amplitudeOf(gainDb));
  limitPeaks(clip, TRUE_PEAK_CEILING);
  // Between samples the sound can still be higher; what is left is taken off everywhere.
  const highest = peakBetweenSamples(clip, TRUE_PEAK_CEILING);
  if (highest > TRUE_PEAK_CEILING) applyGain(clip, TRUE_PEAK_CEILING / highest);
  return wished - gainDb;
}

/**
 * The true peak as far as it can exceed a ceiling. Below a quarter of the sample rate, where speech has its energy, a
 * peak between samples has a neighbour of at least 0.7 of its height: only around such samples is interpolated.
 */
function peakBetweenSamples(clip: AudioClip, ceiling: number): number {
  return loudStretches(clip, 0.7 * ceiling, TRUE_PEAK_MARGIN).reduce((highest, [start, end]) => {
    const channels = clip.channels.map((samples) => samples.subarray(start, end));
    return Math.max(highest, truePeak({ ...clip, channels, length: end - start }));
  }, 0);
}

/** Keeps an edit from clipping: its peaks stay below -1 dBFS or the original's own peak, and always below full scale. */
export function keepHeadroom(clip: AudioClip, originalPeak: number): void {
  const ceiling = Math.min(HIGHEST_CEILING, Math.max(SAMPLE_CEILING, originalPeak));
  limitPeaks(clip, ceiling);
}
