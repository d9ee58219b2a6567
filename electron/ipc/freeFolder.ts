import { lstat } from 'node:fs/promises';

/** The folder or file of this name, or of this name with a number behind it, that is not there yet. */
export async function freeFolder(wanted: string, ending = ''): Promise<string> {
  for (let n = 1; ; n++) {
    const folder = n === 1 ? `${wanted}${ending}` : `${wanted} ${n}${ending}`;
    if (!(await lstat(folder).catch(() => null))) return folder;
  }
}
