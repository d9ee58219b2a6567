/** Drags on the lane of the clips: what is dragged is shown at once, and put together when the hand lets go. */
import { clipEndSec, moveClip, moveClips, trimClip } from '../../../../shared/timeline/clips.ts';
import { areSameClips } from '../../../../shared/timeline/sameSound.ts';
import { toAdjusted, toOriginal } from '../../../../shared/prosody/timeMap.ts';
import { fileSecOf, useClips } from '../../../stores/clips.ts';
import { usePlayback } from '../../../stores/playback.ts';
import type { VoiceClip } from '../../../stores/projectDocument.ts';
import { useTimeline } from '../../../stores/timeline.ts';
import type { BlockPart } from '../hitTest.ts';
import { selectedClipIds } from '../clipSelection.ts';
import { inTimeline } from '../playheadTimes.ts';
import { xOfRecorded, type Scene } from '../scene.ts';
import { snapX } from '../snapping.ts';
import { secAt } from '../viewport.ts';
import type { Gesture, GestureStart, Hand } from './gesture.ts';

/** The recorded moment at a pixel, also outside the voice: clips may go there. */
const recordedSec = ({ timeMap, view }: Scene, x: number): number => toOriginal(timeMap, secAt(view, x));

interface Shift {
  readonly bySec: number;
  readonly caughtX: number | null;
}

/** How far edges go with the hand; the first of them that catches decides. */
function shiftOf(scene: Scene, edgesSec: readonly number[], bySec: number, catches: Catches): Shift {
  for (const edgeSec of edgesSec) {
    const { x, caughtX } = snapX(
      scene,
      xOfRecorded(scene, edgeSec + bySec),
      catches.playheadSec,
      catches.free,
      catches.edgesSec,
    );
    if (caughtX !== null) return { bySec: recordedSec(scene, x) - edgeSec, caughtX };
  }
  return { bySec, caughtX: null };
}

interface Catches {
  readonly playheadSec: number | null;
  readonly free: boolean;
  readonly edgesSec: readonly number[];
}

/**
 * Moves the selected clips, or trims one. With Shift what lies behind goes along: a clip takes its room with it, a
 * trimmed one pulls or pushes the rest.
 */
export function dragClips(
  { scene, sceneNow, text, hand }: GestureStart,
  index: number,
  part: BlockPart,
): Gesture {
  const before = scene.clips;
  const clip = before[index];
  const ids = part === 'body' ? selectedClipIds(before) : new Set([clip.id]);
  const grabSec = recordedSec(scene, hand.x);
  const [startSec, endSec] = [clip.startSec, clipEndSec(clip)];
  const edges = { body: [startSec, endSec], start: [startSec], end: [endSec] }[part];
  const edgesSec = [
    0,
    ...before.filter(({ id }) => !ids.has(id)).flatMap((other) => [other.startSec, clipEndSec(other)]),
  ];
  let next = before;

  function arranged(to: Hand, bySec: number): readonly VoiceClip[] {
    if (part === 'body')
      return to.shift && ids.size === 1
        ? moveClip(before, clip.id, startSec + bySec, { ripple: true })
        : moveClips(before, ids, bySec);
    const fileSec = fileSecOf(before, clip.media.token, useClips.getState().lengths);
    const edge = part === 'start' ? 'in' : 'out';
    return trimClip(before, clip.id, edge, edges[0] + bySec, fileSec, { ripple: to.shift });
  }

  return {
    edits: false,
    move(to) {
      const now = sceneNow();
      const { bySec, caughtX } = shiftOf(now, edges, recordedSec(now, to.x) - grabSec, {
        playheadSec: inTimeline(now, usePlayback.getState()),
        free: to.alt || !useTimeline.getState().snap,
        edgesSec,
      });
      next = arranged(to, bySec);
      useClips.getState().hold(next);
      const held = next.find(({ id }) => id === clip.id) ?? clip;
      const said = part === 'body' ? toAdjusted(now.timeMap, held.startSec) : held.outSec - held.inSec;
      return { snapX: caughtX, readout: { x: to.x, y: to.y, text: text.seconds(said) } };
    },
    end(moved) {
      if (moved && !areSameClips(before, next)) useClips.getState().want(next);
      else useClips.getState().hold(null);
    },
    cancel: () => useClips.getState().hold(null),
  };
}
