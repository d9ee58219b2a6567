/** Stretches of the voice that have pulses close enough together to be periods of one sound. */

/** Pulses further apart belong to different stretches, seconds (Praat's bound: 50 Hz). */
const MAX_PERIOD_SEC = 0.02;
/** For deeper voices the bound follows the floor of the pitch search. */
const DEEP_FLOOR_HZ = 60;
const MAX_PERIOD_OF_DEEP_FLOOR = 1.25;

/** Indices of the first and the last pulse, at least two pulses. */
export interface VoicedRun {
  readonly first: number;
  readonly last: number;
}

export const longestPeriodSec = (floorHz: number): number =>
  floorHz < DEEP_FLOOR_HZ ? Math.max(MAX_PERIOD_SEC, MAX_PERIOD_OF_DEEP_FLOOR / floorHz) : MAX_PERIOD_SEC;

export function voicedRuns(pulsesSec: Float64Array, floorHz: number): VoicedRun[] {
  const longest = longestPeriodSec(floorHz);
  const runs: VoicedRun[] = [];
  let first = 0;
  for (let i = 1; i <= pulsesSec.length; i++) {
    if (i < pulsesSec.length && pulsesSec[i] - pulsesSec[i - 1] <= longest) continue;
    if (i - 1 > first) runs.push({ first, last: i - 1 });
    first = i;
  }
  return runs;
}
