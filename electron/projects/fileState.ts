import { stat } from 'node:fs/promises';

/** Size and time of a file, to tell whether it has changed; null where there is none. */
export async function fileState(file: string): Promise<string | null> {
  const info = await stat(file).catch(() => null);
  return info ? `${info.size} ${info.mtimeMs}` : null;
}
