import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './paths.mjs';

/**
 * The commands that a fresh clone may begin with. Each sets up by itself, so no file may need a package as it is loaded:
 * what a function needs of a package, it imports when it is called.
 */
const FIRST_COMMANDS = ['setup', 'demo', 'test', 'studio', 'bench', 'guide', 'campaign', 'pack'];
const STATIC_IMPORT = /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]/gm;

/**
 * Packages that are loaded with a file, before its first line runs.
 * @param {string} file absolute path
 * @param {Set<string>} [seen]
 * @returns {string[]} each with the file that loads it
 */
function packagesLoadedWith(file, seen = new Set()) {
  if (seen.has(file)) return [];
  seen.add(file);
  return [...readFileSync(file, 'utf8').matchAll(STATIC_IMPORT)].flatMap(([, name]) => {
    if (name.startsWith('node:')) return [];
    if (name.startsWith('.')) return packagesLoadedWith(path.resolve(path.dirname(file), name), seen);
    return [`${name} by ${path.relative(ROOT, file)}`];
  });
}

it.each(FIRST_COMMANDS)('npm run %s starts in a clone without installed packages', (command) => {
  expect(packagesLoadedWith(path.join(ROOT, 'scripts', `${command}.mjs`))).toEqual([]);
});

it('sees a package behind several files', () => {
  expect(packagesLoadedWith(path.join(ROOT, 'scripts/pack/afterPack.mjs'))).toContain(
    '@electron/fuses by scripts/pack/fuses.mjs',
  );
});
