import type { ProsodyPlan } from '../../../../../shared/prosody/compose.ts';
import type { TimeMap } from '../../../../../shared/prosody/timeMap.ts';
import type { ProsodyAnalysis } from '../types.ts';

/** What was asked of the voice, after presets, curves and limits have been composed. */
export interface ConfidenceRequest {
  /** F0 asked for, Hz, one value per frame of the original's pitch track; 0 where that is unvoiced. */
  readonly targetHz: Float32Array;
  readonly timeMap: TimeMap;
  /** True when a change of pitch or range was asked for, whether or not there is a pitch to change. */
  readonly pitchAsked: boolean;
  /** High shelf from 2.5 kHz that was asked for, dB. */
  readonly brightnessDb: number;
  /** True when nothing at all was asked for: the result is the voice itself. */
  readonly isNeutral: boolean;
}

/** The part of a plan that a result can be measured against. */
export function requestOf(
  { targetHz, timeMap, brightnessDb, limits, isNeutral }: ProsodyPlan,
  { pitch }: Pick<ProsodyAnalysis, 'pitch'>,
): ConfidenceRequest {
  const pitchAsked =
    limits.some(({ code }) => code === 'no-voiced-speech') || targetHz.some((hz, i) => hz !== pitch.hz[i]);
  return { targetHz, timeMap, pitchAsked, brightnessDb, isNeutral };
}

/** Corner of the brightness shelf. */
const SHELF_HZ = 2500;

/**
 * Gain of a second-order high shelf of slope 1 (the analogue prototype of R. Bristow-Johnson's Audio EQ Cookbook).
 * @param brightnessDb gain far above the corner
 */
export function shelfGainDb(hz: number, brightnessDb: number): number {
  if (brightnessDb === 0) return 0;
  const a = 10 ** (brightnessDb / 40);
  const w = hz / SHELF_HZ;
  const damping = (Math.sqrt(2 * a) * w) ** 2;
  const above = (1 - a * w * w) ** 2 + damping;
  const below = (a - w * w) ** 2 + damping;
  return 10 * Math.log10((a * a * above) / below);
}
