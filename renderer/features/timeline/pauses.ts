/** Which pauses can be given another length, and how long or short they may become. */
import type { ProsodyView } from '../../../shared/contract/prosodyView.ts';

/** As composing does it: silence at the ends of a recording is no pause, and a moment of it none either. */
const CLIP_EDGE_SEC = 0.02;
const LEAST_SEC = 0.1;
const PAUSE_MIN_SEC = 0.15;
const PAUSE_MAX_SEC = 2.5;

export function isInnerPause({ pauses, durationSec }: ProsodyView, index: number): boolean {
  const [startSec, endSec] = pauses[index];
  return startSec > CLIP_EDGE_SEC && endSec < durationSec - CLIP_EDGE_SEC && endSec - startSec > LEAST_SEC;
}

/** What people call a pause: those that can be changed, counted from one; 0 for another. */
export function pauseNumber(facts: ProsodyView, index: number): number {
  if (!isInnerPause(facts, index)) return 0;
  return facts.pauses.slice(0, index + 1).filter((_, i) => isInnerPause(facts, i)).length;
}

/** @param ownSec length that the pause has at the tempo of the voice */
export const pauseBounds = (ownSec: number): readonly [least: number, most: number] => [
  Math.min(ownSec, PAUSE_MIN_SEC),
  Math.max(ownSec, PAUSE_MAX_SEC),
];
