import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeStudio, type FakeStudio } from '../api/fakeStudio.ts';
import { useAnalysis } from '../stores/analysis.ts';
import { useModels } from '../stores/models.ts';
import { useProject } from '../stores/project.ts';
import { useTouchUp } from '../stores/touchUp.ts';
import { useView } from '../stores/view.ts';
import { createQuietSession } from './quietSession.ts';
import type { Session } from './session.ts';

const stateOf = (id: string) => useModels.getState().models?.find((model) => model.id === id)?.state;
const inUse = () => useModels.getState().models?.flatMap((model) => (model.inUse ? [model.id] : []));

describe('models', () => {
  let fake: FakeStudio;
  let session: Session;

  beforeEach(async () => {
    for (const store of [useAnalysis, useModels, useProject, useTouchUp, useView])
      store.setState(store.getInitialState());
    fake = createFakeStudio();
    session = createQuietSession(fake.studio);
    await session.models.load();
  });

  it('shows how far an install is, and what is used afterwards', async () => {
    const close = session.open();
    let finish = (): void => undefined;
    fake.gate = new Promise((resolve) => (finish = resolve));
    const installing = session.models.install('birefnet', false);
    await vi.waitFor(() => expect(useModels.getState().work['birefnet']?.progress?.doneBytes).toBe(1000));
    finish();
    await installing;
    expect(useModels.getState().work).toEqual({});
    expect([stateOf('birefnet'), inUse()]).toEqual(['installed', ['nanodet', 'birefnet']]);
    close();
  });

  it('does one thing at a time with a model', async () => {
    await Promise.all([session.models.install('birefnet', false), session.models.install('birefnet', false)]);
    expect(fake.calls.filter((name) => name === 'installModel')).toHaveLength(1);
  });

  it('says nothing of a cancel, and everything of a failure', async () => {
    fake.gate = new Promise(() => undefined);
    const installing = session.models.install('birefnet', false);
    await vi.waitFor(() => expect(fake.calls).toContain('installModel'));
    await session.models.cancel('birefnet');
    await installing;
    expect([stateOf('birefnet'), useModels.getState().outcomes]).toEqual(['available', {}]);

    await session.models.install('wav2lip', false);
    const outcome = useModels.getState().outcomes['wav2lip'];
    expect(outcome?.kind === 'problem' && outcome.error.code).toBe('model-licence');
    fake.gate = Promise.resolve();
    await session.models.install('wav2lip', true);
    expect([stateOf('wav2lip'), useModels.getState().outcomes]).toEqual(['installed', {}]);
  });

  it('tells a file that does not fit apart from a dialog that was closed', async () => {
    fake.chosen = null;
    await session.models.importFile('birefnet', false);
    expect([stateOf('birefnet'), useModels.getState().outcomes]).toEqual(['available', {}]);
    fake.chosen = 'broken.onnx';
    await session.models.importFile('birefnet', false);
    const outcome = useModels.getState().outcomes['birefnet'];
    expect(outcome?.kind === 'problem' && outcome.error.code).toBe('model-contract');
  });

  it('looks at the photo again when another model cuts people out', async () => {
    await session.materials.choose('photo');
    const looks = () => fake.calls.filter((name) => name === 'inspectPhoto').length;
    expect(looks()).toBe(1);
    await session.models.install('birefnet', false);
    expect(looks()).toBe(2);
    await session.models.verify('birefnet');
    await session.models.install('wav2lip', true);
    expect(looks()).toBe(2);
  });

  it('gives a choice up when its model is removed', async () => {
    await session.models.install('wav2lip', true);
    await session.models.choose('lipsync', 'wav2lip');
    expect(useView.getState().settings.models.lipsync).toBe('wav2lip');
    await session.models.remove('wav2lip');
    expect([stateOf('wav2lip'), useView.getState().settings.models.lipsync]).toEqual(['available', 'auto']);
  });
});
