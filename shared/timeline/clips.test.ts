import { describe, expect, it } from 'vitest';
import { NEUTRAL_EDIT, withPause, withPhrase, withPitchStroke } from '../prosody/edits.ts';
import { clipTimes, prosodyTimes, spanTimes } from './clipTimes.ts';
import {
  CLIP_MIN_SEC,
  clipEndSec,
  clipsDurationSec,
  moveClip,
  moveClips,
  pasteClips,
  removeClip,
  splitClip,
  trimClip,
} from './clips.ts';

const clip = (id: string, startSec: number, inSec: number, outSec: number, token = 'one') => ({
  id,
  startSec,
  inSec,
  outSec,
  media: { token },
});
type Clip = ReturnType<typeof clip>;
/** Two clips of one file with a gap of a second, and one of another file behind them. */
const THREE = [clip('a', 0, 0, 2), clip('b', 3, 2, 5), clip('c', 6, 0, 1, 'two')];
const spansOf = (clips: readonly Clip[]) =>
  clips.map(({ id, startSec, inSec, outSec }) => [id, startSec, inSec, outSec]);
const ripple = { ripple: true };

describe('clips', () => {
  it('know their ends', () => {
    expect(THREE.map(clipEndSec)).toEqual([2, 6, 7]);
    expect(clipsDurationSec(THREE)).toBe(7);
    expect(clipsDurationSec([])).toBe(0);
  });

  it('are cut in two without a change of the sound', () => {
    const cut = splitClip(THREE, 'b', 4.5, 'b2');
    expect(spansOf(cut)).toEqual([
      ['a', 0, 0, 2],
      ['b', 3, 2, 3.5],
      ['b2', 4.5, 3.5, 5],
      ['c', 6, 0, 1],
    ]);
    expect(splitClip(THREE, 'b', 3 + CLIP_MIN_SEC / 2, 'b2')).toEqual(THREE);
    expect(splitClip(THREE, 'b', 9, 'b2')).toEqual(THREE);
  });

  it('are trimmed: an end stops at its neighbour, at its file, and at the shortest clip', () => {
    expect(spansOf(trimClip(THREE, 'a', 'out', 1.25, 10))[0]).toEqual(['a', 0, 0, 1.25]);
    expect(spansOf(trimClip(THREE, 'a', 'out', 9, 10))[0]).toEqual(['a', 0, 0, 3]);
    expect(spansOf(trimClip(THREE, 'c', 'out', 20, 4))[2]).toEqual(['c', 6, 0, 4]);
    expect(spansOf(trimClip(THREE, 'b', 'in', 4, 10))[1]).toEqual(['b', 4, 3, 5]);
    expect(spansOf(trimClip(THREE, 'b', 'in', 0, 10))[1]).toEqual(['b', 2, 1, 5]);
    const [shortest] = trimClip(THREE, 'a', 'in', 99, 10);
    expect(clipEndSec(shortest) - shortest.startSec).toBeCloseTo(CLIP_MIN_SEC, 9);
  });

  it('trimmed with ripple pull the rest along', () => {
    expect(spansOf(trimClip(THREE, 'a', 'out', 1, 10, ripple))).toEqual([
      ['a', 0, 0, 1],
      ['b', 2, 2, 5],
      ['c', 5, 0, 1],
    ]);
    expect(spansOf(trimClip(THREE, 'b', 'in', 4, 10, ripple))).toEqual([
      ['a', 0, 0, 2],
      ['b', 3, 3, 5],
      ['c', 5, 0, 1],
    ]);
    expect(spansOf(trimClip(THREE, 'a', 'out', 4, 10, ripple))[1]).toEqual(['b', 5, 2, 5]);
  });

  it('move to the nearest free place', () => {
    expect(spansOf(moveClip(THREE, 'c', 2.9))).toEqual([
      ['a', 0, 0, 2],
      ['c', 2, 0, 1],
      ['b', 3, 2, 5],
    ]);
    expect(spansOf(moveClip(THREE, 'a', 0.4))[0]).toEqual(['a', 0.4, 0, 2]);
    expect(spansOf(moveClip(THREE, 'b', 20)).at(-1)).toEqual(['b', 20, 2, 5]);
    expect(moveClip(THREE, 'nobody', 1)).toBe(THREE);
  });

  it('moved with ripple close their gap and make room where they land', () => {
    expect(spansOf(moveClip(THREE, 'c', 0.2, ripple))).toEqual([
      ['c', 0, 0, 1],
      ['a', 1, 0, 2],
      ['b', 4, 2, 5],
    ]);
    expect(spansOf(moveClip(THREE, 'a', 3.9, ripple))).toEqual([
      ['b', 1, 2, 5],
      ['a', 4, 0, 2],
      ['c', 6, 0, 1],
    ]);
  });

  it('are taken away with or without their room', () => {
    expect(spansOf(removeClip(THREE, 'b'))).toEqual([
      ['a', 0, 0, 2],
      ['c', 6, 0, 1],
    ]);
    expect(spansOf(removeClip(THREE, 'b', ripple))).toEqual([
      ['a', 0, 0, 2],
      ['c', 3, 0, 1],
    ]);
  });

  it('move together, their distances kept, and pass over what is too narrow for them', () => {
    const both = new Set(['a', 'b']);
    // b would lie over c: the nearest free places are where they are, and behind c.
    expect(spansOf(moveClips(THREE, both, 0.4))).toEqual(spansOf(THREE));
    expect(spansOf(moveClips(THREE, both, 3))).toEqual([
      ['a', 4, 0, 2],
      ['c', 6, 0, 1],
      ['b', 7, 2, 5],
    ]);
    expect(spansOf(moveClips(THREE, both, 30)).map(([, startSec]) => startSec)).toEqual([6, 30, 33]);
    expect(moveClips(THREE, new Set(['b', 'c']), -9)[1].startSec).toBe(2);
    expect(moveClips(THREE, new Set(), 1)).toBe(THREE);
  });

  it('are put to a moment: what lies there is cut, what lies behind makes room', () => {
    const one = [clip('d', 8, 1, 2)];
    expect(spansOf(pasteClips(THREE, one, 4, 'cut'))).toEqual([
      ['a', 0, 0, 2],
      ['b', 3, 2, 3],
      ['d', 4, 1, 2],
      ['cut', 5, 3, 5],
      ['c', 7, 0, 1],
    ]);
    // The gap has room enough, but for half of it.
    expect(spansOf(pasteClips(THREE, one, 2.5, 'cut')).slice(1, 3)).toEqual([
      ['d', 2.5, 1, 2],
      ['b', 3.5, 2, 5],
    ]);
    expect(spansOf(pasteClips(THREE, one, 9, 'cut')).at(-1)).toEqual(['d', 9, 1, 2]);
    // Too near an end to be cut there.
    expect(spansOf(pasteClips(THREE, one, 3.02, 'cut'))[1]).toEqual(['d', 3, 1, 2]);
    const two = [clip('d', 1, 1, 2), clip('e', 2.5, 0, 1)];
    expect(pasteClips([], two, 0, 'cut').map(({ startSec }) => startSec)).toEqual([0, 1.5]);
  });

  it('never overlap, whatever is done to them', () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    let clips: readonly Clip[] = THREE;
    for (let step = 0; step < 600; step++) {
      const { id } = clips[Math.floor(random() * clips.length)];
      const at = random() * 9;
      const options = { ripple: random() < 0.5 };
      switch (Math.floor(random() * 5)) {
        case 0:
          clips = clips.length < 12 ? splitClip(clips, id, at, `s${step}`) : removeClip(clips, id, options);
          break;
        case 1:
          clips = trimClip(clips, id, random() < 0.5 ? 'in' : 'out', at, 5, options);
          break;
        case 2:
          clips = moveClip(clips, id, at, options);
          break;
        case 3:
          clips = moveClips(clips, new Set([id, clips[0].id]), at - 4.5);
          break;
        default:
          clips =
            clips.length > 2
              ? removeClip(clips, id, options)
              : pasteClips(clips, [clip(`n${step}`, 0, 0, 3)], at, `c${step}`);
      }
      for (const [i, { inSec, outSec, startSec }] of clips.entries()) {
        expect(startSec).toBeGreaterThanOrEqual(0);
        expect(inSec).toBeGreaterThanOrEqual(0);
        expect(outSec).toBeLessThanOrEqual(5);
        expect(outSec - inSec).toBeGreaterThanOrEqual(CLIP_MIN_SEC - 1e-9);
        if (i > 0) expect(startSec).toBeGreaterThanOrEqual(clipEndSec(clips[i - 1]) - 1e-9);
      }
    }
  });
});

describe('moments of a voice', () => {
  it('go where their sound goes', () => {
    const times = clipTimes(THREE, moveClip(THREE, 'c', 0, ripple));
    expect([0, 1.5, 4, 6.5].map(times)).toEqual([1, 2.5, 5, 0.5]);
    // The silence behind a clip stays with it.
    expect(times(2.5)).toBe(3.5);
  });

  it('are gone with their sound, and stay through a cut', () => {
    const cut = splitClip(THREE, 'b', 4, 'b2');
    expect([3.5, 4.5].map(clipTimes(THREE, cut))).toEqual([3.5, 4.5]);
    expect([3.5, 4.5, 6.5].map(clipTimes(cut, removeClip(cut, 'b', ripple)))).toEqual([null, 3.5, 5.5]);
  });

  it('a stretch keeps what is left of it', () => {
    const times = clipTimes(THREE, trimClip(THREE, 'b', 'in', 4, 10, ripple));
    expect(spanTimes({ startSec: 3, endSec: 4 }, times)).toBeNull();
    const kept = spanTimes({ startSec: 4.5, endSec: 5.5 }, times);
    expect(kept?.startSec).toBeCloseTo(3.5, 5);
    expect(kept?.endSec).toBeCloseTo(4.5, 5);
  });

  it('take the edits of the melody with them', () => {
    const stroke = [
      { sec: 3.2, value: 1 },
      { sec: 5.8, value: 2 },
    ];
    const edit = withPause(
      withPhrase(
        withPitchStroke(NEUTRAL_EDIT, 'offset', stroke),
        { startSec: 0.5, endSec: 1.5 },
        { pitchSemitones: 2 },
      ),
      { startSec: 2, endSec: 3 },
      0.4,
    );
    const moved = prosodyTimes(edit, clipTimes(THREE, removeClip(THREE, 'a', ripple)));
    expect(moved.phrases).toEqual([]);
    expect(moved.pitchCurves[0].points.map(({ sec }) => sec)).toEqual([
      expect.closeTo(1.2, 6),
      expect.closeTo(3.8, 6),
    ]);
    expect(prosodyTimes(edit, clipTimes(THREE, THREE)).phrases[0].settings).toEqual(edit.phrases[0].settings);
  });
});
