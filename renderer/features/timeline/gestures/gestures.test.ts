import { beforeEach, describe, expect, it } from 'vitest';
import { toAdjusted } from '../../../../shared/prosody/timeMap.ts';
import { usePlayback } from '../../../stores/playback.ts';
import { useProject } from '../../../stores/project.ts';
import { useTimeline, type TimelineTool } from '../../../stores/timeline.ts';
import { laneNamed } from '../draw/drawing.ts';
import { hitTest, type Target } from '../hitTest.ts';
import { phraseSettings } from '../phraseEdits.ts';
import { pitchScaleOf, yOfSemitones } from '../pitchScale.ts';
import { spanOf, xOfRecorded } from '../scene.ts';
import { handAt, openTestVoice, startAt, testLanes, testScene } from '../testScene.ts';
import { fakeProsodyView } from '../../../api/fakeTimeline.ts';
import { beginGesture } from './beginGesture.ts';
import { sweptOver } from './drawGestures.ts';
import type { Gesture, Hand } from './gesture.ts';

const edit = () => testScene().edit;
const phraseAt = (index: number) => spanOf(testScene().facts.phrases, index) ?? { startSec: 0, endSec: 0 };
const topOf = (name: 'voice' | 'pitch' | 'energy' | 'captions' | 'ruler' | 'minimap'): number =>
  laneNamed(testLanes, name)?.topPx ?? NaN;
const middleOf = (index: number): number => {
  const { startSec, endSec } = phraseAt(index);
  return xOfRecorded(testScene(), (startSec + endSec) / 2);
};

function targetAt({ x, y }: Hand, tool: TimelineTool = 'select'): Target | null {
  const scene = testScene();
  return hitTest(
    {
      scene,
      lanes: testLanes,
      scale: pitchScaleOf(scene.contour.own),
      tool,
      selection: useTimeline.getState().selection,
      playheadSec: null,
      loop: null,
    },
    x,
    y,
  );
}

/** Presses, drags along the way, and stays down. */
function drag(
  way: readonly Hand[],
  tool: TimelineTool = 'select',
): { readonly gesture: Gesture; readonly last: Hand } {
  const [from] = way;
  const target = targetAt(from, tool);
  const gesture = target && beginGesture(startAt(from), target, tool);
  if (!gesture) throw new Error('Nothing begins here.');
  if (gesture.edits) useProject.getState().beginGesture();
  for (const to of way.slice(1)) gesture.move(to);
  return { gesture, last: way.at(-1) ?? from };
}

function release({ gesture, last }: ReturnType<typeof drag>, moved = true): void {
  gesture.end?.(moved, last);
  if (gesture.edits) useProject.getState().endGesture();
}

beforeEach(() => openTestVoice(fakeProsodyView(8)));

describe('a phrase under the pointer', () => {
  it('goes up by semitones in one step, and back exactly', () => {
    const before = useProject.getState().document;
    const from = handAt(middleOf(1), topOf('pitch') + 60);
    release(
      drag([from, handAt(from.x, from.y - 7), handAt(from.x, from.y - 20), handAt(from.x, from.y - 33)]),
    );
    const raised = phraseSettings(edit(), phraseAt(1)).pitchSemitones;
    const perSemitone =
      yOfSemitones(pitchScaleOf(testScene().contour.own), testLanes[4], 0) -
      yOfSemitones(pitchScaleOf(testScene().contour.own), testLanes[4], 1);
    expect(raised).toBeCloseTo(33 / perSemitone, 1);
    expect(useProject.getState().past).toHaveLength(1);
    useProject.getState().undo();
    expect(useProject.getState().document).toBe(before);
  });

  it('keeps to whole semitones with Shift held after the press', () => {
    const from = handAt(middleOf(1), topOf('pitch') + 60);
    release(drag([from, handAt(from.x, from.y - 37, { shift: true })]));
    expect(phraseSettings(edit(), phraseAt(1)).pitchSemitones % 1).toBe(0);
  });

  it('is what it was after Escape, whatever the way', () => {
    const before = useProject.getState().document;
    const from = handAt(middleOf(2), topOf('pitch') + 60);
    const { gesture } = drag([from, handAt(from.x, 0), handAt(from.x, 400)]);
    expect(useProject.getState().document).not.toBe(before);
    gesture.cancel?.();
    useProject.getState().cancelGesture();
    expect(useProject.getState().document).toBe(before);
    expect(useProject.getState().past).toHaveLength(0);
  });

  it('takes the other selected phrases along', () => {
    useTimeline.getState().select([
      { kind: 'phrase', index: 0 },
      { kind: 'phrase', index: 2 },
    ]);
    const from = handAt(middleOf(2), topOf('pitch') + 60);
    release(drag([from, handAt(from.x, from.y - 20)]));
    const [first, other, third] = [0, 1, 2].map((i) => phraseSettings(edit(), phraseAt(i)).pitchSemitones);
    expect(first).toBeGreaterThan(0);
    expect([other, third]).toEqual([0, first]);
  });

  it('speaks slower when its end is drawn away, and the lanes stretch with it', () => {
    const { endSec } = phraseAt(1);
    const x = xOfRecorded(testScene(), endSec);
    const before = testScene();
    release(drag([handAt(x, topOf('voice') + 25), handAt(x + 60, topOf('voice') + 25)]));
    const { tempo } = phraseSettings(edit(), phraseAt(1));
    expect(tempo).toBeLessThan(1);
    const grown =
      (toAdjusted(testScene().timeMap, endSec) - toAdjusted(before.timeMap, endSec)) * before.view.pxPerSec;
    expect(grown).toBeCloseTo(60, -1);
  });

  it('grows livelier by the handle over its curve', () => {
    useTimeline.getState().select([{ kind: 'phrase', index: 1 }]);
    const handles = Array.from({ length: 200 }, (_, i) => handAt(middleOf(1), topOf('pitch') + i)).filter(
      (hand) => targetAt(hand)?.kind === 'rangeHandle',
    );
    expect(handles.length).toBeGreaterThan(4);
    const [top] = handles;
    release(drag([top, handAt(top.x, top.y - 10)]));
    expect(phraseSettings(edit(), phraseAt(1)).range).toBeGreaterThan(1.1);
  });

  it('is louder by the lane of its energy', () => {
    const from = handAt(middleOf(0), topOf('energy') + 17);
    release(drag([from, handAt(from.x, from.y - 8)]));
    expect(phraseSettings(edit(), phraseAt(0)).energyDb).toBeGreaterThan(3);
  });

  it('is selected by a press, others with Ctrl and by a sweep', () => {
    const y = topOf('voice') + 25;
    release(drag([handAt(middleOf(1), y)]), false);
    expect(useTimeline.getState().selection).toEqual([{ kind: 'phrase', index: 1 }]);
    release(drag([handAt(middleOf(3), y, { mod: true })]), false);
    expect(useTimeline.getState().selection.map(({ index }) => index)).toEqual([1, 3]);
    release(drag([handAt(middleOf(0), y), handAt(middleOf(2), y)]));
    expect(useTimeline.getState().selection.map(({ index }) => index)).toEqual([0, 1, 2]);
  });
});

describe('what is drawn', () => {
  const way = (from: number, to: number, y: (x: number) => number): readonly Hand[] =>
    Array.from({ length: 30 }, (_, i) => {
      const x = from + ((to - from) * i) / 29;
      return handAt(x, y(x));
    });

  it('is what the voice follows, is one step, and can be rubbed out', () => {
    const [left, right] = [middleOf(1) - 60, middleOf(1) + 60];
    const y = yOfSemitones(pitchScaleOf(testScene().contour.own), testLanes[4], 6);
    release(
      drag(
        way(left, right, () => y),
        'pencil',
      ),
    );
    const scene = testScene();
    const { startSec, endSec } = phraseAt(1);
    const frame = Math.round(
      ((startSec + endSec) / 2 - scene.facts.pitch.startSec) / scene.facts.pitch.stepSec,
    );
    // A third of the voice's own small movements stays: three semitones at the most here.
    expect(Math.abs(scene.contour.at(1, frame) - 6)).toBeLessThan(1.2);
    expect(useProject.getState().past).toHaveLength(1);
    release(
      drag(
        way(left - 20, right + 20, () => y),
        'eraser',
      ),
    );
    expect(edit().pitchCurves).toEqual([]);
  });

  it('counts as it was drawn last where the hand turns back', () => {
    const line = sweptOver([1, 2, 3, 4, 3, 2].map((sec, i) => ({ sec, value: i })));
    expect(line.map(({ sec }) => sec)).toEqual([1, 2, 3, 4]);
    expect(line.map(({ value }) => value)).toEqual([0, 5, 4, 3]);
  });

  it('has points that are added on the melody, dragged, and stay between their neighbours', () => {
    const from = handAt(middleOf(2), topOf('pitch') + 40);
    release(drag([from, handAt(from.x, from.y - 15)], 'points'));
    expect(edit().pitchCurves).toHaveLength(1);
    const { point } = useTimeline.getState();
    const [curve] = edit().pitchCurves;
    expect(curve.points.length).toBeGreaterThan(3);
    expect(point).not.toBeNull();
    const secs = curve.points.map(({ sec }) => sec);
    expect(secs).toEqual([...secs].sort((a, b) => a - b));
  });

  it('leaves the level outside a stroke as it was', () => {
    release(
      drag(
        way(middleOf(1) - 40, middleOf(1) + 40, () => topOf('energy') + 5),
        'pencil',
      ),
    );
    const { energyCurve } = edit();
    expect(Math.max(...energyCurve.map(({ value }) => value))).toBeGreaterThan(6);
    expect([energyCurve[0].value, energyCurve.at(-1)?.value]).toEqual([0, 0]);
  });
});

describe('times', () => {
  it('a pause is drawn longer by its grip', () => {
    const span = spanOf(testScene().facts.pauses, 0) ?? { startSec: 0, endSec: 0 };
    const x = xOfRecorded(testScene(), (span.startSec + span.endSec) / 2);
    const y = topOf('voice') + 27;
    expect(targetAt(handAt(x, y))).toEqual({ kind: 'pauseGrip', index: 0 });
    release(drag([handAt(x, y), handAt(x + 30, y)]));
    expect(edit().pauses).toHaveLength(1);
    expect(edit().pauses[0].lengthSec).toBeGreaterThan(0.9);
    expect(useProject.getState().past).toHaveLength(1);
  });

  it('a caption is moved as far as its neighbour, and catches at a phrase', () => {
    const items = [
      { startSec: 0.2, endSec: 1.2, text: 'a' },
      { startSec: 2.3, endSec: 3, text: 'b' },
    ];
    openTestVoice(fakeProsodyView(8), { captions: { items, burnIn: true } });
    const y = topOf('captions') + 10;
    const x = xOfRecorded(testScene(), 0.7);
    release(drag([handAt(x, y), handAt(x + 5000, y)]));
    expect(useProject.getState().document.captions.items[0].endSec).toBeCloseTo(2.3, 6);
    const start = xOfRecorded(testScene(), 2.3);
    // 2 s is where the second phrase begins.
    release(drag([handAt(start + 40, y), handAt(start + 40 - 0.28 * testScene().view.pxPerSec, y)]));
    useProject.getState().undo();
    useProject.getState().undo();
    expect(useProject.getState().document.captions.items).toBe(items);
    const to = xOfRecorded(testScene(), 2) - start + 4;
    release(drag([handAt(start + 40, y), handAt(start + 40 + to, y)]));
    expect(useProject.getState().document.captions.items[1].startSec).toBeCloseTo(2, 6);
  });

  it('a loop is drawn on the ruler, and a press there goes to its moment', () => {
    const y = topOf('ruler') + 6;
    const [from, to] = [xOfRecorded(testScene(), 1), xOfRecorded(testScene(), 3.03)];
    release(drag([handAt(from, y), handAt(to, y)]));
    expect(usePlayback.getState().loop?.startSec).toBeCloseTo(1, 6);
    release(drag([handAt(to, y)]), false);
    expect(usePlayback.getState().positionSec).toBeCloseTo(3.03, 6);
  });

  it('the map brings the window to where it is pressed', () => {
    useTimeline.setState({ window: { startSec: 0, pxPerSec: 500 } });
    release(drag([handAt(500, topOf('minimap') + 5)]), false);
    expect(testScene().view.startSec).toBeCloseTo(3, 1);
  });
});
