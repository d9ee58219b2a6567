import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CatalogueEntry } from '../../../shared/contract/models.ts';
import { createModelStore } from '../runtime/modelStore.ts';
import { STYLE_ROWS, STYLE_VALUES } from '../runtime/voiceFiles/kokoroVoice.ts';
import { createModelLibrary } from './library.ts';
import { RIGHT_NETWORKS, writeNetwork } from './testNetworks.ts';
import { startTestServer, testFile, type TestServer } from './testServer.ts';
import type { InstallRun, ModelLibrary } from './types.ts';

const CONFIG = JSON.stringify({
  audio: { sample_rate: 22_050 },
  espeak: { voice: 'fa' },
  phoneme_id_map: { '^': [1], $: [2], _: [0], a: [3] },
  language: { code: 'fa_IR' },
});
const CARD = '# Model card for amir (medium)\n\n* Language: fa_IR\n* License: CC0 (public domain)\n';
const run: InstallRun = { signal: new AbortController().signal, onProgress: () => undefined };

const entry = (change: Partial<CatalogueEntry>): CatalogueEntry => ({
  id: 'piper-own',
  role: 'voice',
  family: 'piper',
  name: 'Piper voices',
  summary: { en: 'Speaks.', ja: '話します。' },
  maker: 'Somebody',
  year: 2023,
  licence: 'see MODEL_CARD',
  licenceUrl: 'https://example.org/licence',
  use: 'unstated',
  notice: { en: 'Terms differ.', ja: '条件は声ごとに違います。' },
  urls: [],
  fileName: 'voice.onnx',
  bytes: null,
  sha256: null,
  crc32Url: null,
  rank: 1,
  companions: [
    { part: 'config', url: null, required: true },
    { part: 'card', url: null, required: false },
  ],
  many: true,
  ...change,
});

let folder = '';
let home = '';
let modelsFolder = '';
let server: TestServer;
let library: ModelLibrary;
let network: Uint8Array;

async function offer(...entries: CatalogueEntry[]): Promise<void> {
  await writeFile(path.join(modelsFolder, 'catalogue.json'), JSON.stringify({ schemaVersion: 1, entries }));
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'voice-models-'));
  home = path.join(folder, 'home');
  modelsFolder = path.join(folder, 'models');
  await mkdir(modelsFolder);
  await writeFile(path.join(modelsFolder, 'manifest.json'), JSON.stringify({ schemaVersion: 1, models: [] }));
  network = await writeNetwork(RIGHT_NETWORKS.piper);
  await offer(entry({}));
  server = await startTestServer();
  library = createModelLibrary({
    home,
    modelsFolder,
    patience: { stallMs: 10_000, attempts: 1, backOffMs: 5 },
  });
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** A voice as a person has it on the disk. */
async function voiceFile(
  name: string,
  config: string | null = CONFIG,
  card: string | null = CARD,
): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, network);
  if (config !== null) await writeFile(`${file}.json`, config);
  if (card !== null) await writeFile(path.join(folder, 'MODEL_CARD'), card);
  return file;
}

describe('voices of one’s own', () => {
  it('become models of their own, as many as there are, with the licence of their cards', async () => {
    const amir = await library.import('piper-own', await voiceFile('fa_IR-amir-medium.onnx'), true, run);
    expect(amir).toMatchObject({
      id: 'piper-fa-ir-amir-medium',
      name: 'fa_IR-amir-medium',
      state: 'installed',
      licence: 'CC0 (public domain)',
      pinnedHere: true,
      inUse: false,
    });
    await rm(path.join(folder, 'MODEL_CARD'));
    const other = await library.import('piper-own', await voiceFile('Mine!.onnx', CONFIG, null), true, run);
    expect(other).toMatchObject({ id: 'piper-mine', name: 'Mine!', licence: 'see MODEL_CARD' });
    expect((await library.list()).map(({ id, state }) => [id, state])).toEqual([
      ['piper-own', 'available'],
      ['piper-fa-ir-amir-medium', 'installed'],
      ['piper-mine', 'installed'],
    ]);
    const cards = await createModelStore(modelsFolder, { home }).cards();
    expect(cards.map(({ id, companions }) => [id, Object.keys(companions ?? {})])).toEqual([
      ['piper-fa-ir-amir-medium', ['config', 'card']],
      ['piper-mine', ['config']],
    ]);
    expect(await readFile(cards[0]?.companions?.config ?? '', 'utf8')).toBe(CONFIG);

    expect(await library.verify('piper-mine', run)).toMatchObject({ state: 'installed' });
    expect(await library.remove('piper-mine')).toMatchObject({ id: 'piper-mine', state: 'available' });
    expect((await library.list()).map(({ id }) => id)).toEqual(['piper-own', 'piper-fa-ir-amir-medium']);
  });

  it('are refused without their settings, or with wrong ones, in a sentence that names the file', async () => {
    const bring = async (config: string | null): Promise<unknown> =>
      library
        .import('piper-own', await voiceFile('v.onnx', config), true, run)
        .catch((thrown: unknown) => thrown);
    expect(await bring(null)).toMatchObject({
      code: 'voice-config-missing',
      message: expect.stringContaining('v.onnx.json') as string,
    });
    const wrong: [config: object, found: string][] = [
      [{ phoneme_id_map: {} }, 'audio'],
      [
        { audio: { sample_rate: 22_050 }, phoneme_id_map: { _: [0], $: [2] }, espeak: { voice: 'fa' } },
        '"^"',
      ],
      [{ audio: { sample_rate: 22_050 }, phoneme_id_map: { _: [0], '^': [1], $: [2] } }, 'espeak-ng voice'],
      [
        {
          audio: { sample_rate: 22_050 },
          phoneme_type: 'pinyin',
          phoneme_id_map: { _: [0], '^': [1], $: [2] },
        },
        '"pinyin"',
      ],
      [
        { audio: { sample_rate: 22_050 }, espeak: { voice: '--evil x' }, phoneme_id_map: { _: [0] } },
        'espeak.voice',
      ],
    ];
    for (const [config, found] of wrong)
      expect(await bring(JSON.stringify(config))).toMatchObject({
        code: 'voice-config',
        message: expect.stringContaining(found) as string,
      });
    expect(await bring('<html>')).toMatchObject({ code: 'voice-config' });
    network = await writeNetwork(RIGHT_NETWORKS.kokoro);
    expect(await bring(CONFIG)).toMatchObject({ code: 'model-contract' });
    expect((await library.list()).map(({ state }) => state)).toEqual(['available']);
  });

  it('go out of use when their settings are changed behind the back', async () => {
    const { id } = await library.import('piper-own', await voiceFile('v.onnx'), true, run);
    const store = createModelStore(modelsFolder, { home });
    await store.file(id);
    const [card] = await store.cards();
    await appendFile(card?.companions?.config ?? '', ' ');
    await expect(store.file(id)).rejects.toMatchObject({ code: 'model-damaged', kind: 'missing' });
    expect((await library.list()).at(-1)).toMatchObject({ id, state: 'damaged' });
    await library.import(id, await voiceFile('v.onnx'), true, run);
    expect((await library.list()).at(-1)).toMatchObject({ id, state: 'installed' });
  });
});

it('downloads a voice with its settings and its card', async () => {
  server.files.set('/v.onnx', testFile(network));
  server.files.set('/v.onnx.json', testFile(Buffer.from(CONFIG)));
  const listed = entry({
    id: 'piper-fa',
    many: undefined,
    urls: [`${server.origin}/v.onnx`],
    companions: [
      { part: 'config', url: `${server.origin}/v.onnx.json`, required: true },
      { part: 'card', url: `${server.origin}/MODEL_CARD`, required: false },
    ],
  });
  await offer(listed);
  expect(await library.install('piper-fa', true, run)).toMatchObject({
    state: 'installed',
    licence: 'see MODEL_CARD',
  });
  await library.remove('piper-fa');

  server.files.set('/MODEL_CARD', testFile(Buffer.from(CARD)));
  expect(await library.install('piper-fa', true, run)).toMatchObject({ licence: 'CC0 (public domain)' });
  await library.remove('piper-fa');

  server.files.delete('/v.onnx.json');
  await expect(library.install('piper-fa', true, run)).rejects.toMatchObject({
    code: 'voice-config-missing',
  });
  // The network is kept for the next try.
  expect(await library.list()).toMatchObject([{ state: 'partial', partialBytes: network.length }]);
});

describe('a voice of Kokoro', () => {
  const styles = (change: (values: Float32Array) => void = () => undefined): Buffer => {
    const values = new Float32Array(STYLE_ROWS * STYLE_VALUES).fill(0.25);
    change(values);
    return Buffer.from(values.buffer);
  };
  const bring = async (bytes: Buffer): Promise<unknown> => {
    await offer(entry({ id: 'kokoro-voice-own', family: 'kokoro-voice', companions: [], fileName: 'v.bin' }));
    const file = path.join(folder, 'jf_nezumi.bin');
    await writeFile(file, bytes);
    return library.import('kokoro-voice-own', file, true, run).catch((thrown: unknown) => thrown);
  };

  it('is 510 rows of 256 numbers', async () => {
    expect(await bring(styles())).toMatchObject({
      id: 'kokoro-voice-jf-nezumi',
      name: 'jf_nezumi',
      state: 'installed',
    });
    await expect(
      createModelStore(modelsFolder, { home }).file('kokoro-voice-jf-nezumi'),
    ).resolves.toMatchObject({
      path: expect.stringMatching(/\.bin$/) as string,
    });
  });

  it.each<[what: string, bytes: Buffer, found: RegExp]>([
    ['cut off', styles().subarray(4), /522236 bytes instead of 522240/],
    ['of other numbers', styles((values) => values.fill(NaN, 300, 301)), /NaN in row 1/],
    ['empty inside', styles((values) => values.fill(0)), /nothing but zeros/],
  ])('is refused when it is %s', async (_what, bytes, found) => {
    expect(await bring(bytes)).toMatchObject({
      code: 'model-contract',
      message: expect.stringMatching(found) as string,
    });
  });
});
