/** Pitch curves of several voices over one time: that of the voice as it was recorded, where words meet. */
import type { VoiceTake } from '../../../shared/contract/compare.ts';
import { recordedAt } from '../../stores/playback.ts';

export interface ContourScale {
  readonly durationSec: number;
  /** Lowest and highest pitch shown, Hz. */
  readonly lowHz: number;
  readonly highHz: number;
}

type Contour = Pick<VoiceTake, 'pitch' | 'timeMap'>;

/** Air above and below the curves, semitones. */
const AIR_SEMITONES = 1;
const FALLBACK_HZ = [80, 320] as const;

/** One scale for all curves. Stray values of the tracker do not squeeze the rest: the outermost are left out. */
export function contourScale(takes: readonly Contour[], durationSec: number): ContourScale {
  const hz = takes.flatMap(({ pitch }) => pitch.hz.filter((value) => value !== null)).sort((a, b) => a - b);
  if (hz.length === 0) return { durationSec, lowHz: FALLBACK_HZ[0], highHz: FALLBACK_HZ[1] };
  const at = (share: number): number => hz[Math.round(share * (hz.length - 1))];
  const air = 2 ** (AIR_SEMITONES / 12);
  return { durationSec, lowHz: at(0.002) / air, highHz: at(0.998) * air };
}

/** 0 at the top, 1 at the bottom; semitones are equally far apart. */
export const heightOf = (hz: number, { lowHz, highHz }: ContourScale): number =>
  1 - Math.log(hz / lowHz) / Math.log(highHz / lowHz);

/** Round pitches to write at the edge, from low to high. */
export function pitchMarks({ lowHz, highHz }: ContourScale): readonly number[] {
  const marks = [50, 75, 100, 150, 200, 300, 400, 600];
  return marks.filter((hz) => hz > lowHz && hz < highHz);
}

/**
 * The curve as an SVG path in a field of 1000 x 100; voiced stretches are not joined.
 */
export function contourPath({ pitch, timeMap }: Contour, scale: ContourScale): string {
  let path = '';
  let isDown = false;
  pitch.hz.forEach((hz, i) => {
    if (hz === null) {
      isDown = false;
      return;
    }
    const sec = recordedAt(timeMap, pitch.startSec + i * pitch.stepSec);
    const x = (sec / scale.durationSec) * 1000;
    const y = Math.min(100, Math.max(0, heightOf(hz, scale) * 100));
    path += `${isDown ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(2)}`;
    isDown = true;
  });
  return path;
}
