import { beforeEach, expect, it } from 'vitest';
import { inputError } from '../../shared/errors.ts';
import { createFakeStudio, type FakeStudio } from '../api/fakeStudio.ts';
import { useDiagnostics } from '../stores/diagnostics.ts';
import { useView } from '../stores/view.ts';
import { createDiagnosticsActions, type DiagnosticsActions } from './diagnostics.ts';

let fake: FakeStudio;
let actions: DiagnosticsActions;
beforeEach(() => {
  fake = createFakeStudio();
  actions = createDiagnosticsActions(fake.studio);
  useView.setState({ dialog: null });
});

const state = () => useDiagnostics.getState().state;

it('collects, shows the first file, and saves what is not left out', async () => {
  const collecting = actions.collect(null);
  expect([useView.getState().dialog, state().kind]).toEqual(['diagnostics', 'collecting']);
  await collecting;
  expect(state()).toMatchObject({ kind: 'collected', shown: 'README.txt', savedAs: null });
  actions.toggle('doctor.json');
  actions.toggle('log.jsonl');
  actions.toggle('log.jsonl');
  actions.show('log.jsonl');
  await actions.save();
  expect(fake.calls).toContain('saveDiagnostics README.txt,log.jsonl');
  expect(state()).toMatchObject({ shown: 'log.jsonl' });
  await actions.reveal();
  expect(fake.calls.at(-1)).toBe('revealDiagnostics');
});

it('says what went wrong where nothing can be collected', async () => {
  actions = createDiagnosticsActions({
    ...fake.studio,
    collectDiagnostics: () => Promise.reject(inputError('job-unknown', 'It is gone.', 'Start again.')),
  });
  await actions.collect(null);
  expect(state()).toMatchObject({ kind: 'failed', error: { code: 'job-unknown' } });
  // Nothing was collected: nothing can be saved.
  await actions.save();
  expect(fake.calls).toEqual([]);
});
