import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RENDER_DEFAULTS } from '../../../shared/contract/render.ts';
import { findFfmpeg } from '../ffmpeg/locate.ts';
import { checkPlan, type CheckedFiles } from './checkPlan.ts';
import { planBatch } from './planBatch.ts';
import { readRows } from './readRows.ts';

const SAMPLE = path.resolve(import.meta.dirname, '../../../resources/sample');
const [photoPath, voicePath] = [path.join(SAMPLE, 'photo.jpg'), path.join(SAMPLE, 'voice.wav')];
let folder = '';
let ffmpegPath = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-check-'));
  ({ path: ffmpegPath } = await findFfmpeg());
  await writeFile(path.join(folder, 'broken.jpg'), 'no picture');
  await writeFile(path.join(folder, 'mute.wav'), 'no sound');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('names the row and the column of every file that cannot be used, and looks at each file once', async () => {
  const list = [
    'name,photo,voice,background,preset',
    'Anna,,,,',
    'Ben,broken.jpg,,,',
    'Cleo,,gone.wav,,',
    'Dora,,mute.wav,sky.png,',
    'Ed,,,,no-such-preset',
    'Fay,broken.jpg,,,',
  ].join('\n');
  const request = { ...RENDER_DEFAULTS, photoPath, voicePath, outPath: '' };
  const plan = planBatch(
    readRows(list, 'x.csv'),
    { request, text: '', language: 'en', speaker: null, captions: false },
    { list: folder, out: folder },
  );
  const progress: string[] = [];
  const known: CheckedFiles = new Map();
  const check = (signal = new AbortController().signal): ReturnType<typeof checkPlan> =>
    checkPlan(plan, { signal, ffmpegPath }, [], known, (done, total) => progress.push(`${done}/${total}`));
  const { videos, refused } = await check();
  expect(videos.map(({ name }) => name)).toEqual(['Anna']);
  expect(
    refused.map(({ line, problems }) => [
      line,
      ...problems.map(({ column, error, code }) => `${column ?? ''} ${error?.code ?? code}`),
    ]),
  ).toEqual([
    [3, 'photo photo-unsupported'],
    [4, 'voice voice-not-found'],
    [5, 'voice voice-not-audio', 'background photo-not-found'],
    [6, 'preset preset-unknown'],
    [7, 'photo photo-unsupported'],
  ]);
  // Two photos, three voices, one background.
  expect(progress.at(-1)).toBe('6/6');

  // Nothing has changed: nothing is opened, not even with an ffmpeg that is not there.
  const again = await checkPlan(plan, { signal: AbortSignal.abort(), ffmpegPath: '/nowhere' }, [], known);
  expect(again.refused.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7]);
  // A file that comes or changes is looked at.
  await writeFile(path.join(folder, 'broken.jpg'), '');
  expect((await check()).refused[0].problems[0].error?.code).toBe('photo-empty');
});
