import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createModelLibrary } from '../../models/library.ts';
import { RIGHT_NETWORKS, writeNetwork } from '../../models/testNetworks.ts';
import { checkModels } from './models.ts';

const ENTRY = {
  role: 'person',
  family: 'yolox',
  name: 'Finder',
  summary: { en: 'Finds.', ja: '探します。' },
  maker: 'Somebody',
  year: 2021,
  licence: 'MIT',
  licenceUrl: '',
  use: 'free',
  notice: null,
  fileName: 'm.onnx',
  bytes: null,
  sha256: null,
  crc32Url: null,
};

it('tells sound models from damaged, missing and unfinished ones', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'doctor-models-'));
  try {
    const home = path.join(folder, 'home');
    const models = path.join(folder, 'models');
    await mkdir(models);
    const bytes = await writeNetwork(RIGHT_NETWORKS.yolox);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const card = (id: string): object => ({
      ...ENTRY,
      id,
      file: `${id}.onnx`,
      bytes: bytes.length,
      sha256,
      source: '',
      inputs: {},
      outputs: {},
    });
    const write = (name: string, value: object): Promise<void> =>
      writeFile(path.join(models, name), JSON.stringify({ schemaVersion: 1, ...value }));
    await write('manifest.json', { models: [card('good'), card('flipped'), card('absent')] });
    await write('catalogue.json', {
      entries: [
        { ...ENTRY, id: 'own', urls: [], rank: 1 },
        { ...ENTRY, id: 'broken', urls: [], rank: 2 },
        { ...ENTRY, id: 'begun', urls: ['https://example.org/m.onnx'], rank: 3 },
        { ...ENTRY, id: 'untouched', urls: [], rank: 4 },
      ],
    });
    await writeFile(path.join(models, 'good.onnx'), bytes);
    await writeFile(path.join(models, 'flipped.onnx'), Buffer.from(bytes).fill(1, 50, 60));
    const library = createModelLibrary({ home, modelsFolder: models });
    const run = { signal: new AbortController().signal, onProgress: () => undefined };
    for (const id of ['own', 'broken']) await library.import(id, path.join(models, 'good.onnx'), false, run);
    const files = path.join(home, 'models', 'files');
    const broken = (await readdir(files)).find((name) => name.startsWith('broken-')) ?? '';
    await writeFile(path.join(files, broken), Buffer.from(bytes).fill(1, 50, 60));
    await writeFile(path.join(home, 'models', 'downloads', 'begun.part'), Buffer.alloc(1_500_000));

    const findings = await checkModels({ home, models, cache: '' });
    expect(findings.map(({ name, state }) => [name, state])).toEqual([
      ['model good', 'found'],
      ['model flipped', 'missing'],
      ['model absent', 'missing'],
      ['model own', 'found'],
      ['model broken', 'limited'],
      ['model begun', 'limited'],
    ]);
    expect(findings[5]).toMatchObject({
      detail: '1.5 MB of its download are here',
      remedy: 'Run "kotohogi models install begun". It goes on.',
    });
    // Looking changes nothing.
    expect((await readdir(files)).length).toBe(2);

    await writeFile(path.join(home, 'models', 'installed.json'), '{');
    const afterwards = await checkModels({ home, models, cache: '' });
    expect(afterwards.map(({ name, state }) => [name, state])).toContainEqual([
      'installed models',
      'limited',
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
