import { beforeEach, describe, expect, it } from 'vitest';
import { fakeProsodyView } from '../../../api/fakeTimeline.ts';
import { useClips } from '../../../stores/clips.ts';
import { useProject } from '../../../stores/project.ts';
import type { VoiceClip } from '../../../stores/projectDocument.ts';
import { useTimeline } from '../../../stores/timeline.ts';
import { laneNamed } from '../draw/drawing.ts';
import { hitTest } from '../hitTest.ts';
import { pitchScaleOf } from '../pitchScale.ts';
import { xOfRecorded } from '../scene.ts';
import { handAt, openTestVoice, startAt, testLanes, testScene } from '../testScene.ts';
import { beginGesture } from './beginGesture.ts';
import type { Gesture, Hand } from './gesture.ts';

const media = (token: string) => ({
  token,
  purpose: 'voice' as const,
  name: `${token}.wav`,
  bytes: 1,
  url: `media://granted/${token}`,
});
const clip = (id: string, startSec: number, inSec: number, outSec: number, token = 'one'): VoiceClip => ({
  id,
  media: media(token),
  inSec,
  outSec,
  startSec,
  gainDb: 0,
});
/** Two clips of one file with a gap of a second, and one of another file behind them, up to the end. */
const THREE = [clip('a', 0, 0, 2), clip('b', 3, 2, 5), clip('c', 6.5, 0, 1.5, 'two')];

const y = (laneNamed(testLanes, 'clips')?.topPx ?? NaN) + 15;
const at = (sec: number, keys: Partial<Hand> = {}): Hand => handAt(xOfRecorded(testScene(), sec), y, keys);
const spans = (clips: readonly VoiceClip[] | null) =>
  clips?.map(({ id, startSec, inSec, outSec }) => [
    id,
    ...[startSec, inSec, outSec].map((sec) => +sec.toFixed(6)),
  ]);
const wanted = () => spans(useClips.getState().wanted);
const held = () => spans(useClips.getState().held);

/** Presses, drags along the way, and stays down. */
function drag(way: readonly Hand[]): Gesture {
  const [from] = way;
  const scene = testScene();
  const target = hitTest(
    {
      scene,
      lanes: testLanes,
      scale: pitchScaleOf(scene.contour.own),
      tool: 'select',
      selection: useTimeline.getState().selection,
      playheadSec: null,
      loop: null,
    },
    from.x,
    from.y,
  );
  const gesture = target && beginGesture(startAt(from), target, 'select');
  if (!gesture) throw new Error('Nothing begins here.');
  for (const to of way.slice(1)) gesture.move(to);
  return gesture;
}
const free = { alt: true };

beforeEach(() => openTestVoice(fakeProsodyView(8), { clips: THREE }));

describe('a clip under the pointer', () => {
  it('is shown where it is dragged, and asked for once, when the hand lets go', () => {
    const before = useProject.getState().document;
    const gesture = drag([at(1), at(1.1, free), at(1.5, free)]);
    expect(held()?.[0]).toEqual(['a', 0.5, 0, 2]);
    expect(testScene().clips[0].startSec).toBeCloseTo(0.5, 9);
    expect(useClips.getState().wanted).toBeNull();
    gesture.end?.(true, at(1.5));
    expect(held()).toBeUndefined();
    expect(wanted()?.[0]).toEqual(['a', 0.5, 0, 2]);
    // The sound is still the old one: so is the document, until the engine has put the new one together.
    expect(useProject.getState().document).toBe(before);
  });

  it('is back where it was after Escape, and nothing is asked for', () => {
    const gesture = drag([at(1), at(9, free), at(4, free)]);
    gesture.cancel?.();
    expect([useClips.getState().held, useClips.getState().wanted]).toEqual([null, null]);
    expect(testScene().clips).toBe(THREE);
  });

  it('asks for nothing when it comes back to its place', () => {
    drag([at(1), at(1.7, free), at(1, free)]).end?.(true, at(1));
    expect(useClips.getState().wanted).toBeNull();
  });

  it('catches at its neighbour, goes behind the last one, and never lies over another', () => {
    const near = 3 / testScene().view.pxPerSec;
    drag([at(1), at(2 - near)]).end?.(true, at(2 - near));
    expect(wanted()?.[0]).toEqual(['a', 1, 0, 2]);
    drag([at(5), at(5.3, free)]).end?.(true, at(5.3, free));
    expect(wanted()?.[1]).toEqual(['b', 3.3, 2, 5]);
    drag([at(5), at(12, free)]).end?.(true, at(12, free));
    expect(wanted()?.at(-1)).toEqual(['b', 10.3, 2, 5]);
  });

  it('with Shift takes its room with it', () => {
    const to = at(0.2, { ...free, shift: true });
    drag([at(7), to]).end?.(true, to);
    expect(wanted()).toEqual([
      ['c', 0, 0, 1.5],
      ['a', 1.5, 0, 2],
      ['b', 4.5, 2, 5],
    ]);
  });

  it('takes the other selected ones along', () => {
    useTimeline.getState().select([
      { kind: 'clip', index: 1 },
      { kind: 'clip', index: 2 },
    ]);
    drag([at(7), at(6.6, free)]).end?.(true, at(6.6, free));
    expect(wanted()?.map(([, startSec]) => startSec)).toEqual([0, 2.6, 6.1]);
  });

  it('is trimmed at both ends, up to the end of its file and never beyond', () => {
    const end = at(6);
    expect(hitTestPart(end)).toBe('end');
    // What is known of the file ends where the last clip of it ends.
    drag([end, at(6.4, free)]).end?.(true, at(6.4, free));
    expect(wanted()).toBeUndefined();
    useClips.setState({ lengths: new Map([['one', 5.25]]) });
    drag([end, at(6.1, free)]).end?.(true, at(6.1, free));
    expect(wanted()?.[1]).toEqual(['b', 3, 2, 5.1]);
    drag([at(6.1), at(6.45, free)]).end?.(true, at(6.45, free));
    expect(wanted()?.[1]).toEqual(['b', 3, 2, 5.25]);
    drag([at(3), at(2.5, free)]).end?.(true, at(2.5, free));
    expect(wanted()?.[1]).toEqual(['b', 2.5, 1.5, 5.25]);
    drag([at(2.5), at(0, free)]).end?.(true, at(0, free));
    // At the end of its neighbour.
    expect(wanted()?.[1]).toEqual(['b', 2, 1, 5.25]);
  });

  it('trimmed with Shift pulls the rest along', () => {
    useTimeline.getState().select([{ kind: 'clip', index: 0 }]);
    const to = at(1.5, { ...free, shift: true });
    drag([at(2), to]).end?.(true, to);
    expect(wanted()).toEqual([
      ['a', 0, 0, 1.5],
      ['b', 2.5, 2, 5],
      ['c', 6, 0, 1.5],
    ]);
  });

  it('goes on from what is shown while that is still being put together', () => {
    drag([at(1), at(1.5, free)]).end?.(true, at(1.5, free));
    drag([at(7), at(7.4, free)]).end?.(true, at(7.4, free));
    expect(wanted()?.map(([id, startSec]) => [id, startSec])).toEqual([
      ['a', 0.5],
      ['b', 3],
      ['c', 6.9],
    ]);
  });
});

function hitTestPart(hand: Hand): string | null {
  const scene = testScene();
  const scale = pitchScaleOf(scene.contour.own);
  const target = hitTest(
    { scene, lanes: testLanes, scale, tool: 'select', selection: [], playheadSec: null, loop: null },
    hand.x,
    hand.y,
  );
  return target?.kind === 'block' ? target.part : null;
}
