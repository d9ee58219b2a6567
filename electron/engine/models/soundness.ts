/** Whether the bytes of a model file are those that its card states, without hashing it again and again. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { digestFile } from './fileDigest.ts';
import { readJson, writeJson } from '../runtime/jsonFile.ts';

/** What changes when a file is written or replaced. */
const stampSchema = z.object({ sha256: z.string(), stamp: z.string() });
const memorySchema = z.object({ schemaVersion: z.literal(1), files: z.record(z.string(), stampSchema) });

interface Stamp {
  readonly text: string;
  /** Whether a later change is sure to change the text. */
  readonly isSettled: boolean;
}

export type Soundness =
  | { readonly state: 'sound' }
  | { readonly state: 'missing' }
  | { readonly state: 'damaged'; readonly sha256: string };

export interface SoundnessCheck {
  /** @param file absolute path @param sha256 what its bytes should hash to */
  check(file: string, sha256: string): Promise<Soundness>;
}

/** Disks tell times in steps of milliseconds: what was written just now may be written again within the same step. */
const UNSETTLED_MS = 100;

/** Size, times of writing and of renaming, and the file's number on its disk. */
async function stampOf(file: string): Promise<Stamp | null> {
  const about = await stat(file, { bigint: true }).catch(() => null);
  if (!about?.isFile()) return null;
  const ageMs = Date.now() - Number(about.ctimeMs);
  return {
    text: [about.size, about.mtimeNs, about.ctimeNs, about.ino].join(' '),
    isSettled: ageMs >= UNSETTLED_MS,
  };
}

/**
 * @param memoryFile where it is remembered which files were hashed, so that a large one is not hashed at every start;
 *   null remembers them as long as the program runs
 */
export function createSoundnessCheck(memoryFile: string | null): SoundnessCheck {
  const stamps = new Map<string, string>();

  async function remembered(file: string, sha256: string): Promise<string | undefined> {
    const key = `${sha256} ${file}`;
    const known = stamps.get(key);
    if (known !== undefined || memoryFile === null) return known;
    const onDisk = (await readJson(memoryFile, memorySchema))?.files[path.basename(file)];
    return onDisk?.sha256 === sha256 ? onDisk.stamp : undefined;
  }

  async function remember(file: string, sha256: string, stamp: string): Promise<void> {
    stamps.set(`${sha256} ${file}`, stamp);
    if (memoryFile === null) return;
    const files = (await readJson(memoryFile, memorySchema))?.files ?? {};
    const memory = { schemaVersion: 1, files: { ...files, [path.basename(file)]: { sha256, stamp } } };
    // Without it the file is hashed at the next start: slower, not wrong.
    await writeJson(memoryFile, memory).catch(() => undefined);
  }

  return {
    async check(file, sha256) {
      const stamp = await stampOf(file);
      if (stamp === null) return { state: 'missing' };
      if ((await remembered(file, sha256)) === stamp.text) return { state: 'sound' };
      const found = (await digestFile(file)).sha256;
      if (found !== sha256) return { state: 'damaged', sha256: found };
      if (stamp.isSettled) await remember(file, sha256, stamp.text);
      return { state: 'sound' };
    },
  };
}
