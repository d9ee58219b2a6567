import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { missingError } from '../../shared/errors.ts';
import type { EngineFolders } from './context.ts';

/** Name of the user's folder, under the platform's folder for application data. */
const HOME_NAME = 'kotohogi-studio';

/** The platform's folder for application data, the same that Electron calls `appData`. */
function appDataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, userHome: string): string {
  switch (platform) {
    case 'win32':
      return env['APPDATA'] ?? path.join(userHome, 'AppData', 'Roaming');
    case 'darwin':
      return path.join(userHome, 'Library', 'Application Support');
    default:
      return env['XDG_CONFIG_HOME'] ?? path.join(userHome, '.config');
  }
}

/**
 * The nearest folder above `from` that holds `models/manifest.json`: the checkout, or the resources of a packaged
 * app (where `models/` lies beside the archive that holds the code).
 * @throws KotohogiError kind `missing`
 */
export function findInstallFolder(from: string = path.dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'models', 'manifest.json'))) return folder;
    if (folder === path.dirname(folder))
      throw missingError(
        'installation-incomplete',
        `There is no models/manifest.json in any folder above ${from}.`,
        'Install Kotohogi Studio again.',
      );
  }
}

/** Folder of everything stateful about the user; `KOTOHOGI_HOME` moves it. */
export function homeOfUser(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  userHome: string = os.homedir(),
): string {
  const moved = env['KOTOHOGI_HOME'];
  return moved ? path.resolve(moved) : path.join(appDataFolder(env, platform, userHome), HOME_NAME);
}

/**
 * Where things live on this machine.
 * @param env `KOTOHOGI_HOME` moves everything stateful about the user
 */
export function resolveFolders(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  userHome: string = os.homedir(),
): EngineFolders {
  const home = homeOfUser(env, platform, userHome);
  return { home, cache: path.join(home, 'cache'), models: path.join(findInstallFolder(), 'models') };
}
