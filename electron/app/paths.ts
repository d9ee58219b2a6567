import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where the installation and the user's things are. All absolute. */
export interface AppPaths {
  /** Folder that holds `models/` and `resources/`: the checkout, or the resources of a packaged app. */
  readonly install: string;
  /** Built page. */
  readonly page: string;
  readonly preload: string;
  readonly engineWorker: string;
  /** Everything stateful about the user; `KOTOHOGI_HOME` moves it. */
  readonly home: string;
  readonly cache: string;
  readonly logs: string;
  readonly models: string;
  readonly samplePhoto: string;
  readonly sampleVoice: string;
  readonly templates: string;
  readonly icon: string;
}

const MANIFEST = path.join('models', 'manifest.json');

/**
 * Finds the installation by walking up to the nearest folder with a model manifest.
 * @param from folder of the running bundle
 */
export function findInstallFolder(from: string): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, MANIFEST))) return folder;
    if (folder === path.dirname(folder)) throw new Error(`No ${MANIFEST} in any folder above ${from}.`);
  }
}

/**
 * The folder of everything stateful about the user.
 * @param environment `KOTOHOGI_HOME` moves the folder
 * @param appData the platform's folder for application data
 */
export function homeFolder(environment: NodeJS.ProcessEnv, appData: string): string {
  const moved = environment['KOTOHOGI_HOME'];
  return moved ? path.resolve(moved) : path.join(appData, 'kotohogi-studio');
}

/**
 * @param bundleFolder folder of the running bundle (`dist/node`)
 * @param appData the platform's folder for application data
 */
export function resolvePaths(bundleFolder: string, appData: string, environment = process.env): AppPaths {
  const install = findInstallFolder(bundleFolder);
  const home = homeFolder(environment, appData);
  const sample = path.join(install, 'resources', 'sample');
  return {
    install,
    page: path.join(bundleFolder, '..', 'renderer'),
    preload: path.join(bundleFolder, 'preload.cjs'),
    engineWorker: path.join(bundleFolder, 'engineWorker.js'),
    home,
    cache: path.join(home, 'cache'),
    logs: path.join(home, 'logs'),
    models: path.join(install, 'models'),
    samplePhoto: path.join(sample, 'photo.jpg'),
    sampleVoice: path.join(sample, 'voice.wav'),
    templates: path.join(install, 'resources', 'templates'),
    icon: path.join(install, 'resources', 'icons', 'icon.png'),
  };
}

/** Shortens the user's home folder to `~` for people to read. */
export function displayFolder(folder: string, userHome = os.homedir()): string {
  if (folder === userHome) return '~';
  return folder.startsWith(userHome + path.sep) ? path.join('~', path.relative(userHome, folder)) : folder;
}
