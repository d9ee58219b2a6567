// Runs after electron-builder has laid out the app and before anything is signed or compressed.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setFuses } from './fuses.mjs';

/** What the runtime's own folder brings along and a package has no use for. */
const LEFT_OVERS = ['kotohogi-runtime.json', 'version'];

/** @param {import('electron-builder').AfterPackContext} context */
export default async function afterPack(context) {
  const { appOutDir, packager, electronPlatformName } = context;
  const isMac = electronPlatformName === 'darwin';
  const program = isMac
    ? path.join(appOutDir, `${packager.appInfo.productFilename}.app`)
    : path.join(
        appOutDir,
        packager.platform.name === 'windows'
          ? `${packager.appInfo.productFilename}.exe`
          : packager.executableName,
      );
  const resources = isMac ? path.join(program, 'Contents', 'Resources') : path.join(appOutDir, 'resources');
  await rm(path.join(resources, 'default_app.asar'), { force: true });
  if (!isMac) for (const name of LEFT_OVERS) await rm(path.join(appOutDir, name), { force: true });
  await setFuses(program, electronPlatformName);
}
