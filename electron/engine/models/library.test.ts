import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CatalogueEntry, ModelProgress } from '../../../shared/contract/models.ts';
import { createModelLibrary } from './library.ts';
import { RIGHT_NETWORKS, writeNetwork } from './testNetworks.ts';
import { answer, cutAfter, stallAfter, startTestServer, testFile, type TestServer } from './testServer.ts';
import type { InstallRun, ModelLibrary } from './types.ts';

/** Long enough for a busy machine to answer in. */
const PATIENCE = { stallMs: 1500, attempts: 3, backOffMs: 5 };
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const NOTICE = { en: 'For research only.', ja: '研究専用です。' };

let server: TestServer;
let home = '';
let modelsFolder = '';
let right: Uint8Array;
let library: ModelLibrary;

beforeAll(async () => {
  right = await writeNetwork(RIGHT_NETWORKS.yolox);
});

beforeEach(async () => {
  server = await startTestServer();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'model-library-'));
  home = path.join(folder, 'home');
  modelsFolder = path.join(folder, 'models');
  await mkdir(modelsFolder);
  await writeFile(path.join(modelsFolder, 'manifest.json'), JSON.stringify({ schemaVersion: 1, models: [] }));
  await offer({});
  library = createModelLibrary({ home, modelsFolder, patience: PATIENCE });
  server.files.set('/m.onnx', testFile(right));
});

afterEach(async () => {
  await server.close();
  await rm(path.dirname(home), { recursive: true, force: true });
});

const entry = (change: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  id: 'finder',
  role: 'person',
  family: 'yolox',
  name: 'Finder',
  summary: { en: 'Finds.', ja: '探します。' },
  maker: 'Somebody',
  year: 2021,
  licence: 'Apache-2.0',
  licenceUrl: 'https://example.org/licence',
  use: 'free',
  notice: null,
  urls: [`${server.origin}/m.onnx`],
  fileName: 'm.onnx',
  bytes: right.length,
  sha256: sha256(right),
  crc32Url: null,
  rank: 1,
  ...change,
});

/** Puts entries into the catalogue. */
async function offer(...changes: Partial<CatalogueEntry>[]): Promise<void> {
  const catalogue = { schemaVersion: 1, entries: changes.map(entry) };
  await writeFile(path.join(modelsFolder, 'catalogue.json'), JSON.stringify(catalogue));
}

function quietRun(
  signal: AbortSignal = new AbortController().signal,
): InstallRun & { seen: ModelProgress[] } {
  const seen: ModelProgress[] = [];
  return { signal, seen, onProgress: (progress) => void seen.push(progress) };
}

const install = (run = quietRun(), accepted = false): ReturnType<ModelLibrary['install']> =>
  library.install('finder', accepted, run);
const files = async (name: string): Promise<string[]> =>
  (await readdir(path.join(home, 'models', name)).catch(() => [])).filter((file) => !file.endsWith('.lock'));
/** Bytes of the download that lie in its part file. */
const arrived = (): Promise<number> =>
  stat(path.join(home, 'models', 'downloads', 'finder.part')).then(
    ({ size }) => size,
    () => 0,
  );
const installedBytes = async (): Promise<Uint8Array> => {
  const [file] = await files('files');
  return readFile(path.join(home, 'models', 'files', file));
};

describe('install', () => {
  it('downloads, checks and records', async () => {
    const run = quietRun();
    const view = await install(run);
    expect(view).toMatchObject({ state: 'installed', inUse: true, pinnedHere: false, sha256: sha256(right) });
    expect(Buffer.from(await installedBytes()).equals(right)).toBe(true);
    expect(await files('downloads')).toEqual([]);
    const last = run.seen.filter(({ phase }) => phase === 'download').at(-1);
    expect(last).toMatchObject({ id: 'finder', doneBytes: right.length, totalBytes: right.length });
    expect(run.seen.at(-1)?.phase).toBe('verify');
    // What is there and sound is not downloaded again.
    await install();
    expect(server.requests).toHaveLength(1);
  });

  it('goes on where the line was cut', async () => {
    const file = testFile(right);
    server.misbehave.push(cutAfter(file, 1000, arrived), cutAfter(file, 500, arrived));
    await install();
    expect(server.requests.map(({ range }) => range)).toEqual([undefined, 'bytes=1000-', 'bytes=1500-']);
    expect(Buffer.from(await installedBytes()).equals(right)).toBe(true);
  });

  it('goes on where it was cancelled, in another process too', async () => {
    const file = testFile(right);
    const cancel = new AbortController();
    server.misbehave.push(stallAfter(file, 1200));
    const run: InstallRun = {
      signal: cancel.signal,
      onProgress: ({ doneBytes }) => doneBytes >= 1200 && cancel.abort(),
    };
    await expect(library.install('finder', false, run)).rejects.toMatchObject({ code: 'cancelled' });
    const [partial] = await library.list();
    expect(partial).toMatchObject({ state: 'partial', partialBytes: 1200 });
    const restarted = createModelLibrary({ home, modelsFolder, patience: PATIENCE });
    expect(await restarted.install('finder', false, quietRun())).toMatchObject({ state: 'installed' });
    expect(server.requests.at(-1)?.range).toBe('bytes=1200-');
    expect(Buffer.from(await installedBytes()).equals(right)).toBe(true);
  });

  it('notices a dead line and tries again', async () => {
    server.misbehave.push(stallAfter(testFile(right), 700));
    await install();
    expect(server.requests.map(({ range }) => range)).toEqual([undefined, 'bytes=700-']);
  });

  it('starts anew when the file on the server has changed', async () => {
    await offer({ sha256: null, bytes: null });
    const old = testFile(await writeNetwork(RIGHT_NETWORKS.yolox, 2), { etag: '"old"' });
    server.misbehave.push(cutAfter(old, 900, arrived));
    expect(await install()).toMatchObject({ sha256: sha256(right), pinnedHere: true });
    expect(server.requests.map(({ range }) => range)).toEqual([undefined, 'bytes=900-']);
  });

  it('starts anew when the server gives no parts, or does not say which version it has', async () => {
    await offer({ sha256: null, bytes: null });
    for (const file of [testFile(right, { ranges: false }), testFile(right, { etag: null })]) {
      server.files.set('/m.onnx', file);
      server.misbehave.push(cutAfter(file, 800, arrived));
      expect(await install()).toMatchObject({ sha256: sha256(right) });
      await library.remove('finder');
    }
    expect(server.requests.map(({ range }) => range)).toEqual([
      undefined,
      'bytes=800-',
      undefined,
      undefined,
    ]);
  });

  it('understands a server that has nothing left to send, or less than is there', async () => {
    await offer({ sha256: null, bytes: null });
    const file = testFile(right, { statesLength: false });
    server.files.set('/m.onnx', file);
    const downloads = path.join(home, 'models', 'downloads');
    await mkdir(downloads, { recursive: true });
    for (const part of [right, Buffer.concat([right, Buffer.from('more')])]) {
      await writeFile(path.join(downloads, 'finder.part'), part);
      const version = { url: `${server.origin}/m.onnx`, validator: '"v1"' };
      await writeFile(path.join(downloads, 'finder.part.json'), JSON.stringify(version));
      expect(await install()).toMatchObject({ sha256: sha256(right) });
      await library.remove('finder');
    }
    expect(server.requests.map(({ range }) => range)).toEqual([
      `bytes=${right.length}-`,
      `bytes=${right.length + 4}-`,
      undefined,
    ]);
  });

  it('follows redirections, but not out of encryption', async () => {
    server.misbehave.push(answer(302, { location: '/elsewhere' }));
    server.files.set('/elsewhere', testFile(right));
    await install();
    await library.remove('finder');
    server.misbehave.push(answer(302, { location: 'http://example.org/m.onnx' }));
    await expect(install()).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringContaining('without encryption') as string,
    });
    server.files.set('/m.onnx', testFile(right));
    server.misbehave.push(...Array.from({ length: 20 }, () => answer(302, { location: '/m.onnx' })));
    await expect(install()).rejects.toThrow(/without end/);
  });

  it('tries again when the server has a problem, and the next address when it has not the file', async () => {
    server.misbehave.push(answer(500), answer(503, { 'retry-after': '0' }));
    await install();
    expect(server.requests).toHaveLength(3);
    await library.remove('finder');
    await offer({ urls: [`${server.origin}/gone.onnx`, `${server.origin}/m.onnx`] });
    await install();
    expect(server.requests.slice(3).map(({ path: asked }) => asked)).toEqual(['/gone.onnx', '/m.onnx']);
  });

  it.each<[what: string, status: number, words: RegExp]>([
    ['the file is gone', 404, /has no such file \(HTTP 404\)/],
    ['the server wants a log-in', 403, /does not give the file away \(HTTP 403\)/],
    ['the server stays ill', 500, /has a problem at the moment \(HTTP 500\)/],
  ])('says so when %s', async (_what, status, words) => {
    server.misbehave.push(...Array.from({ length: 9 }, () => answer(status)));
    const failure = install();
    await expect(failure).rejects.toMatchObject({ kind: 'missing', code: 'model-unavailable' });
    await expect(failure).rejects.toThrow(words);
  });

  it('does not take a log-in page for a model', async () => {
    server.misbehave.push(
      answer(200, { 'content-type': 'text/html; charset=utf-8' }, '<html>Welcome</html>'),
    );
    await expect(install()).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringContaining('web page') as string,
    });
    // One that says it is a file.
    server.files.set('/m.onnx', testFile(Buffer.from('<!DOCTYPE html><html></html>')));
    await offer({ sha256: null, bytes: null });
    await expect(install()).rejects.toMatchObject({
      code: 'model-file',
      message: expect.stringContaining('web page') as string,
    });
    expect(await files('files')).toEqual([]);
  });

  it('names importing as the way when offline', async () => {
    const { origin } = server;
    await server.close();
    for (const address of [`${origin}/m.onnx`, 'https://nowhere.invalid/m.onnx']) {
      await offer({ urls: [address] });
      await expect(install()).rejects.toMatchObject({
        kind: 'missing',
        code: 'model-offline',
        hint: expect.stringContaining('kotohogi models import finder --file m.onnx') as string,
      });
    }
    server = await startTestServer();
  });

  it('asks for the licence first, and writes down when it was accepted', async () => {
    await offer({ notice: NOTICE, use: 'non-commercial' });
    await expect(install()).rejects.toMatchObject({
      kind: 'missing',
      code: 'model-licence',
      message: expect.stringContaining('For research only.') as string,
    });
    expect(server.requests).toEqual([]);
    const view = await install(quietRun(), true);
    expect(Date.parse(view.acceptedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
  });

  it('pins the hash where no source states it, and demands it from then on', async () => {
    await offer({ sha256: null, bytes: null });
    expect(await install()).toMatchObject({ pinnedHere: true, sha256: sha256(right) });
    const [file] = await files('files');
    await writeFile(path.join(home, 'models', 'files', file), 'damaged');
    server.files.set('/m.onnx', testFile(await writeNetwork(RIGHT_NETWORKS.yolox, 2), { etag: '"v2"' }));
    await expect(install()).rejects.toMatchObject({
      code: 'model-damaged',
      message: expect.stringContaining('when it was first installed') as string,
    });
    await library.remove('finder');
    expect(await install()).toMatchObject({ state: 'installed', pinnedHere: true });
  });

  it('uses a CRC-32 beside the file where there is one', async () => {
    await offer({ sha256: null, bytes: null, crc32Url: `${server.origin}/m.hash` });
    server.files.set('/m.hash', testFile(Buffer.from('00000000')));
    await expect(install()).rejects.toMatchObject({
      code: 'model-damaged',
      message: expect.stringContaining('CRC-32') as string,
    });
    server.files.set('/m.hash', testFile(Buffer.from(crc32(right).toString(16).padStart(8, '0'))));
    expect(await install()).toMatchObject({ state: 'installed' });
  });
});

describe('wrong bytes from a server', () => {
  it('are refused and kept in quarantine', async () => {
    const flipped = Buffer.from(right);
    flipped[700] ^= 4;
    server.files.set('/m.onnx', testFile(flipped));
    await expect(install()).rejects.toMatchObject({
      code: 'model-damaged',
      message: expect.stringContaining(
        `its SHA-256 is ${sha256(flipped)}, expected ${sha256(right)}`,
      ) as string,
    });
    expect(await files('quarantine')).toEqual(['finder.damaged']);
    expect([await files('files'), await files('downloads')]).toEqual([[], []]);
    expect((await library.list())[0].state).toBe('available');
  });

  it('of an earlier time do not spoil the next download', async () => {
    const downloads = path.join(home, 'models', 'downloads');
    await mkdir(downloads, { recursive: true });
    await writeFile(path.join(downloads, 'finder.part'), Buffer.alloc(1500, 7));
    expect(await install()).toMatchObject({ state: 'installed' });
    expect(server.requests.map(({ range }) => range)).toEqual(['bytes=1500-', undefined]);
  });

  it('of another size are refused before they are downloaded', async () => {
    server.files.set('/m.onnx', testFile(right.subarray(0, 1000)));
    await expect(install()).rejects.toThrow(/file of 1000 bytes instead of/);
    server.files.set('/m.onnx', testFile(Buffer.concat([right, right]), { statesLength: false }));
    await expect(install()).rejects.toThrow(/more came than belongs to the file/);
  });

  it('of another family are refused by their tensors', async () => {
    const other = await writeNetwork(RIGHT_NETWORKS.wav2lip);
    server.files.set('/m.onnx', testFile(other));
    await offer({ sha256: sha256(other), bytes: other.length });
    await expect(install()).rejects.toMatchObject({ code: 'model-contract' });
    expect(await files('files')).toEqual([]);
  });
});

describe('import', () => {
  const bring = async (bytes: Uint8Array, name = 'mine.onnx'): Promise<string> => {
    const file = path.join(path.dirname(home), name);
    await writeFile(file, bytes);
    return file;
  };

  it('copies a file without any network', async () => {
    const source = await bring(right);
    const run = quietRun();
    const view = await library.import('finder', source, false, run);
    expect(view).toMatchObject({ state: 'installed', pinnedHere: false });
    expect(Buffer.from(await readFile(source)).equals(right)).toBe(true);
    expect(run.seen.at(-1)).toMatchObject({ phase: 'copy', doneBytes: right.length });
    expect(server.requests).toEqual([]);
  });

  it('refuses a good file that is not the published one, and says where it belongs', async () => {
    await offer({}, { id: 'finder-own', name: 'Own finder', urls: [], sha256: null, bytes: null });
    const other = await bring(await writeNetwork(RIGHT_NETWORKS.yolox, 9));
    await expect(library.import('finder', other, false, quietRun())).rejects.toMatchObject({
      code: 'model-damaged',
      hint: expect.stringContaining('finder-own') as string,
    });
    expect(await library.import('finder-own', other, false, quietRun())).toMatchObject({ pinnedHere: true });
    await expect(library.install('finder-own', false, quietRun())).rejects.toMatchObject({
      code: 'model-import-only',
    });
  });

  it('leaves nothing behind when it is refused or cancelled', async () => {
    await expect(
      library.import('finder', await bring(right.subarray(0, 2000)), false, quietRun()),
    ).rejects.toMatchObject({ code: 'model-file' });
    const cancelled = quietRun(AbortSignal.abort());
    await expect(library.import('finder', await bring(right), false, cancelled)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect([await files('files'), await files('downloads')]).toEqual([[], []]);
  });

  it('replaces an older file of the same model', async () => {
    await offer({ sha256: null, bytes: null });
    for (const seed of [3, 4]) {
      const bytes = await writeNetwork(RIGHT_NETWORKS.yolox, seed);
      const view = await library.import('finder', await bring(bytes), false, quietRun());
      expect([view.sha256, (await files('files')).length]).toEqual([sha256(bytes), 1]);
    }
  });
});

describe('verify and remove', () => {
  it('take a damaged file out of use, and install brings it back', async () => {
    await install();
    const [file] = await files('files');
    const full = path.join(home, 'models', 'files', file);
    const flipped = Buffer.from(right);
    flipped[flipped.length - 900] ^= 1;
    await writeFile(full, flipped);
    expect(await library.verify('finder', quietRun())).toMatchObject({ state: 'damaged', inUse: false });
    expect([await files('files'), await files('quarantine')]).toEqual([[], ['finder.damaged']]);
    expect(await install()).toMatchObject({ state: 'installed', inUse: true });
    expect(await files('quarantine')).toEqual([]);
    expect(await library.verify('finder', quietRun())).toMatchObject({ state: 'installed' });
  });

  it('remove what is installed, unfinished or in quarantine', async () => {
    await install();
    expect(await library.remove('finder')).toMatchObject({ state: 'available', bytes: right.length });
    for (const folder of ['files', 'downloads', 'quarantine']) expect(await files(folder)).toEqual([]);
    await expect(library.verify('finder', quietRun())).rejects.toMatchObject({ code: 'model-not-installed' });
  });

  it('name what they do not know, and leave embedded models alone', async () => {
    await writeFile(path.join(modelsFolder, 'built-in.onnx'), right);
    const card = {
      ...entry(),
      id: 'built-in',
      file: 'built-in.onnx',
      source: '',
      inputs: {},
      outputs: {},
    };
    await writeFile(
      path.join(modelsFolder, 'manifest.json'),
      JSON.stringify({ schemaVersion: 1, models: [card] }),
    );
    await expect(library.remove('nothing')).rejects.toMatchObject({ kind: 'usage', code: 'model-unknown' });
    await expect(library.remove('built-in')).rejects.toMatchObject({ code: 'model-embedded' });
    expect(await library.verify('built-in', quietRun())).toMatchObject({ state: 'embedded', inUse: true });
    const flipped = Buffer.from(right);
    flipped[99] ^= 1;
    await writeFile(path.join(modelsFolder, 'built-in.onnx'), flipped);
    expect(await library.verify('built-in', quietRun())).toMatchObject({ state: 'damaged' });
    expect((await stat(path.join(modelsFolder, 'built-in.onnx'))).size).toBe(right.length);
  });
});

describe('two at once', () => {
  it('do not install the same model side by side', async () => {
    const cancel = new AbortController();
    server.misbehave.push(stallAfter(testFile(right), 100));
    let first: Promise<unknown> = Promise.resolve();
    await new Promise<void>((resolve) => {
      const onProgress = ({ doneBytes }: ModelProgress): void => {
        if (doneBytes >= 100) resolve();
      };
      first = library.install('finder', false, { signal: cancel.signal, onProgress });
    });
    const other = createModelLibrary({ home, modelsFolder, patience: PATIENCE });
    await expect(other.install('finder', false, quietRun())).rejects.toMatchObject({ code: 'model-busy' });
    cancel.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    expect(await other.install('finder', false, quietRun())).toMatchObject({ state: 'installed' });
  });

  it('install different models side by side, and both are recorded', async () => {
    const ids = Array.from({ length: 8 }, (_, index) => `finder-${index}`);
    await offer(...ids.map((id) => ({ id })));
    const libraries = [library, createModelLibrary({ home, modelsFolder, patience: PATIENCE })];
    await Promise.all(ids.map((id, index) => libraries[index % 2].install(id, false, quietRun())));
    expect((await library.list()).map(({ state }) => state)).toEqual(ids.map(() => 'installed'));
  });

  it('do not wait for a process that ended without giving its lock back', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => gone.once('exit', resolve));
    await mkdir(path.join(home, 'models', 'downloads'), { recursive: true });
    await writeFile(path.join(home, 'models', 'downloads', 'finder.lock'), `${gone.pid} abcdef`);
    await writeFile(path.join(home, 'models', 'installed.json.lock'), `${gone.pid} abcdef`);
    expect(await install()).toMatchObject({ state: 'installed' });
  });
});

it('measures the speed of a download', async () => {
  server.misbehave.push((_request, response) => {
    response.writeHead(200, { 'content-length': right.length, etag: '"v1"' });
    const sendSlowly = async (): Promise<void> => {
      const step = Math.ceil(right.length / 8);
      for (let from = 0; from < right.length && !response.destroyed; from += step) {
        response.write(right.subarray(from, from + step));
        await wait(120);
        while (!response.destroyed && (await arrived()) < Math.min(from + step, right.length)) await wait(5);
      }
      response.end();
    };
    void sendSlowly();
  });
  const run = quietRun();
  await install(run);
  const speeds = run.seen.flatMap(({ phase, bytesPerSec }) =>
    phase === 'download' && bytesPerSec !== null ? [bytesPerSec] : [],
  );
  expect(speeds.length).toBeGreaterThan(1);
  for (const speed of speeds) expect(speed).toBeGreaterThan(0);
});
