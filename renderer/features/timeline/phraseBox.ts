/** The stretch of the pitch lane that the curve of a phrase fills, and where it is taken hold of. */
import { toAdjusted } from '../../../shared/prosody/timeMap.ts';
import type { Lane } from './laneLayout.ts';
import { yOfSemitones, type PitchScale } from './pitchScale.ts';
import { xsOf, type Scene } from './scene.ts';
import { xOf } from './viewport.ts';

/** Frames that are looked at to find how far a curve reaches. */
const PROBES = 200;
const MARGIN_PX = 7;
/** Narrower phrases have no handles: they would lie on each other. */
const MIN_WIDTH_PX = 26;

export interface RangeHandles {
  readonly left: number;
  readonly right: number;
  readonly topY: number;
  readonly bottomY: number;
  /** Middle of both handles. */
  readonly x: number;
}

/** Lowest and highest tone of a phrase as it sounds now, semitones; null where nothing is voiced. */
export function tonesOf(scene: Scene, index: number): readonly [low: number, high: number] | null {
  const { contour } = scene;
  const { startSec, stepSec } = scene.facts.pitch;
  const [fromSec, toSec] = scene.facts.phrases[index];
  const first = Math.max(contour.bounds[index], Math.ceil((fromSec - startSec) / stepSec));
  const end = Math.min(contour.bounds[index + 1], Math.floor((toSec - startSec) / stepSec));
  const stride = Math.max(1, Math.floor((end - first) / PROBES));
  let [low, high] = [Infinity, -Infinity];
  for (let frame = first; frame < end; frame += stride) {
    const value = contour.at(index, frame);
    if (Number.isNaN(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low === Infinity ? null : [low, high];
}

export function rangeHandles(
  scene: Scene,
  scale: PitchScale,
  lane: Lane,
  index: number,
): RangeHandles | null {
  const tones = tonesOf(scene, index);
  const [startSec, endSec] = scene.facts.phrases[index];
  const [left, right] = xsOf(scene, { startSec, endSec });
  if (!tones || right - left < MIN_WIDTH_PX) return null;
  const inside = (y: number): number => Math.min(lane.topPx + lane.heightPx - 5, Math.max(lane.topPx + 5, y));
  return {
    left,
    right,
    topY: inside(yOfSemitones(scale, lane, tones[1]) - MARGIN_PX),
    bottomY: inside(yOfSemitones(scale, lane, tones[0]) + MARGIN_PX),
    x: xOf(scene.view, (toAdjusted(scene.timeMap, startSec) + toAdjusted(scene.timeMap, endSec)) / 2),
  };
}
