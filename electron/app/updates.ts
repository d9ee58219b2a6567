import path from 'node:path';
import { app } from 'electron';
import type { UpdateState } from '../../shared/contract/updates.ts';
import type { SettingsStore } from '../settings/settingsStore.ts';
import { UpdateDesk } from '../updates/updateDesk.ts';
import { openUpdateFeed } from '../updates/updateFeed.ts';
import { readPackagedConfig, updateObstacle } from '../updates/updateSource.ts';
import type { AppPaths } from './paths.ts';

/** Updates of this installation: from the address in the settings, else from the one that came with the package. */
export function createUpdateDesk(
  paths: AppPaths,
  settings: SettingsStore,
  tell: (state: UpdateState) => void,
): UpdateDesk {
  const packaged = app.isPackaged ? readPackagedConfig(process.resourcesPath) : null;
  return new UpdateDesk({
    obstacle: updateObstacle({
      isPackaged: app.isPackaged,
      platform: process.platform,
      appImage: process.env['APPIMAGE'],
      packaged,
    }),
    address: () => settings.current.updates.address ?? packaged?.url ?? null,
    openFeed: (address) => openUpdateFeed({ address, packaged, folder: path.join(paths.home, 'updates') }),
    tell,
    quit: () => app.quit(),
  });
}
