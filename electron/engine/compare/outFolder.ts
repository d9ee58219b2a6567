import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { inputError } from '../../../shared/errors.ts';

/** Turns the outcome of a promise into true or false. */
const SUCCEEDED = [() => true, () => false] as const;

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
      if (firstMade === undefined) return;
      // Folders that were made for nothing go again; one that holds something refuses, and stays with its parents.
      for (let made = target; made.length >= firstMade.length; made = path.dirname(made))
        if (!(await rmdir(made).then(...SUCCEEDED))) return;
    },
  };
}
