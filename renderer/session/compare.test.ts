import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NEUTRAL_EDIT, withPhrase } from '../../shared/prosody/edits.ts';
import { createFakeStudio, type FakeStudio } from '../api/fakeStudio.ts';
import { candidatesOf, choiceName } from '../features/compare/candidates.ts';
import { useAnalysis } from '../stores/analysis.ts';
import { OWN_EDIT_ID, RECORDED_ID, useCompare } from '../stores/compare.ts';
import { withLanguage, withPresetChosen } from '../stores/expression.ts';
import { usePresets } from '../stores/presets.ts';
import { useProject } from '../stores/project.ts';
import { EMPTY_PROJECT, withVoice } from '../stores/projectDocument.ts';
import { takeKey, useTakes } from '../stores/takes.ts';
import { useView } from '../stores/view.ts';
import { createQuietSession } from './quietSession.ts';
import type { Session } from './session.ts';

let fake: FakeStudio;
let session: Session;
const document = () => useProject.getState().document;
const candidate = (id: string) => {
  const found = candidatesOf(document().prosody, usePresets.getState().own ?? []).find(
    ({ choice }) => choice.id === id,
  );
  if (!found) throw new Error(`There is no ${id}.`);
  return found.choice;
};

beforeEach(async () => {
  for (const store of [useAnalysis, useCompare, usePresets, useProject, useTakes, useView])
    store.setState(store.getInitialState());
  fake = createFakeStudio();
  session = createQuietSession(fake.studio);
  await session.materials.openSample();
});

describe('what can be compared', () => {
  it('is the recording, every preset in full, and the own edit where there is one', () => {
    const ids = () => candidatesOf(document().prosody, []).map(({ choice }) => choice.id);
    expect(ids()[0]).toBe(RECORDED_ID);
    expect(ids()).toHaveLength(13);
    expect(ids()).not.toContain(OWN_EDIT_ID);
    useProject.getState().edit((project) => withPresetChosen(withLanguage(project, 'ja'), 'birthday'));
    expect(ids()[1]).toBe(OWN_EDIT_ID);
    expect(candidate('calm').edit).toMatchObject({ language: 'ja', preset: { id: 'calm', amount: 1 } });
    expect(choiceName(candidate('wedding'), [])).toEqual({ en: 'Wedding', ja: '結婚' });
  });
});

describe('the voices that are compared', () => {
  const chosen = () => [candidate(RECORDED_ID), candidate('birthday')];
  let close = (): void => undefined;
  beforeEach(() => {
    close = session.compare.open();
  });
  afterEach(() => close());

  it('are kept with the project, and choosing them is no step', () => {
    useProject.getState().edit((project) => ({ ...project, title: 'For you' }));
    const { past } = useProject.getState();
    useCompare.getState().setChoices(chosen());
    expect(document().compared).toEqual(chosen());
    expect(useProject.getState().past).toHaveLength(past.length);
    session.steps.go('undo');
    expect(document()).toMatchObject({ title: '', compared: chosen() });
    session.steps.go('redo');
    expect(document()).toMatchObject({ title: 'For you', compared: chosen() });
    expect(useCompare.getState().choices).toEqual(chosen());
  });

  it('come with a project that is opened, and go with it', () => {
    useProject.getState().replace({ ...document(), compared: chosen() });
    expect(useCompare.getState()).toMatchObject({ choices: chosen(), leadId: RECORDED_ID });
    const kept = document();
    useProject.getState().replace(EMPTY_PROJECT);
    expect(useCompare.getState().choices).toEqual([]);
    expect(document()).toBe(EMPTY_PROJECT);
    useProject.getState().replace(kept);
    expect(document()).toBe(kept);
  });

  it('stay the same ways of speaking for another voice, without what was said of its phrases', () => {
    const edit = withPhrase(NEUTRAL_EDIT, { startSec: 0, endSec: 1 }, { tempo: 0.9 });
    useCompare.getState().setChoices([{ id: OWN_EDIT_ID, edit }, candidate('calm')]);
    useProject.getState().edit((project) => withVoice(project, null));
    expect(useCompare.getState().choices).toEqual([
      { id: OWN_EDIT_ID, edit: NEUTRAL_EDIT },
      candidate('calm'),
    ]);
  });
});

describe('comparing', () => {
  beforeEach(() => {
    useCompare.getState().setChoices([candidate(RECORDED_ID), candidate('birthday'), candidate('calm')]);
  });

  it('makes each voice once, and remembers it', async () => {
    await session.compare.prepare();
    await session.compare.prepare();
    expect(fake.calls.filter((name) => name === 'takeVoice')).toHaveLength(3);
    const token = document().voice?.token ?? '';
    const calm = useTakes.getState().takes.get(takeKey(token, candidate('calm').edit));
    expect(calm?.kind === 'ready' && calm.take.measures.durationSec).toBeGreaterThan(4);
  });

  it('uses a voice by one step that can be taken back', () => {
    const before = document();
    const steps = useProject.getState().past.length;
    session.compare.choose('birthday');
    expect(document().prosody?.preset).toEqual({ id: 'birthday', amount: 1 });
    expect(useProject.getState().past).toHaveLength(steps + 1);
    session.steps.go('undo');
    expect(document()).toBe(before);
  });

  it('uses the recording without losing the language', () => {
    useProject.getState().edit((project) => withPresetChosen(withLanguage(project, 'ja'), 'birthday'));
    session.compare.choose(RECORDED_ID);
    expect(document().prosody).toMatchObject({ language: 'ja', preset: null });
  });

  it('writes one comparison at a time, and cancels it', async () => {
    const close = session.compare.open();
    const name = () => ({ en: 'a', ja: 'a' });
    await session.compare.write(name, 'Side by side');
    await session.compare.write(name, 'Side by side');
    expect(fake.calls.filter((call) => call === 'startComparison')).toHaveLength(1);
    expect(useCompare.getState().written?.state).toBe('running');
    await session.compare.cancelWriting();
    expect(useCompare.getState().written?.state).toBe('cancelled');
    close();
  });

  it('writes nothing when the dialog is closed', async () => {
    fake.chosen = null;
    await session.compare.write(() => ({ en: 'a', ja: 'a' }), 'Side by side');
    expect(useCompare.getState().written).toBeNull();
  });
});

describe('presets of one’s own', () => {
  it('are kept as the voice is now, and chosen', async () => {
    useProject.getState().edit((project) => withPresetChosen(project, 'birthday'));
    expect(await session.prosody.savePreset('Aunt Mari')).toBe(true);
    expect(usePresets.getState().own?.map(({ name }) => name.en)).toEqual(['Aunt Mari']);
    expect(usePresets.getState().own?.[0]?.settings.pitchSemitones).toBeCloseTo(2, 9);
    expect(document().prosody?.preset).toEqual({ id: 'user-1', amount: 1 });
  });

  it('need a name', async () => {
    expect(await session.prosody.savePreset(' ')).toBe(false);
    expect(useView.getState().notice).toMatchObject({ kind: 'error', error: { code: 'preset-no-name' } });
  });

  it('leave the project sounding as it does when they go', async () => {
    useProject.getState().edit((project) => withPresetChosen(project, 'calm'));
    await session.prosody.savePreset('Mine');
    await session.prosody.removePreset('user-1');
    expect(usePresets.getState().own).toEqual([]);
    expect(document().prosody).toMatchObject({ preset: null, settings: { pitchSemitones: -1 } });
  });

  it('come out of a file, and nothing happens when the dialog is closed', async () => {
    await session.prosody.importPresets();
    expect(usePresets.getState().own).toHaveLength(1);
    fake.chosen = null;
    await session.prosody.importPresets();
    expect(usePresets.getState().own).toHaveLength(1);
  });
});

describe('a take', () => {
  it('that fails is told, and asked for again later', async () => {
    const take = vi.spyOn(fake.studio, 'takeVoice');
    take.mockRejectedValueOnce(new Error('No.'));
    expect(await session.prosody.take(null, true)).toBeNull();
    const key = takeKey(document().voice?.token ?? '', null);
    expect(useTakes.getState().takes.get(key)?.kind).toBe('failed');
    expect(await session.prosody.take(null, true)).not.toBeNull();
  });
});
