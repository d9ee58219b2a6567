import { assertNever } from '../../../../shared/errors.ts';
import { isSameItem, useTimeline, type ItemRef, type TimelineTool } from '../../../stores/timeline.ts';
import type { Target } from '../hitTest.ts';
import { dragClips } from './clipGestures.ts';
import { addPoint, dragPoint, eraser, pencil } from './drawGestures.ts';
import type { Gesture, GestureStart } from './gesture.ts';
import { scaleRange, shiftEnergy, shiftPitch, stretchPhrase, sweepPhrases } from './phraseGestures.ts';
import { dragBlock, dragMap, dragMusic, loop, marquee, scrub, seekTo, stretchPause } from './timeGestures.ts';

/** What a press on something begins; null for nothing. */
export function beginGesture(start: GestureStart, target: Target, tool: TimelineTool): Gesture | null {
  const drawn = drawnLane(target);
  if (drawn && tool === 'pencil') return pencil(start, drawn.lane);
  if (drawn && tool === 'eraser') return eraser(start, drawn.lane);
  if (drawn && tool === 'points' && target.kind === 'phrase')
    selectUnlessSelected({ kind: 'phrase', index: target.index });
  if (drawn && tool === 'points' && target.kind !== 'point') return addPoint(start, drawn.lane, drawn.phrase);
  switch (target.kind) {
    case 'lane':
      return beginOnLane(start, target.lane);
    case 'playhead':
      return scrub(start);
    case 'loopEdge':
      return loop(start, target.edge);
    case 'phrase':
      return beginOnPhrase(start, target);
    case 'phraseEdge':
      selectUnlessSelected({ kind: 'phrase', index: target.index });
      return stretchPhrase(start, target.index, target.edge);
    case 'pause':
      return select(start, { kind: 'pause', index: target.index });
    case 'pauseGrip':
      return stretchPause(start, target.index);
    case 'rangeHandle':
      return scaleRange(start, target.index, target.side);
    case 'point':
      return dragPoint(start, target.ref);
    case 'block':
      return beginOnBlock(start, target);
    default:
      return assertNever(target, 'target');
  }
}

/** The lane with a curve that a target lies in, and its phrase. */
function drawnLane(
  target: Target,
): { readonly lane: 'pitch' | 'energy'; readonly phrase: number | null } | null {
  const lane =
    target.kind === 'lane' || target.kind === 'phrase'
      ? target.lane
      : target.kind === 'point'
        ? target.ref.lane
        : null;
  if (lane !== 'pitch' && lane !== 'energy') return null;
  return { lane, phrase: target.kind === 'phrase' ? target.index : null };
}

function beginOnLane(start: GestureStart, lane: (Target & { kind: 'lane' })['lane']): Gesture {
  switch (lane) {
    case 'minimap':
      return dragMap(start);
    case 'ruler':
      return loop(start, null);
    case 'clips':
    case 'voice':
    case 'pitch':
    case 'energy':
    case 'captions':
    case 'titles':
    case 'music':
      return marquee(start);
  }
}

function beginOnPhrase(start: GestureStart, { index, lane }: Target & { kind: 'phrase' }): Gesture {
  if (lane === 'voice' || start.hand.shift || start.hand.mod)
    return sweepPhrases(start, index, ({ x }) => seekTo(start.sceneNow(), x));
  selectUnlessSelected({ kind: 'phrase', index });
  return lane === 'energy' ? shiftEnergy(start, index) : shiftPitch(start, index);
}

function beginOnBlock(start: GestureStart, { item, part }: Target & { kind: 'block' }): Gesture {
  if (start.hand.mod) {
    useTimeline.getState().toggle(item);
    return { edits: false, move: () => ({}) };
  }
  selectUnlessSelected(item);
  if (item.kind === 'clip') return dragClips(start, item.index, part);
  return item.kind === 'music' ? dragMusic(start) : dragBlock(start, item, part);
}

/** A press on what is selected already keeps the others selected. */
function selectUnlessSelected(item: ItemRef): void {
  const { selection, select: choose } = useTimeline.getState();
  if (!selection.some((other) => isSameItem(other, item))) choose([item]);
}

/** Selects, and a drag from there selects more. */
function select(start: GestureStart, item: ItemRef): Gesture {
  const box = marquee(start);
  return {
    ...box,
    end: (moved, at) => {
      if (moved) return;
      useTimeline.getState().select([item]);
      seekTo(start.sceneNow(), at.x);
    },
  };
}
