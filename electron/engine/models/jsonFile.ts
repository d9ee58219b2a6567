import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { replaceFile } from '../runtime/writeWhole.ts';

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
