import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';

/** Platforms on which Electron checks the archive against the hash that is written into the program. */
const INTEGRITY_PLATFORMS = new Set(['darwin', 'win32']);

/**
 * Sets the fuses of a packed app: what nobody of its users needs, the program itself refuses.
 * @param {string} program absolute path of the executable, or of the .app folder
 * @param {string} platform `linux`, `win32` or `darwin`
 */
export async function setFuses(program, platform) {
  await flipFuses(program, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: platform === 'darwin',
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: INTEGRITY_PLATFORMS.has(platform),
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  });
}
