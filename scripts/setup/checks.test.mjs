import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { missingLibraries } from '../../electron/engine/cli/doctor/linuxSystem.mjs';
import { fingerprintOf, listFiles } from './fingerprint.mjs';
import { isAtLeast } from './nodeVersion.mjs';
import { runProcess } from './process.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-checks-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('compares versions by number and not by text', () => {
  expect(isAtLeast('v20.19.0', [20, 19])).toBe(true);
  expect(isAtLeast('20.9.0', [20, 19])).toBe(false);
  expect(isAtLeast('22.0.0', [20, 19])).toBe(true);
  expect(isAtLeast('18.20.4', [20, 19])).toBe(false);
});

it('reads the libraries that ldd did not find', () => {
  const output =
    '\tlibc.so.6 => /lib/libc.so.6 (0x1)\n\tlibnss3.so => not found\n\tlibgbm.so.1 => not found\n';
  expect(missingLibraries(output)).toEqual(['libnss3.so', 'libgbm.so.1']);
});

it('sees that a source was edited, added or removed', async () => {
  await mkdir(path.join(folder, 'src'));
  const file = path.join(folder, 'src', 'a.ts');
  await writeFile(file, 'one');
  const fingerprint = () =>
    fingerprintOf(
      folder,
      listFiles(folder, ['src', 'absent'], (name) => name.endsWith('.ts')),
    );
  const first = fingerprint();
  expect(fingerprint()).toBe(first);
  await utimes(file, new Date(0), new Date(0));
  const edited = fingerprint();
  expect(edited).not.toBe(first);
  await writeFile(path.join(folder, 'src', 'b.md'), 'not a source');
  expect(fingerprint()).toBe(edited);
  await writeFile(path.join(folder, 'src', 'b.ts'), 'two');
  expect(fingerprint()).not.toBe(edited);
});

it('kills what does not end, and reports what cannot start', async () => {
  const endless = await runProcess(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    timeoutMs: 300,
  });
  expect(endless).toMatchObject({ status: null, timedOut: true });
  const absent = await runProcess(path.join(folder, 'absent'), []);
  expect(absent.status).toBeNull();
  expect(absent.stderr).toContain('ENOENT');
});
