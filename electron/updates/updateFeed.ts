import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { app } from 'electron';
import type * as ElectronUpdater from 'electron-updater';
import type { AppUpdater } from 'electron-updater';
import { feedError } from './feedError.ts';
import type { PackagedConfig } from './updateSource.ts';

/** A place that lists versions and holds their files. */
export interface UpdateFeed {
  /** The newer version; null when there is none. @throws KotohogiError */
  check(): Promise<{ readonly version: string } | null>;
  /** Loads the version that `check` has found, and compares it with what was announced. @throws KotohogiError */
  download(onFraction: (fraction: number) => void): Promise<void>;
  /** The loaded version takes this one's place when the program ends. */
  installAtQuit(): void;
}

interface FeedParts {
  readonly address: string;
  /** What came with the package: whose signature updates have to bear. */
  readonly packaged: PackagedConfig | null;
  /** For the updater's own notes and for what it loads. */
  readonly folder: string;
}

/** What electron-updater needs of the program; its own would put its files outside of the studio's folder. */
function adapter(configFile: string, folder: string) {
  return {
    version: app.getVersion(),
    name: app.getName(),
    isPackaged: app.isPackaged,
    appUpdateConfigPath: configFile,
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: () => app.whenReady(),
    relaunch: () => app.relaunch(),
    quit: () => app.quit(),
    onQuit: (handler: (exitCode: number) => void) =>
      void app.once('quit', (_event, exitCode) => handler(exitCode)),
  };
}

async function createUpdater({ address, packaged, folder }: FeedParts): Promise<AppUpdater> {
  // Loaded late: most starts never look.
  const { default: updaters } = await import('electron-updater');
  await mkdir(folder, { recursive: true });
  const configFile = path.join(folder, 'app-update.yml');
  const config = { ...packaged, provider: 'generic', url: address, updaterCacheDirName: 'loaded' };
  // JSON is YAML.
  await writeFile(configFile, JSON.stringify(config));
  const updater = createFor(process.platform, updaters, adapter(configFile, folder));
  // An updater that is given its surroundings is not given a way to the network. It reads where to look later.
  const { ElectronHttpExecutor } = await import('electron-updater/out/electronHttpExecutor.js');
  Object.assign(updater, { httpExecutor: new ElectronHttpExecutor() });
  return updater;
}

function createFor(
  platform: NodeJS.Platform,
  { AppImageUpdater, MacUpdater, NsisUpdater }: typeof ElectronUpdater,
  surroundings: ReturnType<typeof adapter>,
): AppUpdater {
  switch (platform) {
    case 'win32':
      return new NsisUpdater(null, surroundings);
    case 'darwin':
      return new MacUpdater(undefined, surroundings);
    default:
      return new AppImageUpdater(null, surroundings);
  }
}

/**
 * electron-updater behind three questions. It verifies the announced SHA-512 everywhere, the maker's signature on
 * Windows (by the name in the package) and, through the system, on macOS.
 */
export async function openUpdateFeed(parts: FeedParts): Promise<UpdateFeed> {
  const updater = await createUpdater(parts);
  updater.logger = null;
  updater.autoDownload = false;
  // The whole file: what is made of pieces of the old one spares little and fails in more ways.
  updater.disableDifferentialDownload = true;
  // Each call reports its own failures; without a listener they would end the program.
  updater.on('error', () => undefined);
  return {
    async check() {
      const found = await updater.checkForUpdates().catch((thrown: unknown) => {
        throw feedError(thrown, parts.address);
      });
      return found?.isUpdateAvailable ? { version: found.updateInfo.version } : null;
    },
    async download(onFraction) {
      updater.on('download-progress', ({ percent }) => onFraction(Math.min(1, percent / 100)));
      // Its handler for the end of the program is put in place while loading; it asks again at the end.
      updater.autoInstallOnAppQuit = true;
      try {
        await updater.downloadUpdate();
      } catch (thrown) {
        throw feedError(thrown, parts.address);
      } finally {
        updater.autoInstallOnAppQuit = false;
      }
    },
    installAtQuit() {
      updater.autoInstallOnAppQuit = true;
    },
  };
}
