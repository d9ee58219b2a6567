import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeStudio, type FakeStudio } from '../api/fakeStudio.ts';
import { fakeTemplate } from '../api/fakeProjects.ts';
import { useAnalysis } from '../stores/analysis.ts';
import { useJobs } from '../stores/jobs.ts';
import { useProject } from '../stores/project.ts';
import { EMPTY_PROJECT, withMotion, withShape } from '../stores/projectDocument.ts';
import { isEdited, useProjectFile } from '../stores/projectFile.ts';
import { useView } from '../stores/view.ts';
import { createQuietSession } from './quietSession.ts';
import type { Session } from './session.ts';

const file = () => useProjectFile.getState();
const project = () => useProject.getState();
const edited = () => isEdited(project().document, file().saved);

/** Answers the question that is open. */
function answer(choice: string): void {
  const { question } = file();
  if (question?.kind !== 'unsaved' && question?.kind !== 'changed') throw new Error('Nothing is asked.');
  (question.answer as (choice: string) => void)(choice);
}
const asked = (kind: string) => vi.waitFor(() => expect(file().question?.kind).toBe(kind));

describe('projects', () => {
  let fake: FakeStudio;
  let session: Session;
  let close: () => void;

  beforeEach(async () => {
    for (const store of [useAnalysis, useJobs, useProject, useProjectFile, useView])
      store.setState(store.getInitialState());
    fake = createFakeStudio();
    session = createQuietSession(fake.studio);
    close = session.open();
    await vi.waitFor(() => expect(file().ready).toBe(true));
  });
  afterEach(() => close());

  it('keep every edit at once, and forget it when it is taken back', async () => {
    project().edit((document) => withShape(document, '9:16'));
    await vi.waitFor(() => expect(fake.files.kept?.shape).toBe('9:16'));
    expect(file().kept).toBe('safe');
    expect(edited()).toBe(true);
    project().undo();
    await vi.waitFor(() => expect(fake.files.kept).toBeNull());
    expect(edited()).toBe(false);
  });

  it('keep the last of many edits in a row without writing each of them', async () => {
    project().beginGesture();
    for (let step = 1; step <= 60; step += 1)
      project().edit((document) => withMotion(document, 'blink', step / 30));
    project().endGesture();
    await vi.waitFor(() => expect(fake.files.kept?.blink).toBe(2));
    expect(fake.calls.filter((name) => name === 'keepProject').length).toBeLessThanOrEqual(2);
  });

  it('say once when an edit cannot be kept, and again that it can', async () => {
    const { keepProject } = fake.studio;
    const refuse = vi.fn(() => Promise.reject(new Error('The disk is full.')));
    Object.assign(fake.studio, { keepProject: refuse });
    const told: unknown[] = [];
    const stop = useView.subscribe(({ notice }) => notice && told.push(notice));
    project().edit((document) => withShape(document, '9:16'));
    await vi.waitFor(() => expect(file().kept).toBe('failed'));
    project().edit((document) => withShape(document, '16:9'));
    await vi.waitFor(() => expect(refuse).toHaveBeenCalledTimes(2));
    expect(told).toHaveLength(1);
    Object.assign(fake.studio, { keepProject });
    project().edit((document) => withShape(document, '4:5'));
    await vi.waitFor(() => expect(file().kept).toBe('safe'));
    stop();
  });

  it('come back from their file as they were saved, without the steps before', async () => {
    fake.chosen = 'party';
    await session.projects.beginWith(fakeTemplate, '花子', 'ja');
    project().edit((document) => withMotion(document, 'blink', 0.5));
    expect(await session.projects.save()).toBe(true);
    expect([file().name, file().folder, edited()]).toEqual(['party', '~/Documents', false]);
    const saved = project().document;

    await session.projects.begin();
    expect(project().document).toBe(EMPTY_PROJECT);
    await session.projects.choose();
    expect(project().document).toEqual(saved);
    expect(project().document.titles[0]?.text).toBe('花子さん、お誕生日おめでとう');
    expect(project().past).toEqual([]);
    project().undo();
    expect(project().document).toEqual(saved);
  });

  it('ask before changes would be lost, and do what was answered', async () => {
    fake.chosen = 'party';
    await session.projects.save();
    project().edit((document) => withShape(document, '9:16'));

    const cancelled = session.projects.begin();
    await asked('unsaved');
    answer('cancel');
    await cancelled;
    expect([project().document.shape, edited()]).toEqual(['9:16', true]);

    const discarded = session.projects.choose();
    await asked('unsaved');
    answer('discard');
    await discarded;
    expect([project().document.shape, edited()]).toEqual(['1:1', false]);

    project().edit((document) => withShape(document, '16:9'));
    const saved = session.projects.begin();
    await asked('unsaved');
    answer('save');
    await saved;
    expect(fake.files.saved.get('party')?.shape).toBe('16:9');
    expect(project().document).toBe(EMPTY_PROJECT);
  });

  it('stay when saving was wanted and then given up', async () => {
    project().edit((document) => withShape(document, '9:16'));
    const begun = session.projects.begin();
    await asked('unsaved');
    fake.chosen = null;
    answer('save');
    await begun;
    expect([project().document.shape, edited()]).toEqual(['9:16', true]);
  });

  it('let the window close only when nothing is lost against the will of the person', async () => {
    fake.emit('closeAsked', null);
    await vi.waitFor(() => expect(fake.files.closings).toEqual([true]));
    project().edit((document) => withShape(document, '9:16'));
    fake.emit('closeAsked', null);
    await asked('unsaved');
    answer('cancel');
    await vi.waitFor(() => expect(fake.files.closings).toEqual([true, false]));
    fake.emit('closeAsked', null);
    await asked('unsaved');
    answer('discard');
    await vi.waitFor(() => expect(fake.files.closings).toEqual([true, false, true]));
    expect(fake.files.kept).toBeNull();
  });

  it('are not opened over another when they are damaged', async () => {
    await session.projects.beginWith(fakeTemplate, '', 'en');
    const before = project().document;
    fake.chosen = 'broken';
    await session.projects.choose();
    expect(project().document).toBe(before);
    expect(useView.getState().notice).toMatchObject({ kind: 'error', error: { code: 'project-damaged' } });
  });

  it('ask about missing files, take the right one and refuse another', async () => {
    fake.chosen = 'party';
    await session.projects.save();
    fake.files.missing = [
      { id: 'a'.repeat(64), name: 'song.mp3', purpose: 'music', why: 'gone', folder: '~/Music' },
    ];
    await session.projects.choose();
    await asked('missing');
    fake.chosen = 'other.mp3';
    await session.projects.findMissing('a'.repeat(64));
    expect(file().question).toMatchObject({ kind: 'missing', problem: { code: 'project-media-other' } });
    fake.chosen = null;
    await session.projects.findMissing('a'.repeat(64));
    fake.chosen = 'song.mp3';
    await session.projects.findMissing('a'.repeat(64));
    expect(file().question).toBeNull();
    expect(file().name).toBe('party');
  });

  it('are edited when they were opened without what is missing', async () => {
    fake.chosen = 'party';
    await session.projects.save();
    fake.files.missing = [{ id: 'a', name: 'song.mp3', purpose: 'music', why: 'changed', folder: '~' }];
    await session.projects.choose();
    await session.projects.openWithoutMissing();
    expect([file().question, edited()]).toEqual([null, true]);
  });

  it('say when another program has changed the file, and replace it only when told to', async () => {
    fake.chosen = 'party';
    await session.projects.save();
    project().edit((document) => withShape(document, '9:16'));
    fake.files.changedOutside = true;
    const given = session.projects.save();
    await asked('changed');
    answer('cancel');
    expect(await given).toBe(false);
    expect(fake.files.saved.get('party')?.shape).toBe('1:1');
    const replaced = session.projects.save();
    await asked('changed');
    answer('replace');
    expect(await replaced).toBe(true);
    expect(fake.files.saved.get('party')?.shape).toBe('9:16');
  });

  it('leave the sample without a question', async () => {
    await session.perform('open-sample');
    expect(project().document.photo?.name).toBe('photo.jpg');
    expect(edited()).toBe(false);
    expect(fake.files.kept).toBeNull();
    await session.projects.begin();
    expect(file().question).toBeNull();
  });

  it('do nothing behind a question', async () => {
    session.projects.askTemplate(fakeTemplate);
    await session.perform('open-sample');
    session.steps.go('undo');
    expect(fake.calls).not.toContain('openSample');
    session.projects.dismiss();
    expect(file().question).toBeNull();
  });
});

describe('after a crash', () => {
  const left = withShape(EMPTY_PROJECT, '16:9');
  let fake: FakeStudio;

  beforeEach(() => {
    for (const store of [useAnalysis, useJobs, useProject, useProjectFile, useView])
      store.setState(store.getInitialState());
    fake = createFakeStudio();
    fake.files.kept = left;
    fake.files.situation = {
      current: null,
      recovery: { name: 'party', keptAtMs: 5 },
      offered: null,
    };
  });

  it('the work is offered, and is unsaved when it is taken up', async () => {
    const session = createQuietSession(fake.studio);
    const close = session.open();
    await asked('recovery');
    // Nothing is kept over it before somebody has decided.
    project().edit((document) => withShape(document, '4:5'));
    session.projects.dismiss();
    expect(file().question?.kind).toBe('recovery');
    expect(fake.files.kept).toBe(left);
    await session.projects.restore();
    expect([project().document.shape, edited(), file().question]).toEqual(['16:9', true, null]);
    close();
  });

  it('it can be discarded', async () => {
    const session = createQuietSession(fake.studio);
    const close = session.open();
    await asked('recovery');
    await session.projects.discardRecovery();
    await vi.waitFor(() => expect(file().ready).toBe(true));
    expect([fake.files.kept, project().document, file().question]).toEqual([null, EMPTY_PROJECT, null]);
    close();
  });

  it('what cannot be restored is kept and said', async () => {
    fake.files.kept = null;
    const session = createQuietSession(fake.studio);
    const close = session.open();
    await asked('recovery');
    await session.projects.restore();
    expect(file().question).toMatchObject({ kind: 'recovery', problem: { code: 'project-damaged' } });
    close();
  });

  it('of the page alone, the project goes on as it was', async () => {
    fake.files.situation = {
      current: { name: 'party', folder: '~', document: left, edited: true },
      recovery: null,
      offered: null,
    };
    const session = createQuietSession(fake.studio);
    const close = session.open();
    await vi.waitFor(() => expect(file().ready).toBe(true));
    expect([project().document.shape, edited(), file().name]).toEqual(['16:9', true, 'party']);
    close();
  });
});
