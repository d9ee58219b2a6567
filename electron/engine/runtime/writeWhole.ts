import { open, rename, rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { ownName } from './ownFiles.ts';

/** Windows refuses to replace a file while somebody reads it; that takes milliseconds. */
const RENAME_TRIES = 10;
const RENAME_WAIT_MS = 20;

const codeOf = (thrown: unknown): unknown =>
  thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;

/** Puts a finished file in the place of another in one step. */
export async function replaceFile(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries++)
    try {
      await rename(from, to);
      return;
    } catch (thrown) {
      const isBusy = ['EPERM', 'EACCES', 'EBUSY'].includes(String(codeOf(thrown)));
      if (!isBusy || tries >= RENAME_TRIES) throw thrown;
      await wait(RENAME_WAIT_MS);
    }
}

/**
 * Makes a file that is either complete or not there: written beside its place, safe on the disk, then renamed.
 * @param write writes the file it is given the path of
 * @throws whatever `write` throws; the place is then as it was before
 */
export async function writeWhole(target: string, write: (partial: string) => Promise<void>): Promise<void> {
  const partial = `${target}.${ownName()}.part`;
  try {
    await write(partial);
    const handle = await open(partial, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await replaceFile(partial, target);
  } finally {
    await rm(partial, { force: true });
  }
}
