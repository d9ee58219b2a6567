// Runs after electron-builder has laid out the app and before anything is signed or compressed.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setFuses } from './fuses.mjs';

/** What the runtime's own folder brings along and a package has no use for. */
const LEFT_OVERS = ['kotohogi-runtime.json', 'version'];

/**
 * What electron-builder calls the program, by electron-builder.yml.
 * @param {string} platform
 * @param {string} productName
 */
function programName(platform, productName) {
  switch (platform) {
    case 'darwin':
      return `${productName}.app`;
    case 'win32':
      return `${productName}.exe`;
    default:
      return 'kotohogi-studio';
  }
}

/** @param {import('electron-builder').AfterPackContext} context */
export default async function afterPack(context) {
  const { appOutDir, packager, electronPlatformName } = context;
  const isMac = electronPlatformName === 'darwin';
  const program = path.join(appOutDir, programName(electronPlatformName, packager.appInfo.productFilename));
  const resources = isMac ? path.join(program, 'Contents', 'Resources') : path.join(appOutDir, 'resources');
  await rm(path.join(resources, 'default_app.asar'), { force: true });
  if (!isMac) for (const name of LEFT_OVERS) await rm(path.join(appOutDir, name), { force: true });
  await setFuses(program, electronPlatformName);
}
