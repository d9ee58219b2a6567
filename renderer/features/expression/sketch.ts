/** A little drawing of what settings do to a voice: two phrases of a made-up sentence, before and after. */
import type { ProsodySettings } from '../../../shared/prosody/settings.ts';

/** Points of a curve: time 0..1 of the sketch and pitch in semitones about the speaker's median. */
export type SketchCurve = readonly (readonly [time: number, semitones: number])[];

export interface Sketch {
  /** One curve per phrase. */
  readonly phrases: readonly SketchCurve[];
}

/** Seconds of the made-up sentence: phrase, pause, phrase. */
const FIRST_SEC = 1.5;
const PAUSE_SEC = 0.5;
const SECOND_SEC = 1.1;
/** Room for the slowest of the presets. */
const SKETCH_SEC = (FIRST_SEC + SECOND_SEC) / 0.85 + PAUSE_SEC;
const LIFT_SEC = 0.35;
const POINTS = 24;

/** A phrase falls by itself and has its accents. */
function spoken(share: number, accents: number): number {
  const declination = 2.2 - 4.2 * share;
  return declination + 1.7 * Math.sin(accents * 2 * Math.PI * share + 0.4);
}

function phrase(
  fromSec: number,
  lengthSec: number,
  accents: number,
  { pitchSemitones, range, endLiftSemitones }: ProsodySettings,
): SketchCurve {
  return Array.from({ length: POINTS + 1 }, (_, i) => {
    const share = i / POINTS;
    const toEndSec = (1 - share) * lengthSec;
    const lift = endLiftSemitones * Math.max(0, 1 - toEndSec / LIFT_SEC);
    return [
      (fromSec + share * lengthSec) / SKETCH_SEC,
      pitchSemitones + range * spoken(share, accents) + lift,
    ] as const;
  });
}

/** @param settings of the whole voice; neutral ones give the sentence as it was spoken */
export function sketchOf(settings: ProsodySettings): Sketch {
  const first = FIRST_SEC / settings.tempo;
  const pause = (PAUSE_SEC / settings.tempo) * settings.pauses;
  const second = SECOND_SEC / settings.tempo;
  const startSec = (SKETCH_SEC - first - pause - second) / 2;
  return {
    phrases: [phrase(startSec, first, 2, settings), phrase(startSec + first + pause, second, 1.5, settings)],
  };
}
