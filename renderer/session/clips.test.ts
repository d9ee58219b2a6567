import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { moveClip, removeClip, splitClip, trimClip } from '../../shared/timeline/clips.ts';
import { createFakeStudio, type FakeStudio } from '../api/fakeStudio.ts';
import { useAnalysis } from '../stores/analysis.ts';
import { useClips } from '../stores/clips.ts';
import { usePlayback } from '../stores/playback.ts';
import { useProject } from '../stores/project.ts';
import { EMPTY_PROJECT, type VoiceClip } from '../stores/projectDocument.ts';
import { useProjectFile } from '../stores/projectFile.ts';
import { useTimeline } from '../stores/timeline.ts';
import { useView } from '../stores/view.ts';
import { createQuietSession, raiseAndCaption } from './quietSession.ts';
import { readinessOf } from './readiness.ts';
import type { Session } from './session.ts';

let fake: FakeStudio;
let session: Session;
let stops: readonly (() => void)[] = [];
const document = () => useProject.getState().document;
const steps = () => useProject.getState().past.length;
const wanted = () => useClips.getState().wanted;
const arrangements = () => fake.calls.filter((name) => name === 'arrangeVoice').length;
const isReady = () => {
  const { photo, voice } = useAnalysis.getState();
  return readinessOf(document(), photo, voice) !== 'stillLooking';
};
/** Everything that was asked of the studio has been answered. */
const settled = () => vi.waitFor(() => expect([wanted(), isReady()]).toEqual([null, true]));
const cutAt = (sec: number): readonly VoiceClip[] =>
  splitClip(session.clips.current(), session.clips.current().at(-1)?.id ?? '', sec, `from ${sec}`);
/** Until it is opened, the engine answers nothing. */
function closedGate(): () => void {
  let open = (): void => undefined;
  fake.gate = new Promise((resolve) => (open = resolve));
  return open;
}

beforeEach(async () => {
  useProject.getState().replace(EMPTY_PROJECT);
  useTimeline.setState(useTimeline.getInitialState());
  useClips.setState(useClips.getInitialState());
  useAnalysis.setState(useAnalysis.getInitialState());
  usePlayback.setState(usePlayback.getInitialState());
  fake = createFakeStudio();
  session = createQuietSession(fake.studio);
  stops = [session.timeline.follow(), session.clips.follow()];
  fake.chosen = 'voice.wav';
  await session.materials.choose('voice');
  await session.timeline.measure();
});
afterEach(() => {
  for (const stop of stops) stop();
  useView.getState().notify(null);
});

describe('a cut', () => {
  it('is there at once: no sound changes, so that nothing is put together', () => {
    const { voice } = document();
    const before = steps();
    useClips.getState().want(cutAt(1.5));
    expect(document().clips).toMatchObject([
      { inSec: 0, outSec: 1.5, startSec: 0 },
      { inSec: 1.5, outSec: 4, startSec: 1.5 },
    ]);
    expect(document().voice).toBe(voice);
    expect([steps() - before, arrangements(), wanted()]).toEqual([1, 0, null]);
    session.steps.go('undo');
    expect(document().clips).toEqual([]);
    session.steps.go('redo');
    expect(document().clips).toHaveLength(2);
  });

  it('in two clips of which one is removed: edits stay with their sound, in one step back and forth', async () => {
    raiseAndCaption();
    useClips.getState().want(cutAt(2));
    const uncut = document();
    useClips.getState().want(removeClip(document().clips, 'voice', { ripple: true }));
    expect(document()).toBe(uncut);
    await settled();
    expect(document().voice?.token).not.toBe(uncut.voice?.token);
    expect(document().clips).toMatchObject([{ inSec: 2, outSec: 4, startSec: 0 }]);
    expect(document().prosody?.phrases[0].startSec).toBeCloseTo(0.5, 5);
    expect(document().captions.items[0].startSec).toBeCloseTo(0.5, 5);
    session.steps.go('undo');
    expect(document()).toBe(uncut);
    session.steps.go('redo');
    expect(document().clips).toHaveLength(1);
    expect(document().captions.items[0].startSec).toBeCloseTo(0.5, 5);
  });
});

describe('what is asked for while the engine is at work', () => {
  it('is built upon: nothing of either is lost, and the last one is what is put together', async () => {
    useClips.getState().want(cutAt(1));
    const open = closedGate();
    useClips.getState().want(moveClip(session.clips.current(), 'from 1', 2));
    expect(isReady()).toBe(false);
    // The second one begins from what the first one wants.
    expect(session.clips.current()[1].startSec).toBe(2);
    useClips.getState().want(trimClip(session.clips.current(), 'voice', 'in', 0.25, 4));
    expect(document().clips[1].startSec).toBe(1);
    const before = steps();
    open();
    await settled();
    expect(document().clips).toMatchObject([
      { id: 'voice', inSec: 0.25, startSec: 0.25 },
      { id: 'from 1', inSec: 1, startSec: 2 },
    ]);
    expect(steps() - before).toBe(1);
  });

  it('is given up by a step back: the lane is as it was, and late answers change nothing', async () => {
    useClips.getState().want(cutAt(1));
    const cut = document();
    const open = closedGate();
    useClips.getState().want(moveClip(session.clips.current(), 'from 1', 2));
    // There is nothing behind what was done last.
    session.steps.go('redo');
    expect(wanted()?.[1].startSec).toBe(2);
    session.steps.go('undo');
    expect([wanted(), isReady(), document()]).toEqual([null, true, cut]);
    open();
    await new Promise((done) => setTimeout(done, 5));
    expect([document(), isReady()]).toEqual([cut, true]);
    session.steps.go('undo');
    expect(document().clips).toEqual([]);
  });

  it('is nothing any more when it comes back to what there is', async () => {
    useClips.getState().want(cutAt(1));
    const cut = document();
    const open = closedGate();
    useClips.getState().want(moveClip(cut.clips, 'from 1', 2));
    useClips.getState().want(moveClip(session.clips.current(), 'from 1', 1));
    expect([wanted(), document()]).toEqual([null, cut]);
    open();
    await new Promise((done) => setTimeout(done, 5));
    expect(document()).toBe(cut);
  });

  it('is waited for by whoever saves: what is seen is what is saved', async () => {
    useClips.getState().want(cutAt(1));
    const open = closedGate();
    useClips.getState().want(moveClip(session.clips.current(), 'from 1', 2));
    fake.chosen = 'party.kotohogi';
    const saved = session.projects.save();
    open();
    expect(await saved).toBe(true);
    expect(document().clips[1].startSec).toBe(2);
    expect(useProjectFile.getState().saved).toBe(document());
  });

  it('gives way to another voice', async () => {
    useClips.getState().want(cutAt(1));
    const open = closedGate();
    useClips.getState().want(moveClip(session.clips.current(), 'from 1', 2));
    fake.chosen = 'other.wav';
    const chosen = session.materials.choose('voice');
    open();
    await chosen;
    await settled();
    expect(document()).toMatchObject({ voice: { name: 'other.wav' }, clips: [] });
  });

  it('waits for more where more may come, and is one step', async () => {
    useClips.getState().want(cutAt(1));
    const before = steps();
    for (let press = 0; press < 5; press++)
      useClips.getState().want(moveClip(session.clips.current(), 'from 1', 1.1 + press / 10), true);
    await settled();
    expect(document().clips[1].startSec).toBeCloseTo(1.5, 9);
    expect([arrangements(), steps() - before]).toEqual([1, 1]);
  });
});

it('what fails is told, and the lane is as it was', async () => {
  useClips.getState().want(cutAt(1));
  const cut = document();
  // The fake studio cannot read files that are called so.
  const broken = { ...cut.clips[1], media: { ...cut.clips[1].media, name: 'broken.wav' } };
  useClips.getState().want([broken]);
  await settled();
  expect(document()).toBe(cut);
  expect(useAnalysis.getState().voice.problem?.error.code).toBe('file-broken');
});

it('lanes, selection and playhead stay while the voice is put together anew', async () => {
  usePlayback.getState().hear({ durationSec: 4, fps: 25, timeMap: [] });
  usePlayback.getState().seek(1.48);
  usePlayback.getState().setLoop({ startSec: 1, endSec: 2 });
  useTimeline.setState({ window: { startSec: 0.5, pxPerSec: 400 } });
  useClips.getState().want(cutAt(1));
  useTimeline.getState().select([{ kind: 'clip', index: 1 }]);
  useClips.getState().want(moveClip(document().clips, 'voice', 9));
  // By its name: it is the first one now.
  expect(useTimeline.getState()).toMatchObject({ selection: [{ index: 0 }], focus: { index: 0 } });
  const lost = vi.fn();
  const stop = useTimeline.subscribe(({ measured }) => {
    if (measured?.token !== document().voice?.token) lost();
  });
  await settled();
  stop();
  expect(lost).not.toHaveBeenCalled();
  expect(useTimeline.getState()).toMatchObject({
    selection: [{ kind: 'clip', index: 0 }],
    window: { startSec: 0.5, pxPerSec: 400 },
  });
  // The preview opens anew.
  usePlayback.getState().hear({ durationSec: 0, fps: 25, timeMap: [] });
  usePlayback.getState().hear({ durationSec: 13, fps: 25, timeMap: [] });
  expect(usePlayback.getState()).toMatchObject({ positionSec: 1.48, loop: { startSec: 1, endSec: 2 } });
  session.steps.go('undo');
  expect(useTimeline.getState().measured?.token).toBe(document().voice?.token);
  expect(useTimeline.getState().selection).toEqual([{ kind: 'clip', index: 1 }]);
});

it('the length of every file is asked for once', async () => {
  useClips.getState().want(cutAt(1));
  await session.clips.learnLengths();
  await session.clips.learnLengths();
  expect([...useClips.getState().lengths.values()]).toEqual([10]);
  expect(fake.calls.filter((name) => name === 'outlineSound')).toHaveLength(1);
});
