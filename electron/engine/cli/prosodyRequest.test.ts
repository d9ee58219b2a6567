import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prosodyEditSchema } from '../../../shared/prosody/editSchema.ts';
import { KotohogiError } from '../../../shared/errors.ts';
import { prosodyEditFrom } from './prosodyRequest.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-curve-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('makes an edit of numbers', async () => {
  const edit = await prosodyEditFrom({
    pitch: '2',
    range: '0.7',
    tempo: '0.8',
    energy: '-3',
    pauses: '1.5',
    lang: 'ja',
  });
  expect(prosodyEditSchema.parse(edit)).toEqual(edit);
  expect(edit).toMatchObject({
    language: 'ja',
    preset: null,
    settings: { pitchSemitones: 12, range: 0.7, tempo: 0.8, energyDb: -3, pauses: 1.5 },
  });
});

it('makes an edit of a preset', async () => {
  const edit = await prosodyEditFrom({ preset: 'new-baby', amount: '0.5' });
  expect(edit).toMatchObject({ language: null, preset: { id: 'new-baby', amount: 0.5 }, pitchCurves: [] });
});

it('reads a drawn curve from pairs, in any order', async () => {
  const curve = path.join(folder, 'curve.json');
  await writeFile(curve, '{"mode": "offset", "points": [[1, 3], [0, -1]]}');
  const { pitchCurves } = await prosodyEditFrom({ curve });
  expect(pitchCurves).toEqual([
    {
      mode: 'offset',
      points: [
        { sec: 0, value: -1 },
        { sec: 1, value: 3 },
      ],
      span: null,
      microProsody: 0.35,
    },
  ]);
});

it('refuses what cannot be meant, naming it', async () => {
  await expect(prosodyEditFrom({})).rejects.toMatchObject({ kind: 'usage', code: 'nothing-asked' });
  await expect(prosodyEditFrom({ preset: 'party' })).rejects.toThrow(/party/);
  await expect(prosodyEditFrom({ pitch: '3' })).rejects.toThrow(/--pitch 3/);
  await expect(prosodyEditFrom({ tempo: 'fast' })).rejects.toBeInstanceOf(KotohogiError);
  await expect(prosodyEditFrom({ preset: 'calm', lang: 'de' })).rejects.toThrow(/de/);
});

it('refuses a curve file that is missing, not JSON, or without points', async () => {
  const bad = path.join(folder, 'bad.json');
  for (const text of ['', '{', '{"points": []}', '{"points": [[0, 99]]}', '{"points": [[-1, 0]]}']) {
    await writeFile(bad, text);
    await expect(prosodyEditFrom({ curve: bad }), text).rejects.toMatchObject({
      kind: 'input',
      code: 'curve-file',
    });
  }
  await expect(prosodyEditFrom({ curve: path.join(folder, 'none.json') })).rejects.toThrow(/none\.json/);
});
