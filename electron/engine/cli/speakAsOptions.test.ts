import { expect, it } from 'vitest';
import { RENDER_DEFAULTS } from '../../../shared/contract/render.ts';
import { withSpeakAs } from './speakAsOptions.ts';
import { recordingTerminal } from './testTerminal.ts';

const request = { ...RENDER_DEFAULTS, photoPath: 'p.jpg', voicePath: 'v.wav', outPath: 'o.mp4' };
const asked = (values: Readonly<Record<string, string>>) =>
  withSpeakAs(request, values, {
    terminal: recordingTerminal().terminal,
    signal: new AbortController().signal,
    words: [],
  });

it('changes nothing where nothing is asked for', async () => {
  expect(await asked({})).toBe(request);
});

it('takes consent for a voice that was converted before', async () => {
  const { consents } = await asked({ 'consent-from': 'Hanako', consent: 'Said yes.' });
  expect(consents).toMatchObject([{ name: 'Hanako', note: 'Said yes.', uses: ['voice'], way: 'other' }]);
});

it.each([
  { 'speak-as': 's.wav' },
  { 'speak-as': 's.wav', 'consent-from': 'Hanako' },
  { 'speak-as': 's.wav', consent: 'Yes.' },
  { 'consent-from': 'Hanako', consent: '  ' },
])('is a mistake without a person and their consent: %o', async (values) => {
  await expect(asked(values)).rejects.toMatchObject({ kind: 'usage', code: 'option-missing' });
});
