import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFakeStudio, type FakeStudio } from '../api/fakeStudio.ts';
import { FIRST_WISHES, useBatch } from '../stores/batch.ts';
import { useProject } from '../stores/project.ts';
import { EMPTY_PROJECT } from '../stores/projectDocument.ts';
import { useView } from '../stores/view.ts';
import { createBatchActions, type BatchActions } from './batch.ts';

const fresh = useBatch.getInitialState();
let fake: FakeStudio;
let actions: BatchActions;
beforeEach(() => {
  vi.useFakeTimers();
  fake = createFakeStudio();
  fake.chosen = 'guests.csv';
  actions = createBatchActions(fake.studio);
  fake.studio.on('batchChanged', (news) => actions.receive(news));
  useBatch.setState(fresh, true);
  useProject.setState(useProject.getInitialState(), true);
});
afterEach(() => vi.useRealTimers());
/** Until the rows have been checked. */
const checked = async (): Promise<void> => {
  await vi.advanceTimersByTimeAsync(500);
};

it('a list is read, its columns are recognised and its rows are checked, once for several changes', async () => {
  await actions.chooseList();
  expect(useBatch.getState().open?.mapping).toEqual({ name: 0, text: 1, photo: 2 });
  actions.write({ text: 'Hi {name}' });
  actions.write({ text: 'Hello {name}' });
  expect(useBatch.getState().check).toBeNull();
  await checked();
  expect(useBatch.getState().check).toMatchObject({ ready: 2, problems: [{ line: 4 }] });
  expect(fake.calls.filter((call) => call === 'checkBatch')).toHaveLength(1);
});

it('without a column of names nothing is asked; the column can be said', async () => {
  fake.batch.table = [['who'], ['Anna']];
  await actions.chooseList();
  await checked();
  expect(fake.calls).not.toContain('checkBatch');
  actions.setRole(0, 'name');
  await checked();
  expect(useBatch.getState().check?.ready).toBe(1);
});

it('reading again keeps what was said of the columns, as long as they are the same', async () => {
  fake.batch.table = [
    ['who', 'name'],
    ['Anna', 'x'],
  ];
  await actions.chooseList();
  actions.setRole(0, 'name');
  fake.batch.table = [
    ['who', 'name'],
    ['Anna', 'x'],
    ['Ben', 'y'],
  ];
  await actions.readAgain();
  expect(useBatch.getState().open).toMatchObject({ mapping: { name: 0 }, content: { rows: [{}, {}] } });
  fake.batch.table = [['name'], ['Anna']];
  await actions.readAgain();
  expect(useBatch.getState().open?.mapping).toEqual({ name: 0 });
  await checked();
});

it('a list that cannot be read is told on the screen, and the one before stays', async () => {
  await actions.chooseList();
  await checked();
  const before = useBatch.getState().open;
  const failing = createBatchActions({
    ...fake.studio,
    readBatchList: () => Promise.reject(new Error('broken')),
  });
  await failing.chooseList();
  expect(useBatch.getState()).toMatchObject({ open: before, problem: { fileName: 'guests.csv' } });
});

it('the project suggests what is said, until something was written by hand', async () => {
  useProject.setState({
    document: { ...EMPTY_PROJECT, spoken: { text: 'Hello', language: 'ja', speakerId: 'a', speed: 1 } },
  });
  await actions.prepare('en');
  expect(useBatch.getState().wishes).toMatchObject({ text: 'Hello', language: 'ja' });
  actions.write({ text: 'Own words' });
  await actions.prepare('en');
  expect(useBatch.getState().wishes.text).toBe('Own words');
});

it('a batch is started, followed, doubted and made again; a second start asks anew', async () => {
  await actions.chooseList();
  await checked();
  await actions.start();
  expect(useBatch.getState()).toMatchObject({ view: 'review', starting: false, batch: { state: 'running' } });
  fake.batch.tell(2, { state: 'done', durationSec: 3 });
  await actions.mark(2, 'redo');
  expect(useBatch.getState().batch?.rows.map(({ state, mark }) => [state, mark])).toEqual([
    ['done', 'redo'],
    ['waiting', null],
    ['refused', null],
  ]);
  await actions.control('cancel');
  await actions.control('again');
  expect(useBatch.getState().batch?.rows.map(({ state }) => state)).toEqual([
    'waiting',
    'waiting',
    'refused',
  ]);
  await actions.cancelRow(2);
  expect(useBatch.getState().batch?.rows[0].state).toBe('cancelled');
});

it('what was left from an earlier start is shown first', async () => {
  await actions.chooseList();
  await checked();
  await actions.start();
  useBatch.setState({ batch: null, view: 'prepare', wishes: FIRST_WISHES });
  await actions.prepare('en');
  expect(useBatch.getState()).toMatchObject({ view: 'review', batch: { state: 'running' } });
  await checked();
});

it('looks at a photo of a row once', async () => {
  await actions.chooseList();
  expect(await actions.lookAt(4)).toBeNull();
  await actions.lookAt(4);
  expect(fake.calls.filter((call) => call === 'openBatchPhoto')).toHaveLength(1);
  await checked();
});

it('opens at the review while something is made', async () => {
  await actions.chooseList();
  await checked();
  await actions.start();
  useBatch.setState({ view: 'prepare' });
  actions.show();
  expect([useBatch.getState().view, useView.getState().dialog]).toEqual(['review', 'batch']);
  useView.getState().open(null);
});
