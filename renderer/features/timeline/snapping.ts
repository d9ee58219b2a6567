/** Moments that a dragged edge catches at. */
import { spansWithin, xOfRecorded, type Scene } from './scene.ts';
import { xOf } from './viewport.ts';

/** An edge this near to one of them lies on it, pixels. */
export const SNAP_PX = 7;
/** Syllables catch where they lie at least so far apart; closer ones would be everywhere. */
const SYLLABLE_GAP_PX = 18;

export interface Snap {
  /** Where the edge lies now, pixels. */
  readonly x: number;
  /** Where it has caught; null: nowhere. */
  readonly caughtX: number | null;
}

/**
 * @param playheadSec heard time; null when it should not catch
 * @param free true while catching is switched off
 * @param alsoSec recorded moments beside those that catch anyway
 */
export function snapX(
  scene: Scene,
  x: number,
  playheadSec: number | null,
  free: boolean,
  alsoSec: readonly number[] = [],
): Snap {
  if (free) return { x, caughtX: null };
  let [best, distance] = [x, SNAP_PX];
  for (const candidate of candidatesNear(scene, x, playheadSec, alsoSec)) {
    const away = Math.abs(candidate - x);
    if (away <= distance) [best, distance] = [candidate, away];
  }
  return { x: best, caughtX: best === x && distance === SNAP_PX ? null : best };
}

function* candidatesNear(
  scene: Scene,
  x: number,
  playheadSec: number | null,
  alsoSec: readonly number[],
): Generator<number> {
  const { facts, edgesSec, view } = scene;
  const columns = edgesSec.length - 1;
  const clamp = (column: number): number => Math.min(columns, Math.max(0, Math.round(column)));
  const fromSec = edgesSec[clamp(x - SNAP_PX - 1)];
  const toSec = edgesSec[clamp(x + SNAP_PX + 1)];
  const [first, end] = spansWithin(facts.phrases, fromSec - 1e-6, toSec + 1e-6);
  for (let i = first; i < end; i++) for (const edge of facts.phrases[i]) yield xOfRecorded(scene, edge);
  const perSec = (SNAP_PX + 1) / Math.max(1e-9, toSec - fromSec);
  for (let i = firstAtOrAfter(facts.syllablesSec, fromSec); i < facts.syllablesSec.length; i++) {
    const sec = facts.syllablesSec[i];
    if (sec > toSec) break;
    const gapSec = Math.abs(sec - (facts.syllablesSec[i - 1] ?? -Infinity));
    if (gapSec * perSec * 2 >= SYLLABLE_GAP_PX) yield xOfRecorded(scene, sec);
  }
  for (const sec of alsoSec) yield xOfRecorded(scene, sec);
  if (playheadSec !== null) yield xOf(view, playheadSec);
}

function firstAtOrAfter(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}
