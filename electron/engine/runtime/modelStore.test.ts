import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ONNX_FAMILIES,
  type CatalogueEntry,
  type ModelCard,
  type OnnxFamily,
} from '../../../shared/contract/models.ts';
import { KotohogiError } from '../../../shared/errors.ts';
import { createModelLibrary } from '../models/library.ts';
import { RIGHT_NETWORKS, WRONG_TENSORS, writeNetwork } from '../models/testNetworks.ts';
import { fakeSession } from './fakeModels.ts';
import { createModelStore, recordingStore, type ModelFile, type ModelStore } from './modelStore.ts';
import { seededRandom } from './random.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const QUIET = { signal: new AbortController().signal, onProgress: () => undefined };
/** On a busy machine. */
const SLOW_MS = 180_000;

let folder = '';
let home = '';
let modelsFolder = '';
/** What was loaded, in order. */
let loaded: ModelFile[] = [];
const right = new Map<OnnxFamily, Uint8Array>();
const bytesOf = (family: OnnxFamily): Uint8Array => right.get(family) ?? new Uint8Array();

beforeAll(async () => {
  for (const family of ONNX_FAMILIES) right.set(family, await writeNetwork(RIGHT_NETWORKS[family]));
});

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'model-store-'));
  home = path.join(folder, 'home');
  modelsFolder = path.join(folder, 'models');
  await mkdir(modelsFolder);
  loaded = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const card = (family: OnnxFamily, bytes: Uint8Array): ModelCard => ({
  id: `embedded-${family}`,
  role: 'person',
  family,
  file: `${family}.onnx`,
  bytes: bytes.length,
  sha256: sha256(bytes),
  maker: 'Somebody',
  year: 2024,
  licence: 'MIT',
  source: 'a test',
  inputs: {},
  outputs: {},
});

const entry = (id: string, family: OnnxFamily, rank: number, bytes: Uint8Array | null): CatalogueEntry => ({
  id,
  role: 'person',
  family,
  name: id,
  summary: { en: 'A test.', ja: 'テストです。' },
  maker: 'Somebody',
  year: 2024,
  licence: 'MIT',
  licenceUrl: '',
  use: 'free',
  notice: null,
  urls: [],
  fileName: `${id}.onnx`,
  bytes: bytes && bytes.length,
  sha256: bytes && sha256(bytes),
  crc32Url: null,
  rank,
});

async function offer(cards: readonly ModelCard[], entries: readonly CatalogueEntry[]): Promise<void> {
  const write = (name: string, value: object): Promise<void> =>
    writeFile(path.join(modelsFolder, name), JSON.stringify({ schemaVersion: 1, ...value }));
  await write('manifest.json', { models: cards });
  await write('catalogue.json', { entries });
}

const openStore = (): ModelStore =>
  createModelStore(modelsFolder, {
    home,
    openSession: (file) => {
      loaded.push(file);
      return Promise.resolve(fakeSession({ run: () => ({}) }));
    },
  });

/** Imports bytes under an id. */
async function install(id: string, bytes: Uint8Array): Promise<void> {
  const file = path.join(folder, 'bring.onnx');
  await writeFile(file, bytes);
  await createModelLibrary({ home, modelsFolder }).import(id, file, false, QUIET);
}

async function installedFile(id: string): Promise<string> {
  const files = path.join(home, 'models', 'files');
  const name = (await readdir(files)).find((each) => each.startsWith(`${id}-`));
  return path.join(files, name ?? 'none');
}

/** The error of an attempt; fails when there is none, or when it is not meant for people. */
async function refusal(attempt: Promise<unknown>): Promise<KotohogiError> {
  const outcome = await attempt.catch((thrown: unknown) => thrown);
  if (outcome instanceof KotohogiError) return outcome;
  throw new Error('It was not refused by name.', { cause: outcome });
}

describe('choose', () => {
  const tiny = (): Uint8Array => bytesOf('yolox');

  beforeEach(async () => {
    await offer(
      [card('nanodet', bytesOf('nanodet'))],
      [entry('small', 'yolox', 1, null), entry('great', 'ultralytics', 9, null)],
    );
    await writeFile(path.join(modelsFolder, 'nanodet.onnx'), bytesOf('nanodet'));
  });

  it('takes the best that is installed, also what is installed later', async () => {
    const store = openStore();
    expect((await store.choose('person', 'auto')).id).toBe('embedded-nanodet');
    await install('great', bytesOf('ultralytics'));
    expect((await store.choose('person', 'auto')).id).toBe('great');
    await install('small', tiny());
    expect((await store.choose('person', 'auto')).id).toBe('great');
    expect((await store.choose('person', 'small')).id).toBe('small');
    expect((await store.cards()).map(({ id }) => id).sort()).toEqual(['embedded-nanodet', 'great', 'small']);
    await createModelLibrary({ home, modelsFolder }).remove('great');
    expect((await store.choose('person', 'auto')).id).toBe('small');
  });

  it.each([
    ['damaged', async (file: string) => writeFile(file, 'PK')],
    ['missing', async (file: string) => rm(file)],
  ])('passes over one whose file is %s, and says so each time', async (_what, spoil) => {
    await install('great', bytesOf('ultralytics'));
    await install('small', tiny());
    await spoil(await installedFile('great'));
    const store = openStore();
    for (const attempt of ['found now', 'known']) {
      const told: string[] = [];
      const { id } = await store.choose('person', 'auto', (sentence) => told.push(sentence));
      expect([id, told], attempt).toEqual([
        'small',
        ['The model "great" is damaged and out of use: the next best did its work.'],
      ]);
    }
    expect((await store.choose('person', 'great')).id).toBe('great');
    expect((await refusal(store.open('great'))).code).toBe('model-damaged');
  });

  it('passes over a damaged one also where nothing can be written down', async () => {
    await install('great', bytesOf('ultralytics'));
    await writeFile(await installedFile('great'), 'PK');
    const quarantineFolder = path.join(home, 'models', 'quarantine');
    await rm(quarantineFolder, { recursive: true, force: true });
    await writeFile(quarantineFolder, 'a file in its place');
    const store = openStore();
    for (let time = 0; time < 2; time++)
      expect((await store.choose('person', 'auto')).id).toBe('embedded-nanodet');
    expect((await refusal(store.open('great'))).code).toBe('model-damaged');
  });

  it('names the damaged one when there is no other', async () => {
    await offer([], [entry('great', 'ultralytics', 9, null)]);
    await install('great', bytesOf('ultralytics'));
    await rm(await installedFile('great'));
    for (const attempt of ['found now', 'known']) {
      const { code, message } = await refusal(openStore().choose('person', 'auto'));
      expect([code, message.includes('great')], attempt).toEqual(['model-damaged', true]);
    }
  });

  it('names what is not installed, or does not play the role', async () => {
    const store = openStore();
    for (const attempt of [
      () => store.choose('person', 'small'),
      () => store.choose('person', 'nothing'),
      () => store.choose('matte', 'embedded-nanodet'),
      () => store.choose('lipsync', 'auto'),
      () => store.open('small'),
    ])
      expect(await refusal(attempt())).toMatchObject({ kind: 'missing', code: 'model-not-installed' });
  });

  it('does not need a home', async () => {
    const store = createModelStore(modelsFolder);
    expect((await store.choose('person', 'auto')).id).toBe('embedded-nanodet');
  });
});

describe('open', () => {
  beforeEach(() => offer([], [entry('own', 'yolox', 1, null)]));

  it('loads once, and again when another file was installed', async () => {
    const store = openStore();
    await install('own', bytesOf('yolox'));
    const [first, same] = await Promise.all([store.open('own'), store.open('own')]);
    expect(same).toBe(first);
    await install('own', await writeNetwork(RIGHT_NETWORKS.yolox, 5));
    const other = await store.open('own');
    expect([other === first, loaded.length]).toEqual([false, 2]);
    await store.close();
  });

  it('records what was used', async () => {
    await install('own', bytesOf('yolox'));
    const store = recordingStore(openStore());
    await store.open('own');
    await store.open('own');
    expect((await store.used()).map(({ id, sha256: hash }) => [id, hash])).toEqual([
      ['own', sha256(bytesOf('yolox'))],
    ]);
  });

  it('puts a damaged file into quarantine, then uses the next best', async () => {
    await offer([card('nanodet', bytesOf('nanodet'))], [entry('own', 'yolox', 1, null)]);
    await writeFile(path.join(modelsFolder, 'nanodet.onnx'), bytesOf('nanodet'));
    await install('own', bytesOf('yolox'));
    const store = openStore();
    const damaged = Buffer.from(bytesOf('yolox'));
    damaged[200] ^= 16;
    await writeFile(await installedFile('own'), damaged);
    expect(await refusal(store.open('own'))).toMatchObject({
      kind: 'missing',
      code: 'model-damaged',
      hint: expect.stringContaining('"kotohogi models import own --file') as unknown,
    });
    expect(await readdir(path.join(home, 'models', 'quarantine'))).toEqual(['own.damaged']);
    expect((await store.choose('person', 'auto')).id).toBe('embedded-nanodet');
    // Asked for by name it stays refused, until it is installed again.
    expect(await refusal(store.open('own'))).toMatchObject({ code: 'model-damaged' });
    await install('own', bytesOf('yolox'));
    expect((await store.open('own')).card.id).toBe('own');
  });

  it('says when an installed file is gone', async () => {
    await install('own', bytesOf('yolox'));
    await rm(await installedFile('own'));
    expect(await refusal(openStore().open('own'))).toMatchObject({ kind: 'missing', code: 'model-missing' });
  });

  it('says so, too, when it goes between the look at its bytes and the loading of them', async () => {
    await install('own', bytesOf('yolox'));
    const store = createModelStore(modelsFolder, {
      home,
      openSession: async ({ path: file }) => {
        await rm(file);
        throw new Error('the runtime has no better words');
      },
    });
    expect(await refusal(store.open('own'))).toMatchObject({ kind: 'missing', code: 'model-missing' });
    await install('own', bytesOf('yolox'));
    const failing = createModelStore(modelsFolder, {
      home,
      openSession: () => Promise.reject(new Error('out of luck')),
    });
    await expect(failing.open('own')).rejects.toThrow('out of luck');
  });

  it('hashes anew what was written since, even with its old date, and in another process', async () => {
    await install('own', bytesOf('yolox'));
    await openStore().open('own');
    const file = await installedFile('own');
    const flipped = Buffer.from(bytesOf('yolox'));
    flipped[flipped.length - 3000] ^= 2;
    const longAgo = new Date('2020-01-01');
    await writeFile(`${file}.other`, flipped);
    await rename(`${file}.other`, file);
    await utimes(file, longAgo, longAgo);
    const outcome = await refusal(openStore().open('own'));
    expect(outcome.code).toBe('model-damaged');
    expect(outcome.message).toContain(sha256(flipped));
    expect(loaded).toHaveLength(1);
  });
});

describe.each(ONNX_FAMILIES)('no wrong file of the family %s is ever loaded:', (family) => {
  const id = `embedded-${family}`;
  const stated = (): ModelCard => card(family, bytesOf(family));
  const place = (bytes: Uint8Array): Promise<void> =>
    writeFile(path.join(modelsFolder, `${family}.onnx`), bytes);

  it('the right one is', async () => {
    await offer([stated()], []);
    await place(bytesOf(family));
    await openStore().open(id);
    expect(loaded).toHaveLength(1);
  });

  it(
    'cut off, flipped, another file, no file',
    async () => {
      await offer([stated()], []);
      const random = seededRandom(family.length);
      const below = (limit: number): number => Math.floor(random() * limit);
      const whole = bytesOf(family);
      const flip = (): Uint8Array => {
        const flipped = Buffer.from(whole);
        flipped[below(whole.length)] ^= 1 << below(8);
        return flipped;
      };
      const bad = [
        ...Array.from({ length: 25 }, () => whole.subarray(0, below(whole.length))),
        ...Array.from({ length: 25 }, flip),
        Buffer.alloc(0),
        Buffer.from('PK\x03\x04archive/data.pkl'),
        Buffer.from('\x80\x04\x95pickle', 'latin1'),
        Buffer.concat([whole, Buffer.from([0])]),
        ...ONNX_FAMILIES.filter((other) => other !== family).map(bytesOf),
      ];
      for (const bytes of bad) {
        await place(bytes);
        const { kind, code, message } = await refusal(openStore().open(id));
        expect([kind, code]).toEqual(['missing', 'model-damaged']);
        expect(message).toContain(`${family}.onnx`);
      }
      await rm(path.join(modelsFolder, `${family}.onnx`));
      expect((await refusal(openStore().open(id))).code).toBe('model-missing');
      await mkdir(path.join(modelsFolder, `${family}.onnx`));
      expect((await refusal(openStore().open(id))).code).toBe('model-missing');
      expect(loaded).toEqual([]);
    },
    SLOW_MS,
  );

  it('one whose hash is right, but not its tensors', async () => {
    const wrong = [
      ...Object.values(WRONG_TENSORS).map((change) => writeNetwork(change(RIGHT_NETWORKS[family]))),
      ...ONNX_FAMILIES.filter((other) => other !== family).map((other) => Promise.resolve(bytesOf(other))),
    ];
    for (const bytes of await Promise.all(wrong)) {
      await offer([card(family, bytes)], []);
      await place(bytes);
      const outcome = await refusal(openStore().open(id));
      // A network without inputs reads from nowhere: that is no network at all.
      expect([outcome.kind, outcome.code]).toEqual([
        'missing',
        outcome.message.includes('Expected') ? 'model-contract' : 'model-file',
      ]);
    }
    expect(loaded).toEqual([]);
  });

  it(
    'brought by the person without a known hash: cut off anywhere, or of another kind',
    async () => {
      await offer([], [entry('own', family, 1, null)]);
      const random = seededRandom(7 + family.length);
      const whole = bytesOf(family);
      const cuts = Array.from({ length: 40 }, () => whole.subarray(0, Math.floor(random() * whole.length)));
      const others = ONNX_FAMILIES.filter((other) => other !== family).map(bytesOf);
      for (const bytes of [...cuts, ...others]) {
        const { kind, code, message } = await refusal(install('own', bytes));
        expect([kind, ['model-file', 'model-contract'].includes(code)]).toEqual(['input', true]);
        expect(message).toContain('bring.onnx');
      }
      expect((await refusal(openStore().open('own'))).code).toBe('model-not-installed');
    },
    SLOW_MS,
  );
});
