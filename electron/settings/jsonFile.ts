import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';

/** Reads a small JSON file; what is missing, damaged or of another shape counts as absent. */
export async function readJsonFile<Schema extends z.ZodType>(
  filePath: string,
  schema: Schema,
): Promise<z.output<Schema> | null> {
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(filePath, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Writes beside the target and renames, so that a crash leaves either the old file or the new one. */
export async function writeJsonFile(filePath: string, value: unknown): Promise<void> {
  await mkdir(path.dirname(filePath), { recursive: true });
  const beside = `${filePath}.${process.pid}.new`;
  try {
    const handle = await open(beside, 'w');
    try {
      await handle.writeFile(`${JSON.stringify(value, null, 2)}\n`);
      // Otherwise a power cut could leave the new name on bytes that were never written.
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, filePath);
  } finally {
    await rm(beside, { force: true });
  }
}
