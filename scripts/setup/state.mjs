import { readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { STATE_FOLDER } from './paths.mjs';

/**
 * What an earlier set-up noted under a name; undefined when there is no readable note.
 * @param {string} name
 * @returns {Promise<unknown>}
 */
export async function readNote(name) {
  try {
    return JSON.parse(await readFile(path.join(STATE_FOLDER, `${name}.json`), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} name
 * @param {unknown} note anything JSON can carry
 */
export async function writeNote(name, note) {
  await mkdir(STATE_FOLDER, { recursive: true });
  await writeJson(path.join(STATE_FOLDER, `${name}.json`), note);
}

/**
 * Writes beside and renames, so that a reader never sees half a file.
 * @param {string} file
 * @param {unknown} value
 */
export async function writeJson(file, value) {
  const beside = `${file}.${String(process.pid)}.new`;
  await writeFile(beside, `${JSON.stringify(value, null, 2)}\n`);
  await rename(beside, file);
}

/**
 * @param {string} file
 * @returns {any} parsed JSON of a file that must exist
 */
export const readJsonSync = (file) => JSON.parse(readFileSync(file, 'utf8'));
