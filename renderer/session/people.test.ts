import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeStudio, type FakeStudio } from '../api/fakeStudio.ts';
import { useAnalysis } from '../stores/analysis.ts';
import { useProject } from '../stores/project.ts';
import { renderOrderOf, withCaptions } from '../stores/projectDocument.ts';
import { useView } from '../stores/view.ts';
import { useVoiceColour } from '../stores/voiceColour.ts';
import { today } from './consents.ts';
import { createQuietSession } from './quietSession.ts';
import type { Session } from './session.ts';

const document = () => useProject.getState().document;

let fake: FakeStudio;
let session: Session;
beforeEach(() => {
  for (const store of [useAnalysis, useProject, useView, useVoiceColour])
    store.setState(store.getInitialState());
  fake = createFakeStudio();
  session = createQuietSession(fake.studio);
});

describe('consents', () => {
  it('are steps: one for a person, one for a name that is typed, one for a choice', async () => {
    session.consents.add('New person');
    session.consents.change(0, { name: 'H' }, 'consent-name 0');
    session.consents.change(0, { name: 'Hanako' }, 'consent-name 0');
    session.consents.change(0, { uses: ['voice'] });
    fake.chosen = 'signed.png';
    await session.consents.attach(0, 'picture');
    expect(document().consents).toMatchObject([
      { name: 'Hanako', uses: ['voice'], date: today(), attachment: { name: 'signed.png' } },
    ]);
    const undo = (): void => useProject.getState().undo();
    undo();
    expect(document().consents[0].attachment).toBeNull();
    undo();
    expect(document().consents[0].uses).toEqual([]);
    undo();
    expect(document().consents[0].name).toBe('New person');
    undo();
    expect(document().consents).toEqual([]);
  });

  it('go with every order, without the files that show them', async () => {
    await session.materials.openSample();
    session.consents.add('Hanako');
    expect(renderOrderOf(document())?.consents).toEqual([
      { name: 'Hanako', note: '', date: today(), uses: [], way: 'spoken' },
    ]);
    session.consents.remove(0);
    expect(renderOrderOf(document())?.consents).toEqual([]);
  });

  it('have the day of the person, whatever it is elsewhere', () => {
    expect(today(new Date(2026, 2, 4, 23, 59))).toBe('2026-03-04');
    expect(today(new Date(2026, 10, 25, 0, 1))).toBe('2026-11-25');
  });
});

describe('a voice in the colour of a person', () => {
  async function ready(): Promise<void> {
    await session.materials.openSample();
    useProject
      .getState()
      .edit((now) => withCaptions(now, { items: [{ startSec: 0, endSec: 1, text: 'Hello' }] }));
    session.voiceColour.choosePerson('Hanako');
    fake.chosen = 'sample.wav';
    await session.voiceColour.chooseSample();
  }

  it('needs their consent, and leaves the voice alone without it', async () => {
    await ready();
    const before = document().voice;
    await session.voiceColour.apply();
    expect(useVoiceColour.getState()).toMatchObject({
      progress: null,
      problem: { error: { code: 'consent-missing' } },
    });
    expect(document()).toMatchObject({ voice: before, voiceColour: null });
  });

  it('keeps what is said of its moments, and what it was before, in one step', async () => {
    await ready();
    session.consents.add('Hanako');
    session.consents.change(0, { uses: ['voice'] });
    const before = document();
    await session.voiceColour.apply();
    expect(document().voice?.name).toBe('Hanako.wav');
    expect(document().captions).toEqual(before.captions);
    expect(document().voiceColour).toMatchObject({
      person: 'Hanako',
      sample: { name: 'sample.wav' },
      original: before.voice,
    });
    await session.voiceColour.takeOff();
    expect(document()).toEqual(before);
    useProject.getState().undo();
    useProject.getState().undo();
    expect(document()).toEqual(before);
  });

  it('is given up when asked, and another voice has its own', async () => {
    await ready();
    session.consents.add('Hanako');
    session.consents.change(0, { uses: ['voice'] });
    const before = document();
    fake.gate = new Promise(() => undefined);
    const colouring = session.voiceColour.apply();
    await session.voiceColour.cancel();
    await colouring;
    expect(document()).toBe(before);
    expect(useVoiceColour.getState()).toMatchObject({ progress: null, problem: null });
    fake.gate = Promise.resolve();
    await session.voiceColour.apply();
    fake.chosen = 'other.wav';
    await session.materials.choose('voice');
    expect(document().voiceColour).toBeNull();
  });
});
