import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RENDER_DEFAULTS, type RenderReport, type RenderRequest } from '../../../shared/contract/render.ts';
import { problemSentence } from '../../../shared/batch/problems.ts';
import { fileNameFor, fillIn, type BatchRow } from '../../../shared/batch/rows.ts';
import { cancelledError, inputError } from '../../../shared/errors.ts';
import type { SpokenFile } from '../speakText.ts';
import { keyOfVideo, makeVideo } from './makeVideo.ts';
import { planBatch, type BatchDefaults, type PlannedVideo } from './planBatch.ts';
import type { RowResult } from './account.ts';
import { readRows } from './readRows.ts';
import { runBatch, type BatchTools } from './runBatch.ts';

describe('a list', () => {
  it.each([
    ['commas', 'name,text\nAnna,"Hello, Anna"\n'],
    ['semicolons', 'name;text\nAnna;"Hello, Anna"\n'],
    ['tabs, a mark at the start, Windows line ends', '\ufeffName\tTEXT\r\nAnna\tHello, Anna\r\n\r\n'],
  ])('with %s is read', (_how, text) => {
    expect(readRows(text, 'guests.csv')).toEqual([
      {
        line: 2,
        cells: { name: 'Anna', text: 'Hello, Anna' },
        roles: { name: 'Anna', text: 'Hello, Anna' },
      },
    ]);
  });

  it.each([
    ['batch-empty', 'name,text\n'],
    ['batch-no-name', 'who,text\nAnna,Hi\n'],
    ['batch-no-name', 'name,name\nAnna,Hi\n'],
    ['batch-csv', 'name,text\nAnna\n'],
    ['batch-csv', 'name,text\nAnna,"open\n'],
  ])('is refused by name: %s', (code, text) => {
    expect(() => readRows(text, 'guests.csv')).toThrow(
      expect.objectContaining({ code, kind: 'input' }) as Error,
    );
  });

  it('fills its columns into texts', () => {
    const row: BatchRow = { line: 2, cells: { 名前: '花子', age: '30' }, roles: { name: '花子' } };
    expect(fillIn('{Name}さん、{ age }歳！ {wish}', row)).toEqual({
      text: '花子さん、30歳！ {wish}',
      unknown: ['wish'],
    });
    expect(fillIn('{名前}, {guest}, {row}, {constructor}', row)).toEqual({
      text: '花子, 花子, 2, {constructor}',
      unknown: ['constructor'],
    });
  });

  it('gives names that every file system takes', () => {
    expect(fileNameFor('Anna & "Ben": a/b?')).toBe('Anna & Ben a b');
    expect(fileNameFor('花子 🎉')).toBe('花子 🎉');
    expect(fileNameFor('CON')).toBe('video CON');
    expect(fileNameFor('...')).toBe('video');
    expect(fileNameFor('x'.repeat(300))).toHaveLength(80);
  });
});

const request: RenderRequest = { ...RENDER_DEFAULTS, photoPath: '/all.jpg', voicePath: '', outPath: '' };
const DEFAULTS: BatchDefaults = {
  request,
  text: 'Thank you, {name}!',
  language: 'en',
  speaker: null,
  captions: true,
};
const FOLDERS = { list: '/lists', out: '/videos' };

it('a plan takes from each row what it has, and from the defaults the rest', () => {
  const rows = readRows(
    'name,text,voice,photo,preset,background,lang\nAnna,,,,,,\nBen,Hello,,ben.jpg,calm,#112233,de\nCleo,,cleo.wav,,,garden.png,\n',
    'x.csv',
  );
  const { videos, refused } = planBatch(rows, DEFAULTS, FOLDERS);
  expect(refused).toEqual([]);
  expect(
    videos.map(({ request: { outPath, photoPath, preset, background }, spoken }) => [
      outPath,
      photoPath,
      preset,
      background.kind,
      spoken?.text ?? null,
      spoken?.language ?? null,
    ]),
  ).toEqual([
    [path.join('/videos', 'Anna.mp4'), '/all.jpg', null, 'none', 'Thank you, Anna!', 'en'],
    [path.join('/videos', 'Ben.mp4'), path.resolve('/lists/ben.jpg'), 'calm', 'color', 'Hello', 'de'],
    [path.join('/videos', 'Cleo.mp4'), '/all.jpg', null, 'picture', null, null],
  ]);
  expect(videos[2].request.voicePath).toBe(path.resolve('/lists/cleo.wav'));
});

it('a plan tells what cannot be made and keeps the rest', () => {
  const rows = readRows(
    'name,text,voice\n,Hi,\nAnna,Hi {wish},\nBen,Hi,ben.wav\nCleo,Hi,\ncleo,Hi,\n',
    'x.csv',
  );
  const { videos, refused } = planBatch(
    rows,
    { ...DEFAULTS, request: { ...request, photoPath: '/p.jpg' } },
    FOLDERS,
  );
  expect(videos.map(({ name }) => name)).toEqual(['Cleo']);
  expect(refused.map(({ line, problems }) => [line, problemSentence(problems[0])])).toEqual([
    [2, 'It has no name.'],
    [3, 'The text asks for {wish}, and the list has no such column.'],
    [4, 'It has a text and a voice; give one of them.'],
    [6, 'Its video would have the name of that of line 5.'],
  ]);
});

it('a row has one key, whatever of its defaults is written down', async () => {
  const bare: Partial<RenderRequest> = { ...request };
  delete bare.preset;
  delete bare.titles;
  const video = {
    ...{ line: 2, name: 'Anna', spoken: null, captions: false },
    request: { ...bare, voicePath: '/v.wav', outPath: '/o.mp4' },
  } as unknown as PlannedVideo;
  const full = { ...video, line: 9, request: { ...request, voicePath: '/v.wav', outPath: '/o.mp4' } };
  expect(await keyOfVideo(video)).toBe(await keyOfVideo(full));
  expect(await keyOfVideo({ ...full, captions: true })).not.toBe(await keyOfVideo(full));
  const told = { ...full, request: { ...full.request, provenance: { signer: null }, mark: 'ja' as const } };
  expect(await keyOfVideo(told)).not.toBe(await keyOfVideo(full));
});

describe('a batch', () => {
  let out: string;
  let rendered: string[];
  let told: RowResult[];
  beforeEach(async () => {
    out = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-batch-'));
    rendered = [];
    told = [];
  });
  afterEach(() => rm(out, { recursive: true, force: true }));

  const spoken = {
    path: '/spoken.wav',
    voice: { id: 'espeak:en', name: 'English', licence: 'GPL', credit: null, language: 'en' },
    sentences: [{ text: 'Hi.', startSec: 0, endSec: 1 }],
  } as unknown as SpokenFile;
  const tools = (render: (wish: RenderRequest) => Promise<void>, jobs = 1): BatchTools => ({
    signal: new AbortController().signal,
    jobs,
    make: (video) =>
      makeVideo(video, {
        async render(wish) {
          await render(wish);
          rendered.push(path.basename(wish.outPath));
          await writeFile(wish.outPath, 'video');
          return {
            out: wish.outPath,
            durationSec: 1,
            confidence: 0.93,
            warnings: [],
            fallbacks: [],
            segments: { total: 4, known: 1 },
          } as unknown as RenderReport;
        },
        speak: () => Promise.resolve(spoken),
      }),
    onRow: (row) => told.push(row),
  });
  const plan = (text = 'Hi {name}'): ReturnType<typeof planBatch> =>
    planBatch(readRows('name\nAnna\nBen\nCleo\n\n', 'x.csv'), { ...DEFAULTS, text }, { list: out, out });
  const fine = (): Promise<void> => Promise.resolve();

  it('makes as many at once as it is told, and keeps one account of all', async () => {
    let now = 0;
    let most = 0;
    const report = await runBatch(
      plan(),
      out,
      tools(async () => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 20));
        now -= 1;
      }, 2),
    );
    expect(most).toBe(2);
    expect(report.rows.map(({ name, state }) => [name, state])).toEqual([
      ['Anna', 'done'],
      ['Ben', 'done'],
      ['Cleo', 'done'],
    ]);
    expect(told).toHaveLength(3);
    expect(JSON.parse(await readFile(path.join(out, 'batch.json'), 'utf8'))).toEqual(report);
  });

  it('goes on after a failure, says so, and makes only what is missing the next time', async () => {
    const first = await runBatch(
      plan(),
      out,
      tools((wish) =>
        wish.outPath.endsWith('Ben.mp4')
          ? Promise.reject(inputError('photo-no-face', 'No face.', 'Use another photo.'))
          : fine(),
      ),
    );
    expect(first.rows.map(({ state }) => state)).toEqual(['done', 'failed', 'done']);
    expect(first.rows[1].problems).toEqual(['No face.', 'Use another photo.']);
    expect(JSON.parse(await readFile(path.join(out, 'batch.json'), 'utf8'))).toEqual(first);
    const sheet = await readFile(path.join(out, 'review.html'), 'utf8');
    expect(sheet).toContain('2 of 3 videos');
    expect(sheet).toContain('No face.');

    rendered = [];
    const second = await runBatch(plan(), out, tools(fine));
    expect(rendered).toEqual(['Ben.mp4']);
    expect(second.rows.every(({ state }) => state === 'done')).toBe(true);

    rendered = [];
    await rm(path.join(out, 'Cleo.mp4'));
    await runBatch(plan(), out, tools(fine));
    expect(rendered).toEqual(['Cleo.mp4']);

    rendered = [];
    await runBatch(plan('Hello {name}'), out, tools(fine));
    expect(rendered).toEqual(['Anna.mp4', 'Ben.mp4', 'Cleo.mp4']);
  });

  it('stops when cancelled, keeps its account, and goes on from there', async () => {
    const stopped = runBatch(
      plan(),
      out,
      tools((wish) => (wish.outPath.endsWith('Ben.mp4') ? Promise.reject(cancelledError()) : fine())),
    );
    await expect(stopped).rejects.toMatchObject({ kind: 'cancelled' });
    expect(told.map(({ name }) => name)).toEqual(['Anna']);
    rendered = [];
    await runBatch(plan(), out, tools(fine));
    expect(rendered).toEqual(['Ben.mp4', 'Cleo.mp4']);
  });

  it('writes no markup of a guest into its sheet', async () => {
    const rows = readRows('name\n<script>alert(1)</script>\n', 'x.csv');
    await runBatch(planBatch(rows, DEFAULTS, { list: out, out }), out, tools(fine));
    expect(await readFile(path.join(out, 'review.html'), 'utf8')).not.toContain('<script>');
  });
});
