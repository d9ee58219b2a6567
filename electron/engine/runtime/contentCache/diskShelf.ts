import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { openRecord, packRecord } from './record.ts';

/** Records in a folder up to a byte budget; the least recently used goes first. Several processes may share it. */
export interface DiskShelf {
  /** @returns the payload; null when there is no whole record, and then nothing is left under that key */
  read(key: string, layout: string): Promise<Uint8Array | null>;
  /** @throws the file system's error; nothing half-written remains */
  write(key: string, layout: string, payload: readonly Uint8Array[]): Promise<void>;
  /** Removes a record that its reader could not use. */
  drop(key: string): Promise<void>;
}

const EXTENSION = '.record';
const PARTIAL = '.partial';
/** A file that is being written is renamed within seconds; an older one was left by a process that ended. */
const ABANDONED_MS = 60 * 60 * 1000;
/** The folder is looked through again after as many new bytes: looking takes longer the more lies in it. */
const UNCOUNTED_SHARE = 1 / 64;

export function createDiskShelf(folder: string, budgetBytes: number): DiskShelf {
  const fileOf = (key: string): string => path.join(folder, `${key}${EXTENSION}`);
  const drop = async (key: string): Promise<void> => {
    await rm(fileOf(key), { force: true }).catch(() => undefined);
  };

  /** Written since the folder was last looked through; the first record of a process always counts. */
  let uncountedBytes = Infinity;

  /** Another process may remove a file at any moment: what is gone needs no room. */
  async function makeRoom(): Promise<void> {
    const records: { readonly file: string; readonly bytes: number; readonly usedMs: number }[] = [];
    for (const name of await readdir(folder)) {
      const file = path.join(folder, name);
      const info = await stat(file).catch(() => null);
      if (!info?.isFile()) continue;
      if (name.endsWith(EXTENSION)) records.push({ file, bytes: info.size, usedMs: info.mtimeMs });
      else if (name.endsWith(PARTIAL) && Date.now() - info.mtimeMs > ABANDONED_MS)
        await rm(file, { force: true });
    }
    let held = records.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { file, bytes } of records.sort((a, b) => a.usedMs - b.usedMs)) {
      if (held <= budgetBytes) return;
      await rm(file, { force: true });
      held -= bytes;
    }
  }

  return {
    drop,
    async read(key, layout) {
      const file = fileOf(key);
      const record = await readFile(file).catch((thrown: unknown) =>
        thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT' ? undefined : null,
      );
      if (record === undefined) return null;
      const payload = record && openRecord(key, layout, record);
      if (!payload) {
        await drop(key);
        return null;
      }
      const now = new Date();
      // A folder that may only be read still serves; its records are then used in the order of their making.
      await utimes(file, now, now).catch(() => undefined);
      return payload;
    },
    async write(key, layout, payload) {
      const pieces = packRecord(key, layout, payload);
      const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
      if (bytes > budgetBytes) return;
      await mkdir(folder, { recursive: true });
      const partial = path.join(folder, `${key}.${randomBytes(6).toString('hex')}${PARTIAL}`);
      try {
        const handle = await open(partial, 'wx');
        try {
          for (const piece of pieces) await handle.writeFile(piece);
        } finally {
          await handle.close();
        }
        await rename(partial, fileOf(key));
      } catch (thrown) {
        await rm(partial, { force: true }).catch(() => undefined);
        throw thrown;
      }
      uncountedBytes += bytes;
      if (uncountedBytes < budgetBytes * UNCOUNTED_SHARE) return;
      uncountedBytes = 0;
      await makeRoom();
    },
  };
}
