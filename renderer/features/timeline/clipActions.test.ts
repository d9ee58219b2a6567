import { beforeEach, expect, it } from 'vitest';
import { fakeProsodyView } from '../../api/fakeTimeline.ts';
import { useClips } from '../../stores/clips.ts';
import { usePlayback } from '../../stores/playback.ts';
import type { VoiceClip } from '../../stores/projectDocument.ts';
import { useTimeline, type ItemRef } from '../../stores/timeline.ts';
import { openTestVoice, testScene } from './testScene.ts';
import { pressKey, type Key } from './timelineKeys.ts';

const media = {
  token: 'one',
  purpose: 'voice' as const,
  name: 'voice.wav',
  bytes: 1,
  url: 'media://granted/one',
};
const clip = (id: string, startSec: number, inSec: number, outSec: number): VoiceClip => ({
  id,
  media,
  inSec,
  outSec,
  startSec,
  gainDb: 0,
});
const TWO = [clip('a', 0, 0, 3), clip('b', 4, 4, 8)];
const ref = (index: number): ItemRef => ({ kind: 'clip', index });
const press = (key: string, keys: Partial<Key> = {}): boolean =>
  pressKey(
    testScene(),
    testScene().clips.map((_, index) => ref(index)),
    {
      key,
      shift: false,
      alt: false,
      mod: false,
      ...keys,
    },
  );
const shown = () => testScene().clips.map(({ startSec, inSec, outSec }) => [startSec, inSec, outSec]);
const selected = () => useTimeline.getState().selection.map(({ index }) => index);

beforeEach(() => openTestVoice(fakeProsodyView(8), { clips: TWO }));

it('S cuts at the playhead and selects the second part, also a voice that was never cut', () => {
  usePlayback.getState().seek(5);
  press('s');
  expect(shown()).toEqual([
    [0, 0, 3],
    [4, 4, 5],
    [5, 5, 8],
  ]);
  expect(selected()).toEqual([2]);
  // In the gap, and at the very end of a clip, there is nothing to cut.
  for (const sec of [3.5, 5.01]) {
    usePlayback.getState().seek(sec);
    press('s');
  }
  expect(shown()).toHaveLength(3);

  openTestVoice(fakeProsodyView(8));
  usePlayback.getState().seek(2.25);
  press('S');
  expect(shown()).toEqual([
    [0, 0, 2.25],
    [2.25, 2.25, 8],
  ]);
  expect(testScene().clips.every(({ media: { name } }) => name === 'voice.wav')).toBe(true);
});

it('Delete removes, with Shift the gap closes too, and one clip always stays', () => {
  useTimeline.getState().select([ref(0)]);
  press('Delete', { shift: true });
  expect(shown()).toEqual([[1, 4, 8]]);
  expect([selected(), useTimeline.getState().focus]).toEqual([[], ref(0)]);
  press('Delete');
  expect(shown()).toHaveLength(1);

  openTestVoice(fakeProsodyView(8), { clips: TWO });
  useTimeline.getState().select([ref(0)]);
  press('Backspace');
  expect(shown()).toEqual([[4, 4, 8]]);
});

it('Alt with the arrows moves all that are selected, and waits for more', () => {
  press('a', { mod: true });
  expect(selected()).toEqual([0, 1]);
  press('ArrowRight', { alt: true });
  press('ArrowRight', { alt: true });
  expect(shown().map(([startSec]) => startSec.toFixed(6))).toEqual(['0.200000', '4.200000']);
  expect(useClips.getState().unhurried).toBe(true);
});

it('what is copied is put to the playhead, what is there makes room', () => {
  useTimeline.getState().select([ref(0)]);
  press('c', { mod: true });
  usePlayback.getState().seek(6);
  press('v', { mod: true });
  expect(shown()).toEqual([
    [0, 0, 3],
    [4, 4, 6],
    [6, 0, 3],
    [9, 6, 8],
  ]);
  expect(selected()).toEqual([2]);
  expect(new Set(testScene().clips.map(({ id }) => id)).size).toBe(4);
});

it('Ctrl and D repeats right behind', () => {
  useTimeline.getState().select([ref(0)]);
  press('d', { mod: true });
  expect(shown()).toEqual([
    [0, 0, 3],
    [3, 0, 3],
    [6, 4, 8],
  ]);
  expect(selected()).toEqual([1]);
});

it('a phrase and clips are never copied at once', () => {
  useTimeline.getState().select([ref(0)]);
  press('c', { mod: true });
  useTimeline.getState().select([{ kind: 'phrase', index: 0 }]);
  press('c', { mod: true });
  expect(useTimeline.getState()).toMatchObject({ copiedClips: [], copied: { startSec: 0 } });
});
