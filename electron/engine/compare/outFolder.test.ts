import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openOutFolder } from './outFolder.ts';

let place = '';
beforeEach(() => {
  place = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-out-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

it('shows files only when they are published, in place of older ones', async () => {
  const target = path.join(place, 'a', 'b');
  const folder = await openOutFolder(target);
  writeFileSync(path.join(target, 'one.mp4'), 'old');
  writeFileSync(path.join(folder.staging, 'one.mp4'), 'new');
  writeFileSync(path.join(folder.staging, 'unfinished.mp4'), '');
  expect(readFileSync(path.join(target, 'one.mp4'), 'utf8')).toBe('old');
  await folder.publish(['one.mp4']);
  await folder.close();
  expect(readdirSync(target)).toEqual(['one.mp4']);
  expect(readFileSync(path.join(target, 'one.mp4'), 'utf8')).toBe('new');
});

it('takes back every folder that it made when nothing was published', async () => {
  const folder = await openOutFolder(path.join(place, 'a', 'b', 'c'));
  writeFileSync(path.join(folder.staging, 'half.mp4'), 'half');
  await folder.close();
  expect(existsSync(path.join(place, 'a'))).toBe(false);
  expect(existsSync(place)).toBe(true);
});

it('leaves a folder alone that was there before', async () => {
  const folder = await openOutFolder(place);
  await folder.close();
  expect(readdirSync(place)).toEqual([]);
});

it('refuses a place that is a file', async () => {
  const file = path.join(place, 'file');
  writeFileSync(file, 'a file');
  await expect(openOutFolder(file)).rejects.toMatchObject({ kind: 'input', code: 'out-folder' });
  expect(readFileSync(file, 'utf8')).toBe('a file');
});
