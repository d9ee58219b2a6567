import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { batchSchema, type Batch, type BatchOrder } from '../../../shared/contract/batch.ts';
import { RENDER_DEFAULTS } from '../../../shared/contract/render.ts';
import { cancelledError } from '../../../shared/errors.ts';
import { MediaLibrary } from '../../app/mediaLibrary.ts';
import { createBatchTasks } from '../../host/batchTasks.ts';
import type { EngineClient } from '../../host/engineClient.ts';
import type { PlannedVideo, RowResult } from '../../host/messages.ts';
import { createBatchDesk, type BatchDesk, type BatchEnd } from './batch.ts';

const asked = vi.hoisted(() => ({ folder: '', save: '', shown: [] as string[] }));
vi.mock('electron', () => ({
  app: { getPath: () => asked.folder },
  shell: { showItemInFolder: (file: string) => asked.shown.push(file) },
  dialog: {
    showOpenDialog: () =>
      Promise.resolve({ canceled: false, filePaths: [path.join(asked.folder, 'videos')] }),
    showSaveDialog: () => Promise.resolve({ canceled: false, filePath: asked.save }),
  },
}));

const SIGNER = { certPath: '/home/signing/certificate.pem', keyPath: '/home/signing/key.pem' };
const SAMPLE = path.resolve(import.meta.dirname, '../../../resources/sample');
let folder = '';
let library: MediaLibrary;
let order: BatchOrder;
/** Videos that are being made; a test ends them. */
let works: { readonly video: PlannedVideo; readonly finish: () => Promise<void> }[] = [];

beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'kotohogi-desk-')));
  Object.assign(asked, { folder, save: path.join(folder, 'saved'), shown: [] });
  library = new MediaLibrary();
  works = [];
  await writeFile(
    path.join(folder, 'guests.csv'),
    'name,text,photo\nAnna,,\nBen,Hi {name},\nCleo,,gone.jpg\n',
  );
  const list = await library.grantFile(path.join(folder, 'guests.csv'), 'list');
  const photo = await library.grantFile(path.join(SAMPLE, 'photo.jpg'), 'photo');
  const { size, fps, faceIndex, personIndex, mouthStrength, blink, idleMotion, seed, lipsync } =
    RENDER_DEFAULTS;
  const { crop, mouthSharpness, matteTouchUp, placement, titles, prosody, captions } = RENDER_DEFAULTS;
  const { encoding, background, music } = RENDER_DEFAULTS;
  order = {
    list: list.token,
    mapping: { name: 0, text: 1, photo: 2 },
    template: {
      ...{ size, fps, faceIndex, personIndex, mouthStrength, blink, idleMotion, seed, lipsync, crop },
      ...{ mouthSharpness, matteTouchUp, placement, titles, prosody, captions, encoding, background },
      ...{ music, photo: photo.token, voice: null, mark: null, tellsOrigin: true },
    },
    ...{ text: 'Dear {name}', language: 'en', speaker: null, speed: 1, captions: true, naming: '{name}' },
  };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const resultOf = (video: PlannedVideo, key: string): RowResult => ({
  ...{ line: video.line, name: video.name, state: 'done', out: video.request.outPath, key },
  ...{ text: video.spoken?.text ?? null, durationSec: 1, confidence: null, warnings: [], problems: [] },
  ...{ error: null, parts: { total: 1, known: 0 }, mark: null },
});

/** The engine's own care of lists; only the making of videos is led by the test. */
function open(): { readonly desk: BatchDesk; readonly news: Batch[]; readonly ends: BatchEnd[] } {
  const task = createBatchTasks(folder, { run: () => Promise.reject(new Error('No render here.')) } as never);
  const engine = {
    run(name: string, input: unknown, { signal = new AbortController().signal } = {}) {
      if (name !== 'makeRow')
        return task({ name, input } as never, { signal, ffmpegPath: '' } as never, () => undefined);
      const { video, key } = input as { readonly video: PlannedVideo; readonly key: string };
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(cancelledError()));
        works.push({
          video,
          async finish() {
            await writeFile(video.request.outPath, 'video');
            resolve(resultOf(video, key));
          },
        });
      });
    },
  } as unknown as EngineClient;
  const news: Batch[] = [];
  const ends: BatchEnd[] = [];
  const desk = createBatchDesk({
    library,
    renderEngine: engine,
    engine,
    settings: {
      current: { inference: { device: 'auto' }, models: { person: 'auto', matte: 'auto', lipsync: 'auto' } },
    } as never,
    text: { words: { batch: {}, dialogs: { tables: 'Tables' } } } as never,
    window: () => null,
    signer: () => Promise.resolve(SIGNER),
    tell: (batch) => news.push(batchSchema.parse(batch)),
    onEnd: (end) => ends.push(end),
    tellChecking: () => undefined,
  });
  return { desk, news, ends };
}

it('reads a list, tells what is wrong by row and column without a folder, and makes the rest', async () => {
  const { desk, news, ends } = open();
  const { handlers } = desk;
  const list = await handlers.readBatchList({ list: order.list });
  expect(list).toMatchObject({
    headings: ['name', 'text', 'photo'],
    rows: [{ line: 2 }, { line: 3 }, { line: 4 }],
  });
  const check = await handlers.checkBatch(order);
  expect(check).toMatchObject({
    ready: 2,
    problems: [
      { line: 4, problems: [{ column: 'photo', value: 'gone.jpg', error: { code: 'photo-not-found' } }] },
    ],
  });
  expect(JSON.stringify(check)).not.toContain(folder);
  await expect(handlers.openBatchPhoto({ list: order.list, line: 4, column: 2 })).rejects.toMatchObject({
    code: 'file-not-found',
  });

  await handlers.chooseBatchFolder(null);
  const batch = await handlers.startBatch({ order, atOnce: 2 });
  expect(batch.rows.map(({ state, text, videoName }) => [state, text, videoName])).toEqual([
    ['waiting', 'Dear Anna', 'Anna.mp4'],
    ['waiting', 'Hi Ben', 'Ben.mp4'],
    ['refused', null, null],
  ]);
  expect(desk.busy()).toBe(true);
  await expect(handlers.startBatch({ order, atOnce: 1 })).rejects.toMatchObject({ code: 'batch-busy' });
  expect(works.map(({ video }) => video.request.provenance)).toEqual([
    { signer: SIGNER },
    { signer: SIGNER },
  ]);
  for (const work of works) await work.finish();
  await vi.waitFor(() => expect(news.at(-1)?.state).toBe('ended'));
  expect(ends).toMatchObject([{ made: 2, total: 3 }]);
  expect(
    news.at(-1)?.rows.map(({ state, outUrl }) => [state, outUrl?.startsWith('media://') ?? false]),
  ).toEqual([
    ['done', true],
    ['done', true],
  ]);
  await handlers.revealBatch({ line: 2 });
  await handlers.revealBatch({ line: null });
  expect(asked.shown).toEqual([
    path.join(folder, 'videos/Anna.mp4'),
    path.join(folder, 'videos/review.html'),
  ]);
  await expect(handlers.revealBatch({ line: 4 })).rejects.toMatchObject({ code: 'result-gone' });

  expect(await handlers.saveBatchTable({ text: 'a,b\r\n' })).toBe('saved.csv');
  expect(await readFile(path.join(folder, 'saved.csv'), 'utf8')).toBe('\ufeffa,b\r\n');
});

it('the program ends in the middle: the next start has what is done, and goes on with the rest', async () => {
  const first = open();
  await first.desk.handlers.readBatchList({ list: order.list });
  await first.desk.handlers.startBatch({ order, atOnce: 1 });
  await works[0].finish();
  await vi.waitFor(() => expect(works).toHaveLength(2));
  await first.desk.drain();

  const second = open();
  const left = await second.desk.handlers.getBatch(null);
  expect(left).toMatchObject({
    state: 'interrupted',
    rows: [{ state: 'done', wasThere: true }, { state: 'waiting' }, { state: 'refused' }],
  });
  expect(second.desk.busy()).toBe(false);
  await second.desk.handlers.markBatchRow({ line: 2, mark: 'redo' });
  await second.desk.handlers.controlBatch({ action: 'continue' });
  expect(works.map(({ video }) => video.name)).toEqual(['Anna', 'Ben', 'Ben']);
  await works[2].finish();
  await vi.waitFor(() => expect(second.news.at(-1)?.state).toBe('ended'));
  await second.desk.handlers.controlBatch({ action: 'again' });
  expect(works.at(-1)?.video.name).toBe('Anna');
  await second.desk.handlers.controlBatch({ action: 'cancel' });
  await vi.waitFor(() => expect(second.desk.busy()).toBe(false));
});

it('knows of no batch where there was none', async () => {
  const { desk } = open();
  expect(await desk.handlers.getBatch(null)).toBeNull();
  expect(() => desk.handlers.controlBatch({ action: 'pause' })).toThrow(
    expect.objectContaining({ code: 'batch-none' }) as Error,
  );
  await desk.drain();
});
