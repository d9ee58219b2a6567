/** What lies under the pointer, the smallest thing first. */
import { clipEndSec } from '../../../shared/timeline/clips.ts';
import { toAdjusted } from '../../../shared/prosody/timeMap.ts';
import type { LoopRegion } from '../../stores/playback.ts';
import { isSameItem, type ItemRef, type PointRef, type TimelineTool } from '../../stores/timeline.ts';
import { GRIP_MIN_PX } from './draw/drawVoice.ts';
import { laneAt, type Lane, type LaneName } from './laneLayout.ts';
import { isInnerPause } from './pauses.ts';
import { rangeHandles } from './phraseBox.ts';
import { yOfEnergy, yOfSemitones, type PitchScale } from './pitchScale.ts';
import { recordedAtX, spansWithin, xsOf, type Scene } from './scene.ts';
import { xOf } from './viewport.ts';

export type BlockPart = 'body' | 'start' | 'end';

export type Target =
  | { readonly kind: 'lane'; readonly lane: LaneName }
  | { readonly kind: 'playhead' }
  | { readonly kind: 'loopEdge'; readonly edge: 'start' | 'end' }
  | { readonly kind: 'phrase'; readonly index: number; readonly lane: LaneName }
  | { readonly kind: 'phraseEdge'; readonly index: number; readonly edge: 'start' | 'end' }
  | { readonly kind: 'pause'; readonly index: number }
  | { readonly kind: 'pauseGrip'; readonly index: number }
  | { readonly kind: 'rangeHandle'; readonly index: number; readonly side: 'top' | 'bottom' }
  | { readonly kind: 'point'; readonly ref: PointRef }
  | { readonly kind: 'block'; readonly item: ItemRef; readonly part: BlockPart };

export interface HitParts {
  readonly scene: Scene;
  readonly lanes: readonly Lane[];
  readonly scale: PitchScale;
  readonly tool: TimelineTool;
  readonly selection: readonly ItemRef[];
  readonly playheadSec: number | null;
  readonly loop: LoopRegion | null;
}

const EDGE_PX = 5;
const HANDLE_X_PX = 12;
const HANDLE_Y_PX = 7;
const POINT_PX = 8;
const GRIP_X_PX = 7;
const GRIP_Y_PX = 14;
const HEAD_PX = 8;
/** Blocks narrower than this are moved, not trimmed. */
const TRIM_MIN_PX = 18;

export function hitTest(parts: HitParts, x: number, y: number): Target | null {
  const lane = laneAt(parts.lanes, y);
  if (!lane) return null;
  switch (lane.name) {
    case 'ruler':
      return hitRuler(parts, x);
    case 'voice':
      return hitVoice(parts, lane, x, y);
    case 'pitch':
      return hitPitch(parts, lane, x, y);
    case 'energy':
      return hitEnergy(parts, lane, x, y);
    case 'captions':
    case 'titles':
    case 'clips':
      return hitBlock(parts, lane.name, x);
    case 'music':
      return { kind: 'block', item: { kind: 'music', index: 0 }, part: 'body' };
    case 'minimap':
      return { kind: 'lane', lane: 'minimap' };
  }
}

function hitRuler({ scene, playheadSec, loop }: HitParts, x: number): Target {
  const near = (sec: number, reach: number): boolean => Math.abs(xOf(scene.view, sec) - x) <= reach;
  if (playheadSec !== null && near(playheadSec, HEAD_PX)) return { kind: 'playhead' };
  if (loop && near(loop.startSec, EDGE_PX)) return { kind: 'loopEdge', edge: 'start' };
  if (loop && near(loop.endSec, EDGE_PX)) return { kind: 'loopEdge', edge: 'end' };
  return { kind: 'lane', lane: 'ruler' };
}

/** Index of the span of a list that holds a pixel, or lies within `reach` of it; null for none. */
function spanAt(
  scene: Scene,
  spans: readonly (readonly [number, number])[],
  x: number,
  reach: number,
): number | null {
  const [first, end] = spansWithin(
    spans,
    recordedAtX(scene, x - reach),
    recordedAtX(scene, x + reach) + 1e-9,
  );
  let best: number | null = null;
  for (let i = first; i < end; i++) {
    const [left, right] = xsOf(scene, { startSec: spans[i][0], endSec: spans[i][1] });
    if (x >= left && x < right) return i;
    if (x >= left - reach && x <= right + reach) best ??= i;
  }
  return best;
}

function hitVoice({ scene }: HitParts, lane: Lane, x: number, y: number): Target {
  const { phrases, pauses } = scene.facts;
  const pause = spanAt(scene, pauses, x, 0);
  if (pause !== null) {
    const [left, right] = xsOf(scene, { startSec: pauses[pause][0], endSec: pauses[pause][1] });
    const grips = right - left >= GRIP_MIN_PX && isInnerPause(scene.facts, pause);
    const nearGrip =
      Math.abs(x - (left + right) / 2) <= GRIP_X_PX &&
      Math.abs(y - lane.topPx - lane.heightPx / 2) <= GRIP_Y_PX;
    if (grips && nearGrip) return { kind: 'pauseGrip', index: pause };
  }
  const phrase = spanAt(scene, phrases, x, EDGE_PX);
  if (phrase !== null) {
    const [left, right] = xsOf(scene, { startSec: phrases[phrase][0], endSec: phrases[phrase][1] });
    if (right - left >= TRIM_MIN_PX && Math.abs(x - right) <= EDGE_PX)
      return { kind: 'phraseEdge', index: phrase, edge: 'end' };
    if (right - left >= TRIM_MIN_PX && Math.abs(x - left) <= EDGE_PX)
      return { kind: 'phraseEdge', index: phrase, edge: 'start' };
    return { kind: 'phrase', index: phrase, lane: 'voice' };
  }
  return pause === null ? { kind: 'lane', lane: 'voice' } : { kind: 'pause', index: pause };
}

function hitPitch({ scene, scale, tool, selection }: HitParts, lane: Lane, x: number, y: number): Target {
  if (tool === 'points') {
    const ref = pointAt(scene, x, y, (value) => yOfSemitones(scale, lane, value));
    if (ref) return { kind: 'point', ref };
  }
  if (tool === 'select')
    for (const { kind, index } of selection) {
      if (kind !== 'phrase' || index < scene.phrases[0] || index >= scene.phrases[1]) continue;
      const handles = rangeHandles(scene, scale, lane, index);
      if (!handles || Math.abs(x - handles.x) > HANDLE_X_PX) continue;
      if (Math.abs(y - handles.topY) <= HANDLE_Y_PX) return { kind: 'rangeHandle', index, side: 'top' };
      if (Math.abs(y - handles.bottomY) <= HANDLE_Y_PX) return { kind: 'rangeHandle', index, side: 'bottom' };
    }
  const index = spanAt(scene, scene.facts.phrases, x, 0);
  return index === null ? { kind: 'lane', lane: 'pitch' } : { kind: 'phrase', index, lane: 'pitch' };
}

function pointAt(scene: Scene, x: number, y: number, yOf: (value: number) => number): PointRef | null {
  let best: PointRef | null = null;
  let distance = POINT_PX;
  scene.edit.pitchCurves.forEach((curve, curveIndex) => {
    if (curve.mode !== 'absolute') return;
    curve.points.forEach(({ sec, value }, index) => {
      const away = Math.hypot(xOf(scene.view, toAdjusted(scene.timeMap, sec)) - x, yOf(value) - y);
      if (away > distance) return;
      distance = away;
      best = { lane: 'pitch', curve: curveIndex, point: index };
    });
  });
  return best;
}

function hitEnergy({ scene, tool }: HitParts, lane: Lane, x: number, y: number): Target {
  if (tool === 'points') {
    const index = scene.edit.energyCurve.findIndex(
      ({ sec, value }) =>
        Math.hypot(xOf(scene.view, toAdjusted(scene.timeMap, sec)) - x, yOfEnergy(lane, value) - y) <=
        POINT_PX,
    );
    if (index >= 0) return { kind: 'point', ref: { lane: 'energy', curve: 0, point: index } };
  }
  const index = spanAt(scene, scene.facts.phrases, x, 0);
  return index === null ? { kind: 'lane', lane: 'energy' } : { kind: 'phrase', index, lane: 'energy' };
}

/** Blocks of a lane in recorded times. */
export function blocksOf(
  { document, clips }: Scene,
  lane: 'captions' | 'titles' | 'clips',
): readonly { readonly startSec: number; readonly endSec: number }[] {
  switch (lane) {
    case 'captions':
      return document.captions.items;
    case 'titles':
      return document.titles;
    case 'clips':
      return clips.map((clip) => ({ startSec: clip.startSec, endSec: clipEndSec(clip) }));
  }
}

const ITEM_OF_LANE = { captions: 'caption', titles: 'title', clips: 'clip' } as const;

function hitBlock({ scene, selection }: HitParts, lane: 'captions' | 'titles' | 'clips', x: number): Target {
  let found: { readonly item: ItemRef; readonly part: BlockPart } | null = null;
  blocksOf(scene, lane).forEach((block, index) => {
    const [left, right] = xsOf(scene, block);
    if (x < left - EDGE_PX || x > right + EDGE_PX) return;
    const item = { kind: ITEM_OF_LANE[lane], index };
    // Where two meet, the selected one is taken hold of.
    if (found && !selection.some((other) => isSameItem(other, item)) && (x < left || x > right)) return;
    const trims = right - left >= TRIM_MIN_PX;
    const part: BlockPart =
      trims && Math.abs(x - left) <= EDGE_PX
        ? 'start'
        : trims && Math.abs(x - right) <= EDGE_PX
          ? 'end'
          : 'body';
    found = { item, part };
  });
  return found ? { kind: 'block', ...(found as { item: ItemRef; part: BlockPart }) } : { kind: 'lane', lane };
}
