import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeStudio, type FakeStudio } from '../api/fakeStudio.ts';
import { splitClip } from '../../shared/timeline/clips.ts';
import { splitCaption } from '../../shared/captions/editCaptions.ts';
import { useAnalysis } from '../stores/analysis.ts';
import { useCaptions } from '../stores/captions.ts';
import { useProject } from '../stores/project.ts';
import { withCaptions } from '../stores/projectDocument.ts';
import { useSpoken } from '../stores/spoken.ts';
import { useView } from '../stores/view.ts';
import { createQuietSession, raiseAndCaption } from './quietSession.ts';
import type { Session } from './session.ts';

const document = () => useProject.getState().document;
const captionTexts = () => document().captions.items.map(({ text }) => text);

let fake: FakeStudio;
let session: Session;
beforeEach(() => {
  for (const store of [useAnalysis, useCaptions, useProject, useSpoken, useView])
    store.setState(store.getInitialState());
  fake = createFakeStudio();
  session = createQuietSession(fake.studio);
});

describe('a text that is read aloud', () => {
  it('brings voice, text and captions in one step', async () => {
    session.spoken.write({ text: 'Hello Anna. Happy birthday!', speed: 1.25 });
    await session.spoken.read();
    expect(document().voice?.name).toContain('Hello Anna');
    expect(document().spoken).toEqual({
      text: 'Hello Anna. Happy birthday!',
      speakerId: 'espeak:en-us',
      language: 'en',
      speed: 1.25,
    });
    expect(captionTexts()).toEqual(['Hello Anna.', 'Happy birthday!']);
    expect(useSpoken.getState()).toMatchObject({
      reading: null,
      lastReading: { sentences: 2, spokenAnew: 2 },
    });
    useProject.getState().undo();
    expect([document().voice, document().spoken, captionTexts()]).toEqual([null, null, []]);
  });

  it('is read again only where it has changed', async () => {
    session.spoken.write({ text: 'Hello Anna. Happy birthday!' });
    await session.spoken.read();
    session.spoken.write({ text: 'Hello Anna. Happy birthday! See you.' });
    await session.spoken.read();
    expect(useSpoken.getState().lastReading).toEqual({ sentences: 3, spokenAnew: 1 });
  });

  it('tells how far it is, and leaves everything as it was when it is cancelled', async () => {
    const close = session.open();
    fake.gate = new Promise(() => undefined);
    session.spoken.write({ text: 'Hello Anna.' });
    const reading = session.spoken.read();
    await vi.waitFor(() => expect(useSpoken.getState().reading).toBe(0.5));
    await session.spoken.cancel();
    await reading;
    expect(useSpoken.getState()).toMatchObject({ reading: null, problem: null });
    expect(document().voice).toBeNull();
    close();
  });

  it('that cannot be read says which letters', async () => {
    session.spoken.write({ text: '漢字です。' });
    await session.spoken.read();
    expect(useSpoken.getState().problem).toMatchObject({ code: 'text-unreadable' });
    session.spoken.write({ text: 'かんじです。' });
    expect(useSpoken.getState().problem).toBeNull();
  });

  it('comes back to the field with a step back or another project', async () => {
    session.spoken.write({ text: 'First.' });
    await session.spoken.read();
    session.spoken.write({ text: 'Second.' });
    await session.spoken.read();
    useProject.getState().undo();
    session.spoken.takeFromDocument();
    expect(useSpoken.getState().draft.text).toBe('First.');
  });
});

describe('readings', () => {
  it('are kept, imported and exported', async () => {
    await session.spoken.loadReadings();
    await session.spoken.saveReadings([{ word: '寿', reading: 'ことほぎ', language: 'ja' }]);
    await session.spoken.importReadings();
    expect(useSpoken.getState()).toMatchObject({
      readings: [{ word: '寿' }, { word: 'Siobhan' }],
      importNote: { badLines: [3] },
    });
    fake.chosen = 'readings.csv';
    await session.spoken.exportReadings();
    expect(useView.getState().notice).toEqual({ kind: 'copied', fileName: 'readings.csv' });
  });
});

describe('captions', () => {
  it('of a file come in one step, with the lines that were none', async () => {
    fake.chosen = 'wishes.srt';
    await session.captions.importFile();
    expect(captionTexts()).toEqual(['Hello']);
    expect(useCaptions.getState().imported).toEqual({ fileName: 'wishes.srt', count: 1, badLines: [] });
    await session.captions.drop(new File(['no captions'], 'notes.txt'));
    expect(useCaptions.getState()).toMatchObject({
      imported: null,
      problem: { error: { code: 'captions-empty' }, fileName: 'notes.txt' },
    });
    expect(captionTexts()).toEqual(['Hello']);
    useProject.getState().undo();
    expect(captionTexts()).toEqual([]);
  });

  it('are edited step by step', () => {
    const items = [{ startSec: 0, endSec: 2, text: 'Happy birthday' }];
    useProject.getState().edit((before) => withCaptions(before, { items }));
    session.captions.edit((all) => splitCaption(all, 0, null, 'en'));
    expect(captionTexts()).toEqual(['Happy', 'birthday']);
    // What changes nothing is no step.
    session.captions.edit((all) => all);
    session.captions.setBurnIn(false);
    useProject.getState().undo();
    useProject.getState().undo();
    expect(document().captions).toEqual({ items, burnIn: true });
  });
});

describe('clips', () => {
  beforeEach(async () => {
    fake.chosen = 'voice.wav';
    await session.materials.choose('voice');
    raiseAndCaption();
  });

  it('of a voice that was never cut are the voice', () => {
    expect(session.clips.current()).toMatchObject([{ inSec: 0, outSec: 4, startSec: 0 }]);
  });

  it('take edits and captions with their sound', async () => {
    const [first, second] = splitClip(session.clips.current(), 'voice', 2, 'second');
    await session.clips.apply([
      { ...second, startSec: 0 },
      { ...first, startSec: 2 },
    ]);
    expect(document().clips.map(({ id }) => id)).toEqual(['second', 'voice']);
    expect(document().prosody?.phrases[0]).toMatchObject({ settings: { pitchSemitones: 2 } });
    expect(document().prosody?.phrases[0].startSec).toBeCloseTo(0.5, 5);
    expect(document().captions.items[0].startSec).toBeCloseTo(0.5, 5);
    useProject.getState().undo();
    expect(document().clips).toEqual([]);
  });

  it('that are asked for later win', async () => {
    const [voice] = session.clips.current();
    let open = (): void => undefined;
    fake.gate = new Promise((resolve) => (open = resolve));
    const slow = session.clips.apply([{ ...voice, outSec: 3 }]);
    const quick = session.clips.apply([{ ...voice, outSec: 2 }]);
    open();
    expect(await Promise.all([slow, quick])).toEqual([false, true]);
    expect(document().clips).toMatchObject([{ outSec: 2 }]);
  });
});
