import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { PRESETS } from '../../shared/prosody/presets.ts';
import { NAME_PLACE } from '../../shared/project/namePlace.ts';
import { readTemplates } from './templates.ts';

const folder = path.join(import.meta.dirname, '..', '..', 'resources', 'templates');

it('the templates of the program are all sound, and each is in the file of its name', async () => {
  const warnings: string[] = [];
  const templates = await readTemplates(folder, (line) => warnings.push(line));
  expect(warnings).toEqual([]);
  expect(templates.map(({ id }) => `${id}.json`).sort()).toEqual((await readdir(folder)).sort());
  expect(templates.map(({ id }) => id)).toEqual([
    'birthday',
    'wedding',
    'graduation',
    'new-year',
    'thank-you',
    'new-baby',
    'retirement',
    'blank',
  ]);
  const known = new Set(PRESETS.map(({ id }) => id));
  for (const { id, preset, texts, background } of templates) {
    expect(preset === null || known.has(preset), id).toBe(true);
    expect(texts.en, id).toHaveLength(texts.ja.length);
    expect(
      [...texts.en, ...texts.ja].every((text) => text.includes(NAME_PLACE)),
      id,
    ).toBe(true);
    expect(background.kind, id).toBe(id === 'blank' ? 'none' : 'scene');
  }
});

it('what is no template is passed over and told', async () => {
  const other = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-templates-'));
  await writeFile(path.join(other, 'broken.json'), '{');
  await writeFile(path.join(other, 'other.json'), '{"id":"x"}');
  await writeFile(path.join(other, 'notes.txt'), '');
  const warnings: string[] = [];
  expect(await readTemplates(other, (line) => warnings.push(line))).toEqual([]);
  expect(warnings).toEqual(['broken.json is no template.', 'other.json is no template.']);
  await rm(other, { recursive: true });
  expect(await readTemplates(other, () => undefined)).toEqual([]);
});
