import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chooseEngineBody } from './engineBody.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-body-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

it('keeps to the setting as long as the program says goodbye', async () => {
  for (let start = 0; start < 3; start++) {
    const chosen = await chooseEngineBody(home, 'threads');
    expect(chosen).toMatchObject({ body: 'threads', afterCrash: false });
    chosen.goodbye();
  }
  expect(await readdir(home)).toEqual([]);
});

it('takes a process at the one start that follows a crash in threads', async () => {
  await chooseEngineBody(path.join(home, 'new'), 'threads');
  const bodies: string[] = [];
  for (let start = 0; start < 3; start++) {
    const chosen = await chooseEngineBody(path.join(home, 'new'), 'threads');
    bodies.push(`${chosen.body} ${String(chosen.afterCrash)}`);
    chosen.goodbye();
  }
  expect(bodies).toEqual(['process true', 'threads false', 'threads false']);
});

it('leaves no mark where the engine has processes of its own', async () => {
  expect(await chooseEngineBody(home, 'process')).toMatchObject({ body: 'process', afterCrash: false });
  expect(await readdir(home)).toEqual([]);
});
