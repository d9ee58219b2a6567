import { copyFile, link, mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from '../settings/jsonFile.ts';

const RECOVERY_VERSION = 1;

const recordSchema = z.object({
  version: z.literal(RECOVERY_VERSION),
  keptAtMs: z.number(),
  /** Where the project lies; null while it was never saved. */
  projectPath: z.string().nullable(),
  /** A saved document, checked and brought up to date by whoever reads it. */
  document: z.record(z.string(), z.unknown()),
  /** Where the bytes of each medium were, absolute, by media id. */
  sources: z.record(z.string(), z.string()),
});
export type RecoveryRecord = Omit<z.infer<typeof recordSchema>, 'version'>;

/**
 * What would be lost if the program ended now: the document with every edit, in `recovery/` of the home folder. It is
 * replaced in one step, so that a crash in the middle of writing leaves the one before. Its presence at a start means
 * that the program did not end by itself.
 */
export class RecoveryStore {
  readonly #folder: string;
  readonly #file: string;

  constructor(home: string) {
    this.#folder = path.join(home, 'recovery');
    this.#file = path.join(this.#folder, 'project.json');
  }

  /** @returns null when there is nothing to recover, or nothing that can be read */
  read(): Promise<RecoveryRecord | null> {
    return readJsonFile(this.#file, recordSchema);
  }

  /** Resolves when it is safe on the disk. */
  write(record: RecoveryRecord): Promise<void> {
    return writeJsonFile(this.#file, { version: RECOVERY_VERSION, ...record });
  }

  /**
   * Keeps the bytes of a medium whose own place may be cleared.
   * @param name with its ending; the same name stands for the same bytes
   * @returns where they are kept
   */
  async keepBytes(source: string, name: string): Promise<string> {
    const kept = path.join(this.#folder, 'media', name);
    await placeBytes(source, kept);
    return kept;
  }

  /** True for what {@link keepBytes} has kept: it goes when the recovery is cleared. */
  holds(file: string): boolean {
    return file.startsWith(this.#folder + path.sep);
  }

  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Puts the same bytes in another place, without writing them twice where the file system can. */
export async function placeBytes(source: string, target: string): Promise<void> {
  if (path.resolve(source) === path.resolve(target)) return;
  const [from, to] = await Promise.all([stat(source), stat(target).catch(() => null)]);
  if (to?.size === from.size) return;
  await mkdir(path.dirname(target), { recursive: true });
  await rm(target, { force: true });
  await link(source, target).catch(() => copyFile(source, target));
}
