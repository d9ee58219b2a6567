import type { ProsodyAnalysis, TimeSpan } from './types.ts';

/** What `analyze --json` says about the prosody of a voice. Times in seconds, null where there is nothing to measure. */
export interface ProsodySummary {
  readonly f0: {
    readonly stepSec: number;
    readonly startSec: number;
    /** null where unvoiced. */
    readonly hz: readonly (number | null)[];
    readonly medianHz: number | null;
    /** Standard deviation about the median. */
    readonly rangeSemitones: number | null;
    readonly floorHz: number;
    readonly ceilingHz: number;
  };
  readonly phrases: readonly TimeSpan[];
  /** Times of the syllable nuclei; right within about a fifth, good for display and snapping. */
  readonly syllablesSec: readonly number[];
  /** Nuclei per second of speech without pauses. */
  readonly syllableRateHz: number | null;
}

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
const roundOrNull = (value: number | null, digits: number): number | null =>
  value === null ? null : round(value, digits);

export function summariseProsody(analysis: ProsodyAnalysis): ProsodySummary {
  const { pitch } = analysis;
  return {
    f0: {
      stepSec: pitch.stepSec,
      startSec: round(pitch.startSec, 6),
      hz: Array.from(pitch.hz, (hz) => (hz > 0 ? round(hz, 2) : null)),
      medianHz: roundOrNull(analysis.medianHz, 2),
      rangeSemitones: roundOrNull(analysis.rangeSemitones, 2),
      floorHz: round(pitch.floorHz, 1),
      ceilingHz: round(pitch.ceilingHz, 1),
    },
    phrases: analysis.phrases.map(([fromSec, toSec]) => [round(fromSec, 3), round(toSec, 3)]),
    syllablesSec: Array.from(analysis.syllablesSec, (timeSec) => round(timeSec, 3)),
    syllableRateHz: roundOrNull(analysis.syllableRateHz, 2),
  };
}
