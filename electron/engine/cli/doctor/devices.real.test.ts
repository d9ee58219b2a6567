/** The doctor's look at devices, with trials in real processes. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resolveFolders } from '../../folders.ts';
import { checkDevices, importCuda } from './devices.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-doctor-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('finds at least the processor, and says something about every other provider', async () => {
  const { providers, trials, findings } = await checkDevices({
    folders: { ...resolveFolders(), home: folder },
    tryAll: false,
    signal: new AbortController().signal,
  });
  expect(providers.at(-1)?.device).toBe('cpu');
  const [tiny, ...models] = trials;
  expect(tiny?.modelId).toBeNull();
  expect(tiny?.best).not.toBeNull();
  expect(tiny?.trials.at(-1)).toMatchObject({ device: 'cpu', state: 'correct', largestError: 0 });
  // No model was tried in this new folder yet.
  expect(models).toEqual([]);
  expect(findings).toHaveLength(providers.length - 1);
});

it('takes no libraries out of a folder that has none', async () => {
  await expect(importCuda(folder)).rejects.toMatchObject({ kind: 'input', code: 'cuda-libraries' });
});
