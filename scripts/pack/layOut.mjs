import { createRequire } from 'node:module';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fromRoot, ROOT } from '../setup/paths.mjs';
import { drawIcons } from './icons.mjs';

/** electron-builder is CommonJS, and takes a second to load: only where it is used. */
const require = createRequire(import.meta.url);

export const RELEASE = fromRoot('release');

/** Where electron-builder lays out the app of this machine's platform and processor. */
export function unpackedFolder() {
  const suffix = process.arch === 'x64' ? '' : `-${process.arch}`;
  switch (process.platform) {
    case 'win32':
      return path.join(RELEASE, `win${suffix}-unpacked`);
    case 'darwin':
      return path.join(RELEASE, `mac${suffix}`);
    default:
      return path.join(RELEASE, `linux${suffix}-unpacked`);
  }
}

/**
 * The program of an unpacked app.
 * @param {string} [folder]
 */
export function appProgram(folder = unpackedFolder()) {
  switch (process.platform) {
    case 'win32':
      return path.join(folder, 'Kotohogi Studio.exe');
    case 'darwin':
      return path.join(folder, 'Kotohogi Studio.app', 'Contents', 'MacOS', 'Kotohogi Studio');
    default:
      return path.join(folder, 'kotohogi-studio');
  }
}

/**
 * Runs electron-builder with electron-builder.yml.
 * @param {string} electronVersion of the runtime that set-up has installed; its folder tells another one for the fallback
 * @param {readonly string[]} formats `dir` for the unpacked app alone; empty for all formats of the platform
 * @returns {Promise<string[]>} the files it made
 */
export async function buildPackages(electronVersion, formats) {
  await drawIcons(path.join(RELEASE, 'icons'));
  /** @type {typeof import('electron-builder')} */
  const { build, Platform } = require('electron-builder');
  await rm(unpackedFolder(), { recursive: true, force: true });
  return await build({
    projectDir: ROOT,
    targets: Platform.current().createTarget([...formats]),
    config: { electronVersion },
    publish: 'never',
  });
}
