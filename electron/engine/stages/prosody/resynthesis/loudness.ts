import { amplitudeOf, applyGain, samplePeak } from './level.ts';
import { limitPeaks } from './limiter.ts';
import type { AudioClip } from '../../../runtime/audio.ts';
import { integratedLufs } from '../../voice/loudness.ts';
import { truePeak } from '../../voice/truePeak.ts';

/** -1 dBTP, the ceiling of EBU R 128. */
const TRUE_PEAK_CEILING = amplitudeOf(-1);
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
  const highest = truePeak(clip);
  if (highest > TRUE_PEAK_CEILING) applyGain(clip, TRUE_PEAK_CEILING / highest);
  return wished - gainDb;
}

/** Keeps an edit from clipping: its peaks stay below -1 dBFS or the original's own peak, and always below full scale. */
export function keepHeadroom(clip: AudioClip, originalPeak: number): void {
  const ceiling = Math.min(HIGHEST_CEILING, Math.max(SAMPLE_CEILING, originalPeak));
  limitPeaks(clip, ceiling);
}
