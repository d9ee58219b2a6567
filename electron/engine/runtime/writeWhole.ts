import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/**
 * Makes a file that is either complete or not there: written beside its place, safe on the disk, then renamed.
 * @param write writes the file it is given the path of
 * @throws whatever `write` throws; the place is then as it was before
 */
export async function writeWhole(target: string, write: (partial: string) => Promise<void>): Promise<void> {
  const partial = `${target}.${randomBytes(6).toString('hex')}.part`;
  try {
    await write(partial);
    const handle = await open(partial, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, target);
  } finally {
    await rm(partial, { force: true });
  }
}
