import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkRoom, diskError } from './diskErrors.ts';
import { withLock } from './fileLock.ts';
import {
  changeInstalled,
  isRecordUnreadable,
  libraryFolders,
  readInstalled,
  recordAside,
  type InstalledModel,
} from './installed.ts';
import { createSoundnessCheck } from './soundness.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'model-disk-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const systemError = (code: string): Error => Object.assign(new Error(code), { code });

describe('a disk', () => {
  it('that is full is said to be full, before and while it is written to', async () => {
    const file = path.join(folder, 'model.part');
    await expect(checkRoom(file, 2 ** 60)).rejects.toMatchObject({
      kind: 'missing',
      code: 'model-disk-full',
    });
    await checkRoom(file, 1000);
    expect(diskError(systemError('ENOSPC'), file)).toMatchObject({ code: 'model-disk-full' });
    expect(diskError(systemError('EROFS'), file)).toMatchObject({ code: 'model-folder' });
    const below = path.join(folder, 'a file', 'models');
    await writeFile(path.dirname(below), '');
    const noFolder: unknown = await mkdir(below, { recursive: true }).catch((thrown: unknown) => thrown);
    expect(diskError(noFolder, path.join(below, 'lock'))).toMatchObject({
      kind: 'missing',
      code: 'model-folder',
      message: `The folder ${below} cannot be written to.`,
    });
    const gone: unknown = await readFile(file).catch((thrown: unknown) => thrown);
    expect(diskError(gone, file)).toBe(gone);
    const other = systemError('EIO');
    expect(diskError(other, file)).toBe(other);
  });
});

describe('a lock', () => {
  it('is held by one at a time', async () => {
    const lock = path.join(folder, 'new', 'lock');
    const inside: string[] = [];
    const enter = (name: string): Promise<unknown> =>
      withLock(lock, 20_000, async () => {
        inside.push(`${name} in`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        inside.push(`${name} out`);
      });
    const names = Array.from({ length: 12 }, (_, index) => String(index));
    await Promise.all(names.map(enter));
    expect(inside).toHaveLength(24);
    for (let index = 0; index < 24; index += 2)
      expect(inside[index].replace('in', 'out')).toBe(inside[index + 1]);
  });

  it('is given back when the work fails, and not waited for beyond patience', async () => {
    const lock = path.join(folder, 'lock');
    await expect(withLock(lock, 0, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    const nested = await withLock(lock, 0, () => withLock(lock, 30, () => Promise.resolve('never')));
    expect(nested).toEqual({ done: null });
  });
});

describe('the record of installed models', () => {
  const model = (id: string): InstalledModel => ({
    id,
    file: `${id}.onnx`,
    bytes: 1,
    sha256: '0'.repeat(64),
    pinnedHere: false,
    source: 'file',
    installedAt: '2026-01-01T00:00:00.000Z',
    acceptedAt: null,
    inputs: {},
    outputs: {},
    damage: null,
  });

  it('loses nothing when many write at once', async () => {
    const folders = libraryFolders(folder);
    const ids = Array.from({ length: 15 }, (_, index) => `m${index}`);
    await Promise.all(
      ids.map((id) => changeInstalled(folders, (models) => Promise.resolve([...models, model(id)]))),
    );
    expect((await readInstalled(folders)).map(({ id }) => id).sort()).toEqual(ids.sort());
  });

  it('counts as empty when it is damaged, and never names a file outside its folder', async () => {
    const folders = libraryFolders(folder);
    await mkdir(path.dirname(folders.record), { recursive: true });
    for (const text of [
      '{"schemaVersion": 1, "models": [',
      JSON.stringify({ schemaVersion: 1, models: [{ ...model('m'), file: '../../etc/passwd' }] }),
    ]) {
      await writeFile(folders.record, text);
      expect(await readInstalled(folders)).toEqual([]);
      expect(await isRecordUnreadable(folders)).toBe(true);
      await changeInstalled(folders, (models) => Promise.resolve([...models, model('new')]));
      expect(await readInstalled(folders)).toEqual([model('new')]);
      expect(await readFile(recordAside(folders), 'utf8')).toBe(text);
    }
    expect(await isRecordUnreadable(folders)).toBe(false);
  });
});

describe('the memory of hashed files', () => {
  it('does without hashing what has not changed, and does not trust it further', async () => {
    const file = path.join(folder, 'model.onnx');
    const memory = path.join(folder, 'hashed.json');
    await writeFile(file, 'abc');
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(await createSoundnessCheck(memory).check(file, sha256)).toEqual({ state: 'sound' });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await createSoundnessCheck(memory).check(file, sha256)).toEqual({ state: 'sound' });
    // The memory decides: one that says so of other bytes is believed as long as the file stays as it is.
    const other = '0'.repeat(64);
    await writeFile(memory, (await readFile(memory, 'utf8')).replace(sha256, other));
    expect(await createSoundnessCheck(memory).check(file, other)).toEqual({ state: 'sound' });
    expect(await createSoundnessCheck(null).check(file, other)).toEqual({ state: 'damaged', sha256 });
    await writeFile(file, 'abd');
    expect(await createSoundnessCheck(memory).check(file, sha256)).toMatchObject({ state: 'damaged' });
    await rm(file);
    expect(await createSoundnessCheck(memory).check(file, sha256)).toEqual({ state: 'missing' });
    await writeFile(memory, 'not json');
    await writeFile(file, 'abc');
    expect(await createSoundnessCheck(memory).check(file, sha256)).toEqual({ state: 'sound' });
  });
});
