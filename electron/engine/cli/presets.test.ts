import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { presetSchema } from '../../../shared/prosody/userPresets.ts';
import { presetsFile, readUserPresets } from '../presetStore.ts';
import { compareRequestFrom } from './compare.ts';
import { main } from './main.ts';
import { prosodyEditFrom } from './prosodyRequest.ts';
import { renderRequestFrom } from './renderRequest.ts';
import { recordingTerminal } from './testTerminal.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-presets-'));
  vi.stubEnv('KOTOHOGI_HOME', home);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true, force: true });
});

const listSchema = z.object({ program: z.array(presetSchema), own: z.array(presetSchema) });

async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const { terminal, written } = recordingTerminal();
  const code = await main(['presets', ...words], terminal, new AbortController().signal);
  return { code, ...written };
}

async function own(...words: string[]): Promise<z.infer<typeof listSchema>['own']> {
  const { code, out, err } = await run(...words, '--json');
  expect(err).toBe('');
  expect(code).toBe(0);
  return listSchema.parse(JSON.parse(out)).own;
}

it('saves what a preset and settings say together, and keeps it', async () => {
  expect(await own()).toEqual([]);
  const words = ['--preset', 'birthday', '--amount', '0.5', '--tempo', '0.9'];
  const [saved] = await own('--save', 'Aunt Mari', ...words);
  expect(saved).toMatchObject({ id: 'user-1', name: { en: 'Aunt Mari', ja: 'Aunt Mari' } });
  expect(saved.settings.pitchSemitones).toBeCloseTo(1, 9);
  expect(saved.settings.tempo).toBeCloseTo(0.9 * Math.sqrt(1.06), 9);
  expect(await readUserPresets(home)).toEqual([saved]);
  expect((await run()).out).toMatch(/user-1 +Aunt Mari/);
});

it('can be asked for by id and by name wherever a preset can', async () => {
  const [saved] = await own('--save', 'Aunt Mari', '--range', '1.2');
  const files = { photo: 'a.jpg', voice: 'b.wav' };
  for (const name of ['user-1', 'Aunt Mari', ' aunt mari ']) {
    expect(renderRequestFrom({ ...files, out: 'c.mp4', preset: name }, [saved]).preset).toBe('user-1');
    const compared = compareRequestFrom({ ...files, out: 'c', presets: `calm,${name}` }, [saved]);
    expect(compared.voices.map(({ id }) => id)).toEqual(['calm', 'user-1']);
    expect((await prosodyEditFrom({ preset: name }, [saved])).preset).toEqual({ id: 'user-1', amount: 1 });
  }
  expect(renderRequestFrom({ ...files, out: 'c.mp4', preset: '結婚' }, []).preset).toBe('wedding');
  expect(() => renderRequestFrom({ ...files, out: 'c.mp4', preset: 'user-2' }, [saved])).toThrow(
    expect.objectContaining({ kind: 'usage', hint: expect.stringContaining('user-1 (Aunt Mari)') as string }),
  );
});

it('renames, exports, imports and removes', async () => {
  await own('--save', 'One', '--pitch', '1.1');
  await own('--save', 'Two', '--tempo', '1.1');
  expect((await own('--rename', 'Second', '--preset', 'Two')).map(({ name }) => name.en)).toEqual([
    'One',
    'Second',
  ]);
  const file = path.join(home, 'given.json');
  await own('--export', file, '--preset', 'user-1');
  expect((await own('--remove', 'One')).map(({ id }) => id)).toEqual(['user-2']);
  const imported = await own('--import', file);
  expect(imported.map(({ id, name }) => [id, name.en])).toEqual([
    ['user-2', 'Second'],
    ['user-1', 'One'],
  ]);
});

it('says what is wrong, and leaves the presets as they were', async () => {
  await own('--save', 'One', '--pitch', '1.1');
  const before = await readFile(presetsFile(home), 'utf8');
  const notes = path.join(home, 'notes.txt');
  await writeFile(notes, 'flour, eggs');
  for (const [words, code] of [
    [['--save', 'Nothing'], 2],
    [['--save', 'A', '--remove', 'One'], 2],
    [['--remove', 'celebration'], 2],
    [['--remove', 'Three'], 2],
    [['--save', '  ', '--tempo', '1.1'], 3],
    [['--import', notes], 3],
    [['--import', path.join(home, 'gone.json')], 3],
  ] as const) {
    const { code: ended, out, err } = await run(...words);
    expect([ended, out], words.join(' ')).toEqual([code, '']);
    expect(err.trim().split('\n')).toHaveLength(2);
    expect(await readFile(presetsFile(home), 'utf8')).toBe(before);
  }
});

it('does not take a damaged file for an empty one', async () => {
  await writeFile(presetsFile(home), '{"format": "kotohogi-pre');
  const { code, err } = await run('--save', 'One', '--pitch', '1.1');
  expect(code).toBe(3);
  expect(err).toContain(presetsFile(home));
  expect(await readFile(presetsFile(home), 'utf8')).toBe('{"format": "kotohogi-pre');
});
