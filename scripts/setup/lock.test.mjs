import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withLock } from './lock.mjs';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-lock-'));
  file = path.join(folder, 'deep', 'lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const nobodyWaits = () => {
  throw new Error('nobody should have to wait');
};

it('lets work that overlaps follow each other', async () => {
  /** @type {string[]} */
  const order = [];
  /** @type {number[]} */
  const waitedFor = [];
  const enter = (/** @type {string} */ name) =>
    withLock(
      file,
      (pid) => waitedFor.push(pid),
      async () => {
        order.push(`${name} in`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        order.push(`${name} out`);
      },
    );
  await Promise.all([enter('a'), enter('b')]);
  expect(order).toHaveLength(4);
  expect(order[1]).toBe(order[0]?.replace('in', 'out'));
  expect(order[3]).toBe(order[2]?.replace('in', 'out'));
  expect(waitedFor).toEqual([process.pid]);
});

it('takes over from a process that is dead', async () => {
  await withLock(file, nobodyWaits, async () => undefined);
  // No process has this id: the largest possible one on Linux is 2^22.
  await writeFile(file, `${os.hostname()} ${String(2 ** 30)}`);
  expect(await withLock(file, nobodyWaits, async () => readFile(file, 'utf8'))).toBe(
    `${os.hostname()} ${String(process.pid)}`,
  );
});

it('takes over from a holder elsewhere that has shown no life for long', async () => {
  await withLock(file, nobodyWaits, async () => undefined);
  await writeFile(file, 'another-machine 1');
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(file, longAgo, longAgo);
  expect(await withLock(file, nobodyWaits, async () => 'done')).toBe('done');
});

it('lets go when the work fails', async () => {
  await expect(withLock(file, nobodyWaits, () => Promise.reject(new Error('broken')))).rejects.toThrow(
    'broken',
  );
  expect(existsSync(file)).toBe(false);
});
