import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { UpdateObstacle } from '../../shared/contract/updates.ts';
import { isUpdateAddress } from '../../shared/contract/updateConstants.ts';

/** What whoever made the package has written into its `app-update.yml`. */
export interface PackagedConfig {
  readonly url: string | null;
  /** Windows: the names in the maker's certificate. */
  readonly publisherName: readonly string[];
}

const KEY = /^(\w+):\s*(.*)$/;
const ITEM = /^\s*-\s+(.*)$/;
const unquoted = (text: string): string => text.trim().replace(/^(['"])(.*)\1$/, '$2');

/**
 * Reads the two facts that matter out of an `app-update.yml`, a flat file that electron-builder writes.
 * @param text the file
 */
export function parsePackagedConfig(text: string): PackagedConfig {
  let url: string | null = null;
  const publisherName: string[] = [];
  let key = '';
  for (const line of text.split(/\r?\n/)) {
    const pair = KEY.exec(line);
    const value = unquoted(pair?.[2] ?? ITEM.exec(line)?.[1] ?? '');
    if (pair) key = pair[1] ?? '';
    if (value === '') continue;
    if (key === 'url') url = isUpdateAddress(value) ? value : null;
    if (key === 'publisherName') publisherName.push(value);
  }
  return { url, publisherName };
}

/** @param resources folder of the package's resources; null when it brings no address */
export function readPackagedConfig(resources: string): PackagedConfig | null {
  const file = path.join(resources, 'app-update.yml');
  return existsSync(file) ? parsePackagedConfig(readFileSync(file, 'utf8')) : null;
}

interface Installation {
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  /** The AppImage that the program runs from, as the AppImage itself tells it. */
  readonly appImage: string | undefined;
  readonly packaged: PackagedConfig | null;
}

/** Why an installation does not replace itself; null when it may. */
export function updateObstacle({
  isPackaged,
  platform,
  appImage,
  packaged,
}: Installation): UpdateObstacle | null {
  if (!isPackaged) return 'checkout';
  if (platform === 'linux') return appImage ? null : 'archive';
  // On Windows nothing but the maker's name tells an update from a forgery; macOS itself asks for the same maker.
  if (platform === 'win32') return packaged && packaged.publisherName.length > 0 ? null : 'unsigned';
  return platform === 'darwin' ? null : 'archive';
}
