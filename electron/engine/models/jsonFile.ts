import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';

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

/** A small JSON file; null when it is missing, damaged or of another shape. */
export async function readJson<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema> | null> {
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Writes beside the target and renames: whoever reads sees the old file or the new one. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.new`;
  try {
    await writeFile(beside, `${JSON.stringify(value, null, 2)}\n`, { flush: true });
    await replaceFile(beside, file);
  } finally {
    await rm(beside, { force: true });
  }
}
