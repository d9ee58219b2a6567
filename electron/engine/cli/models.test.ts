import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { modelProgressSchema, modelViewSchema } from '../../../shared/contract/models.ts';
import { RIGHT_NETWORKS, writeNetwork, type TestNetwork } from '../models/testNetworks.ts';
import { main } from './main.ts';
import { bytesText, modelProgressText } from './modelProgress.ts';
import { recordingTerminal } from './testTerminal.ts';

const resultSchema = z.object({ schemaVersion: z.literal(1), models: z.array(modelViewSchema) });

let folder = '';
let homeBefore: string | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'models-verb-'));
  homeBefore = process.env['KOTOHOGI_HOME'];
  process.env['KOTOHOGI_HOME'] = path.join(folder, 'home');
});
afterEach(async () => {
  if (homeBefore === undefined) delete process.env['KOTOHOGI_HOME'];
  else process.env['KOTOHOGI_HOME'] = homeBefore;
  await rm(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** @param reply what the person at the keyboard answers; without it nobody sits there */
async function run(
  words: readonly string[],
  reply?: string,
  signal = new AbortController().signal,
): Promise<Outcome> {
  const { terminal, written } = recordingTerminal();
  const asking = reply === undefined ? terminal : { ...terminal, ask: () => Promise.resolve(reply) };
  const code = await main(['models', ...words], asking, signal);
  return { code, ...written };
}

async function fileOf(network: TestNetwork): Promise<string> {
  const file = path.join(folder, 'my model.onnx');
  await writeFile(file, await writeNetwork(network));
  return file;
}

describe('kotohogi models', () => {
  it('lists everything, for people and for programs', async () => {
    const { code, out } = await run(['list', '--json']);
    expect(code).toBe(0);
    const { models } = resultSchema.parse(JSON.parse(out));
    expect(models.map(({ id }) => id)).toEqual(expect.arrayContaining(['nanodet-g', 'yolox-s', 'wav2lip']));
    const table = (await run([])).out;
    for (const { id, licence } of models) {
      expect(table).toContain(` ${id} `);
      expect(table).toContain(licence);
    }
    expect(table).toMatch(/ultralytics +own file/);
    expect(table).toMatch(/yolox-s +available +35\.9 MB +Apache-2\.0/);
  });

  it('imports, checks and removes', async () => {
    const file = await fileOf(RIGHT_NETWORKS.yolox);
    const imported = await run(['import', 'yolox-own', '--file', file]);
    expect(imported).toMatchObject({ code: 0 });
    expect(imported.out).toMatch(/YOLOX \(your own file\): installed .*\nNo source states the SHA-256/);
    expect((await run(['list'])).out).toMatch(/\* yolox-own +installed/);
    expect((await run(['verify', 'yolox-own'])).code).toBe(0);
    expect((await run(['remove', 'yolox-own'])).out).toContain('own file');
    expect((await run(['verify', 'yolox-own'])).code).toBe(4);
  });

  it('says with exit code 4 which model is damaged', async () => {
    await run(['import', 'yolox-own', '--file', await fileOf(RIGHT_NETWORKS.yolox)]);
    const files = path.join(folder, 'home', 'models', 'files');
    const [name] = await readdir(files);
    await writeFile(path.join(files, name), 'damaged');
    const people = await run(['verify', 'yolox-own']);
    expect([people.code, people.err]).toEqual([4, expect.stringContaining('Damaged: yolox-own.')]);
    const programs = await run(['verify', 'yolox-own', '--json']);
    expect(programs).toMatchObject({ code: 4, err: '' });
    expect(resultSchema.parse(JSON.parse(programs.out)).models[0].state).toBe('damaged');
  });

  it('refuses a wrong file with exit code 3', async () => {
    const file = await fileOf(RIGHT_NETWORKS.birefnet);
    const people = await run(['import', 'yolox-own', '--file', file]);
    expect([people.code, people.out]).toEqual([3, '']);
    expect(people.err).toMatch(/my model\.onnx is not a YOLOX detector\. Expected: .*Found: /);
    const programs = await run(['import', 'yolox-own', '--file', file, '--json']);
    expect(JSON.parse(programs.err)).toMatchObject({ code: 'model-contract' });
  });

  it('asks whether the licence is accepted, or wants it said beforehand', async () => {
    const file = await fileOf(RIGHT_NETWORKS.wav2lip);
    const words = ['import', 'wav2lip-own', '--file', file];
    const nobody = await run(words);
    expect([nobody.code, nobody.err]).toEqual([4, expect.stringContaining('--accept-licence')]);
    const no = await run(words, 'no');
    expect(no.code).toBe(4);
    expect(no.err).toMatch(/non-commercial purposes only[^]*installed only after its licence/);
    const yes = await run(words, ' Yes ');
    expect([yes.code, yes.err]).toEqual([0, expect.stringContaining('non-commercial purposes only')]);
    await run(['remove', 'wav2lip-own']);
    const flag = await run([...words, '--accept-licence', '--json']);
    expect(resultSchema.parse(JSON.parse(flag.out)).models[0]).toMatchObject({
      state: 'installed',
      acceptedAt: expect.any(String) as string,
    });
  });

  it('tells programs how far it is', async () => {
    const { code, out } = await run([
      'import',
      'yolox-own',
      '--file',
      await fileOf(RIGHT_NETWORKS.yolox),
      '--progress',
      'json',
    ]);
    expect(code).toBe(0);
    const lines = out
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    const progress = z.object({ progress: modelProgressSchema });
    const seen = lines.slice(0, -1).map((line) => progress.parse(line).progress);
    expect(seen.at(-1)).toMatchObject({ id: 'yolox-own', phase: 'copy' });
    expect(resultSchema.parse(lines.at(-1)).models[0].state).toBe('installed');
  });

  it('can be cancelled', async () => {
    const words = ['import', 'yolox-own', '--file', await fileOf(RIGHT_NETWORKS.yolox)];
    expect((await run(words, undefined, AbortSignal.abort())).code).toBe(5);
  });

  it.each<[words: string[], code: number, err: RegExp]>([
    [['polish'], 2, /"kotohogi models polish" is not possible/],
    [['install'], 2, /needs the name of a model/],
    [['install', 'yolox-z'], 2, /no model "yolox-z"/],
    [['install', 'yolox-s', 'yolox-m'], 2, /Unexpected argument 'yolox-m'/],
    [['import', 'yolox-own'], 2, /needs --file/],
    [['import', 'yolox-own', '--file', 'none.onnx'], 3, /no such file/],
    [['remove', 'nanodet-g'], 2, /part of the studio/],
    [['install', 'ultralytics', '--accept-licence'], 4, /only ever your own file/],
  ])('%j ends with %i', async (words, code, err) => {
    const outcome = await run(words);
    expect([outcome.code, outcome.out]).toEqual([code, '']);
    expect(outcome.err).toMatch(err);
  });
});

describe('progress of a model', () => {
  it('has sizes and speed in decimal units', () => {
    expect([0, 999, 1000, 99_949, 999_400, 35_858_002, 972_666_916].map(bytesText)).toEqual([
      '0 bytes',
      '999 bytes',
      '1.0 kB',
      '99.9 kB',
      '999 kB',
      '35.9 MB',
      '973 MB',
    ]);
    const progress = {
      id: 'm',
      phase: 'download',
      doneBytes: 5e6,
      totalBytes: 2e7,
      bytesPerSec: 1.5e6,
    } as const;
    expect(modelProgressText(progress, 80)).toBe(
      `${'█'.repeat(6)}${'░'.repeat(18)}  25%  downloading 5.0 MB of 20.0 MB, 1.5 MB/s`,
    );
    expect(modelProgressText({ ...progress, totalBytes: null, bytesPerSec: null }, 80)).toBe(
      'downloading 5.0 MB',
    );
  });
});
