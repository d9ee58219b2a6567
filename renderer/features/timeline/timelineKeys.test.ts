import { beforeEach, describe, expect, it } from 'vitest';
import { fakeProsodyView } from '../../api/fakeTimeline.ts';
import { en } from '../../text/en.ts';
import { useProject } from '../../stores/project.ts';
import { useTimeline, type ItemRef } from '../../stores/timeline.ts';
import { describePhrase } from './describeItems.ts';
import { phraseSettings } from './phraseEdits.ts';
import { spanOf } from './scene.ts';
import { openTestVoice, testScene } from './testScene.ts';
import { pressKey, type Key } from './timelineKeys.ts';

const phrases: readonly ItemRef[] = [0, 1, 2, 3].map((index) => ({ kind: 'phrase', index }));
const press = (key: string, keys: Partial<Key> = {}, items = phrases): boolean =>
  pressKey(testScene(), items, { key, shift: false, alt: false, mod: false, ...keys });
const settingsOf = (index: number) =>
  phraseSettings(testScene().edit, spanOf(testScene().facts.phrases, index) ?? { startSec: 0, endSec: 0 });
const selected = (): readonly number[] => useTimeline.getState().selection.map(({ index }) => index);

beforeEach(() => openTestVoice(fakeProsodyView(8)));

describe('keys', () => {
  it('go from phrase to phrase, and select what they pass', () => {
    press('ArrowRight');
    press('ArrowRight');
    expect(selected()).toEqual([1]);
    press('ArrowRight', { shift: true });
    expect(selected()).toEqual([1, 2]);
    press('End');
    expect(selected()).toEqual([3]);
    press('a', { mod: true });
    expect(selected()).toEqual([0, 1, 2, 3]);
    press('Escape');
    expect(selected()).toEqual([]);
  });

  it('shape what is selected; presses in a row are one step', () => {
    useTimeline.getState().select([phrases[1]]);
    press('ArrowUp');
    press('ArrowUp');
    press('ArrowDown', { shift: true });
    expect(settingsOf(1).pitchSemitones).toBeCloseTo(1.9, 6);
    expect(useProject.getState().past).toHaveLength(1);
    press('ArrowRight', { alt: true });
    expect(settingsOf(1).tempo).toBeLessThan(1);
    press('Delete');
    expect(testScene().edit.phrases).toEqual([]);
  });

  it('do to phrases what was done to another', () => {
    useTimeline.getState().select([phrases[0]]);
    press('ArrowUp');
    press('c', { mod: true });
    useTimeline.getState().select([phrases[2], phrases[3]]);
    press('v', { mod: true });
    expect([1, 2, 3].map((i) => settingsOf(i).pitchSemitones)).toEqual([0, 1, 1]);
  });

  it('lengthen a pause', () => {
    const pause: ItemRef = { kind: 'pause', index: 0 };
    useTimeline.getState().select([pause]);
    press('ArrowRight', { alt: true }, [pause]);
    expect(testScene().edit.pauses[0].lengthSec).toBeCloseTo(0.55, 6);
  });

  it('zoom, show all, choose tools, and leave alone what they do not mean', () => {
    const before = testScene().view.pxPerSec;
    press('+');
    expect(testScene().view.pxPerSec).toBeCloseTo(1.5 * before, 6);
    press('0');
    expect(testScene().view.pxPerSec).toBe(before);
    press('d');
    expect(useTimeline.getState().tool).toBe('pencil');
    expect([press('q'), press('Tab'), press('z', { mod: true })]).toEqual([false, false, false]);
  });

  it('remove captions, and open their words', () => {
    const items = [0, 2].map((startSec) => ({ startSec, endSec: startSec + 1, text: 'a' }));
    openTestVoice(fakeProsodyView(8), { captions: { items, burnIn: true } });
    const captions: readonly ItemRef[] = [0, 1].map((index) => ({ kind: 'caption', index }));
    useTimeline.getState().select([captions[1]]);
    press('Enter', {}, captions);
    expect(useTimeline.getState().typing).toEqual(captions[1]);
    press('Delete', {}, captions);
    expect(useProject.getState().document.captions.items).toEqual([items[0]]);
  });
});

describe('what is said of a phrase', () => {
  it('is where it is, what was done to it, and where its melody goes', () => {
    useTimeline.getState().select([phrases[1]]);
    press('ArrowUp');
    press('ArrowUp');
    const said = describePhrase(testScene(), 1, { words: en.timeline, language: 'en' });
    // The melody of the test voice ends in the middle of a fall.
    expect(said).toBe('Phrase 2, 2.0 to 3.5 seconds, pitch plus 2 semitones, falls at the end');
  });
});
