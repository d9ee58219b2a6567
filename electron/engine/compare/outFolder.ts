import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { inputError } from '../../../shared/errors.ts';

/** A folder that gets several files, all of them complete or none. */
export interface OutFolder {
  /** Files are made here, beside where they will stand. */
  readonly staging: string;
  /** Moves finished files to their place. */
  publish(names: readonly string[]): Promise<void>;
  /** Takes away what is left. */
  close(): Promise<void>;
}

/** @throws KotohogiError kind `input` when the folder cannot be made or written to */
export async function openOutFolder(outFolder: string): Promise<OutFolder> {
  const target = path.resolve(outFolder);
  const staging = path.join(target, `.comparison.${randomBytes(4).toString('hex')}.partial`);
  let firstMade: string | undefined;
  try {
    firstMade = await mkdir(target, { recursive: true });
    await mkdir(staging);
  } catch (cause) {
    throw inputError(
      'out-folder',
      `The videos cannot be written to "${target}": it cannot be made, or is no folder, or is read-only.`,
      'Choose a folder that you may write to.',
      cause,
    );
  }
  return {
    staging,
    async publish(names) {
      for (const name of names) await rename(path.join(staging, name), path.join(target, name));
    },
    async close() {
      await rm(staging, { recursive: true, force: true });
      // A folder that was made for nothing goes again; one that holds something refuses, and stays.
      if (firstMade !== undefined) await rmdir(target).catch(() => undefined);
    },
  };
}
