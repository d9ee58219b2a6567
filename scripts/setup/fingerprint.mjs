import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * The files below some folders (or single files), in a fixed order.
 * @param {string} root
 * @param {readonly string[]} entries relative to root; absent ones are skipped
 * @param {(file: string) => boolean} wanted by path relative to root, with forward slashes
 */
export function listFiles(root, entries, wanted) {
  return entries
    .filter((entry) => existsSync(path.join(root, entry)))
    .flatMap((entry) =>
      statSync(path.join(root, entry)).isDirectory()
        ? readdirSync(path.join(root, entry), { recursive: true, withFileTypes: true })
            .filter((child) => child.isFile())
            .map((child) => path.relative(root, path.join(child.parentPath, child.name)))
        : [entry],
    )
    .map((file) => file.split(path.sep).join('/'))
    .filter(wanted)
    .sort();
}

/**
 * A hash over names, sizes and modification times: cheap enough for every start, and any edit changes it.
 * @param {string} root
 * @param {readonly string[]} files relative to root
 */
export function fingerprintOf(root, files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(path.join(root, file));
    hash.update(`${file}\0${String(size)}\0${String(mtimeMs)}\n`);
  }
  return hash.digest('hex');
}
