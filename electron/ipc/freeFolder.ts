import { lstat } from 'node:fs/promises';

/** The folder of this name, or of this name with a number behind it, that is not there yet. */
export async function freeFolder(wanted: string): Promise<string> {
  for (let n = 1; ; n++) {
    const folder = n === 1 ? wanted : `${wanted} ${n}`;
    if (!(await lstat(folder).catch(() => null))) return folder;
  }
}
