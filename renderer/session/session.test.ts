import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeStudio, type FakeStudio } from '../api/fakeStudio.ts';
import { useAnalysis } from '../stores/analysis.ts';
import { useJobs } from '../stores/jobs.ts';
import { useProject } from '../stores/project.ts';
import { useView } from '../stores/view.ts';
import { withShape } from '../stores/projectDocument.ts';
import { readinessOf } from './readiness.ts';
import { createQuietSession } from './quietSession.ts';
import type { Session } from './session.ts';

const readiness = () => {
  const { photo, voice } = useAnalysis.getState();
  return readinessOf(useProject.getState().document, photo, voice);
};

describe('session', () => {
  let fake: FakeStudio;
  let session: Session;

  beforeEach(() => {
    for (const store of [useAnalysis, useJobs, useProject, useView]) store.setState(store.getInitialState());
    fake = createFakeStudio();
    session = createQuietSession(fake.studio);
  });

  it('goes from nothing to ready as the materials come in', async () => {
    expect(readiness()).toBe('needBoth');
    await session.materials.choose('photo');
    expect(readiness()).toBe('needVoice');
    fake.chosen = 'voice.wav';
    await session.materials.choose('voice');
    expect(readiness()).toBe('ready');
  });

  it('keeps the photo in the project when a later one cannot be read', async () => {
    await session.materials.choose('photo');
    fake.chosen = 'broken.jpg';
    await session.materials.choose('photo');
    const { result, problem, working } = useAnalysis.getState().photo;
    expect(useProject.getState().document.photo?.name).toBe('portrait.jpg');
    expect(problem?.fileName).toBe('broken.jpg');
    expect([result?.faces.length, working]).toEqual([1, null]);
  });

  it('drops the late answer to an older file', async () => {
    let open = (): void => undefined;
    fake.gate = new Promise((resolve) => (open = resolve));
    const first = session.materials.choose('photo');
    fake.chosen = 'second.jpg';
    const second = session.materials.choose('photo');
    await vi.waitFor(() => expect(useAnalysis.getState().photo.working?.fileName).toBe('second.jpg'));
    expect(readiness()).toBe('stillLooking');
    open();
    await Promise.all([first, second]);
    expect(useProject.getState().document.photo?.name).toBe('second.jpg');
  });

  it('looks once more when other models are chosen during a look', async () => {
    await session.materials.choose('photo');
    let looks = 0;
    let finish = (): void => undefined;
    const watched = createQuietSession({
      ...fake.studio,
      async inspectPhoto(request) {
        looks += 1;
        if (looks === 1) await new Promise<void>((resolve) => (finish = resolve));
        return fake.studio.inspectPhoto(request);
      },
    });
    const first = watched.materials.lookAgain();
    await watched.materials.lookAgain();
    expect(looks).toBe(1);
    finish();
    await first;
    await vi.waitFor(() => expect([looks, useAnalysis.getState().photo.working]).toEqual([2, null]));
  });

  it('looks once more when other models are chosen during a look that fails', async () => {
    await session.materials.choose('photo');
    const looked: string[] = [];
    let fail = (): void => undefined;
    const watched = createQuietSession({
      ...fake.studio,
      async inspectPhoto(request) {
        looked.push(request.photo);
        if (looked.length === 1)
          await new Promise<void>((_resolve, reject) => (fail = () => reject(new Error('unreadable'))));
        return fake.studio.inspectPhoto(request);
      },
    });
    fake.chosen = 'second.jpg';
    const second = watched.materials.choose('photo');
    await vi.waitFor(() => expect(looked).toHaveLength(1));
    await watched.materials.lookAgain();
    fail();
    await second;
    await vi.waitFor(() => expect([looked.length, useAnalysis.getState().photo.working]).toEqual([2, null]));
    // The project's own photo is seen by the new models, and what was wrong with the other one is still told.
    expect(looked[1]).toBe(useProject.getState().document.photo?.token);
    expect(useAnalysis.getState().photo.problem?.fileName).toBe('second.jpg');
  });

  it('does nothing when the dialog is closed', async () => {
    fake.chosen = null;
    await session.materials.choose('photo');
    expect(fake.calls).toEqual(['chooseFile']);
    expect(useProject.getState().document.photo).toBeNull();
  });

  it('does not render a photo without a face', async () => {
    await session.materials.openSample();
    fake.chosen = 'empty-room.jpg';
    await session.materials.choose('photo');
    expect(readiness()).toBe('needFace');
    await session.renders.start();
    expect(fake.calls).not.toContain('startRender');
  });

  it('shows a started job and follows it', async () => {
    const close = session.open();
    await session.materials.openSample();
    await session.renders.start();
    expect(useView.getState().stage).toBe('job');
    await session.renders.cancel();
    expect(useJobs.getState().jobs.map(({ state }) => state)).toEqual(['cancelled']);
    await session.renders.retry();
    expect(useJobs.getState().jobs.map(({ state }) => state)).toEqual(['running']);
    close();
  });

  it('asks once where to save, however often the button is pressed', async () => {
    await session.materials.openSample();
    await Promise.all([session.renders.start(), session.renders.start()]);
    expect(fake.calls.filter((name) => name === 'startRender')).toHaveLength(1);
  });

  it('does not let an older answer undo the end of a run', async () => {
    await session.materials.openSample();
    await session.renders.start();
    const [started] = useJobs.getState().jobs;
    if (!started) throw new Error('No job was started.');
    const { receive } = useJobs.getState();
    receive({ ...started, state: 'failed', finishedAtMs: 1 });
    receive(started);
    expect(useJobs.getState().jobs[0]?.state).toBe('failed');
    receive({ ...started, createdAtMs: 5 });
    expect(useJobs.getState().jobs[0]?.state).toBe('running');
  });

  it('takes an old message away when something new is done', async () => {
    useView.getState().notify({ kind: 'copied', fileName: 'a.mp4' });
    await session.materials.openSample();
    await session.renders.start();
    expect(useView.getState().notice).toBeNull();
  });

  it('knows the language before anything is shown, and says when it cannot be kept', async () => {
    await session.loadSettings();
    expect(useView.getState().settings.language).toBe('en');
    const unwritable = { ...fake.studio, saveSettings: () => Promise.reject(new Error('read-only')) };
    await createQuietSession(unwritable).saveSettings({ theme: 'dark', language: 'ja' });
    expect(useView.getState().settings.theme).toBe('dark');
    expect(useView.getState().notice?.kind).toBe('error');
  });

  it('shows what a job is making, whatever is changed meanwhile', async () => {
    await session.materials.openSample();
    await session.renders.start();
    useProject.getState().edit((document) => withShape(document, '9:16'));
    const { pictures, currentId } = useJobs.getState();
    expect(pictures[currentId ?? '']?.document.shape).toBe('1:1');
  });

  it('comes back to the job under way when the page is loaded anew', async () => {
    await session.materials.openSample();
    await session.renders.start();
    useJobs.setState(useJobs.getInitialState());
    useView.getState().setStage('preview');
    const close = createQuietSession(fake.studio).open();
    await vi.waitFor(() => expect(useJobs.getState().currentId).not.toBeNull());
    expect(useView.getState().stage).toBe('job');
    close();
  });

  it('obeys the menu', async () => {
    const close = session.open();
    fake.emit('menuCommand', 'show-shortcuts');
    expect(useView.getState().dialog).toBe('shortcuts');
    // What there is nothing for does nothing.
    for (const command of ['export', 'trim-voice'] as const) await session.perform(command);
    expect(useView.getState().dialog).toBe('shortcuts');
    await session.perform('open-sample');
    expect(useProject.getState().document.voice?.name).toBe('voice.wav');
    await session.perform('export');
    expect(useView.getState().dialog).toBe('export');
    await session.perform('trim-voice');
    expect(useView.getState().dialog).toBe('trim');
    close();
  });
});
