import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DidKeyStore, type Keychain } from './didKeyStore.ts';

const KEY = 'dXNlckBleGFtcGxlLmNvbQ:s3cr3tPartOfTheKey';

/** Every byte turned around: enough to see that what is on disk is not the text. */
const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff));

const keychain = (available: boolean): Keychain => ({
  isAvailable: () => available,
  encrypt: (text) => turned(Buffer.from(text)),
  decrypt: (bytes) => turned(bytes).toString(),
});

describe('the D-ID key', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-key-'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it('is on disk only as the keychain has encrypted it, for its owner alone, and is there the next time', async () => {
    const store = await DidKeyStore.load(home, keychain(true));
    expect(store.place).toBe('none');
    await store.save(KEY);
    expect([store.key, store.place]).toEqual([KEY, 'keychain']);
    const [file] = await readdir(home);
    const bytes = await readFile(path.join(home, file));
    for (const part of KEY.split(':')) expect(bytes.includes(part)).toBe(false);
    if (process.platform !== 'win32') expect((await stat(path.join(home, file))).mode & 0o077).toBe(0);

    const next = await DidKeyStore.load(home, keychain(true));
    expect([next.key, next.place]).toEqual([KEY, 'keychain']);
    await next.remove();
    expect([next.key, await readdir(home)]).toEqual([null, []]);
  });

  it('without a keychain lives in memory alone', async () => {
    const store = await DidKeyStore.load(home, keychain(false));
    await store.save(KEY);
    expect([store.key, store.place, await readdir(home)]).toEqual([KEY, 'memory', []]);
    expect((await DidKeyStore.load(home, keychain(false))).key).toBeNull();
  });

  it('that cannot be decrypted any more counts as absent', async () => {
    await (await DidKeyStore.load(home, keychain(true))).save(KEY);
    const broken: Keychain = {
      ...keychain(true),
      decrypt() {
        throw new Error('another user');
      },
    };
    expect((await DidKeyStore.load(home, broken)).place).toBe('none');
  });
});
