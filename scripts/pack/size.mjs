import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const MIB = 2 ** 20;
/** As many parts as a reader takes in at a glance. */
const SHOWN = 10;

/** Packages and archives are told as a whole, the rest file by file. */
const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const FOLDERS = ['locales', 'resources/models', 'resources/resources'];

/** @param {string} file path below the app's folder, with slashes */
function partOf(file) {
  const folder = FOLDERS.find((name) => file.startsWith(`${name}/`));
  return folder ?? PACKAGE.exec(file)?.[1] ?? file;
}

/**
 * The size of an unpacked app and of its parts, largest first.
 * @param {string} folder
 * @returns {{ totalBytes: number, parts: { name: string, bytes: number }[] }}
 */
export function measureApp(folder) {
  /** @type {Map<string, number>} */
  const sizes = new Map();
  let totalBytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const { size } = statSync(file);
    const part = partOf(path.relative(folder, file).replaceAll(path.sep, '/'));
    sizes.set(part, (sizes.get(part) ?? 0) + size);
    totalBytes += size;
  }
  const parts = [...sizes].map(([name, bytes]) => ({ name, bytes }));
  return { totalBytes, parts: parts.sort((a, b) => b.bytes - a.bytes) };
}

/** @param {number} bytes */
export const inMib = (bytes) => (bytes / MIB).toFixed(1);

/**
 * @param {ReturnType<typeof measureApp>} size
 * @param {number} budgetMib
 */
export function sizeLines({ totalBytes, parts }, budgetMib) {
  return [
    `Installed size: ${inMib(totalBytes)} MiB (budget ${String(budgetMib)} MiB)`,
    ...parts.slice(0, SHOWN).map(({ name, bytes }) => `  ${inMib(bytes).padStart(7)} MiB  ${name}`),
  ];
}
