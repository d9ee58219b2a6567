import { inputError, missingError, type KotohogiError } from '../../shared/errors.ts';

/** electron-updater's and builder-util-runtime's codes for files that are not what was announced. */
const FORGED = new Set(['ERR_CHECKSUM_MISMATCH', 'ERR_UPDATER_INVALID_SIGNATURE']);
/** And for a list of versions that cannot be used. */
const UNREADABLE = new Set([
  'ERR_UPDATER_INVALID_UPDATE_INFO',
  'ERR_UPDATER_NO_CHECKSUM',
  'ERR_UPDATER_NO_FILES_PROVIDED',
  'ERR_UPDATER_INVALID_VERSION',
  'ERR_UPDATER_ZIP_FILE_NOT_FOUND',
]);

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';

/** What went wrong with an update, in words. @param address where it was looked for */
export function feedError(thrown: unknown, address: string): KotohogiError {
  const code = codeOf(thrown);
  const { host } = new URL(address);
  if (FORGED.has(code))
    return inputError(
      'update-damaged',
      `The update from ${host} is not what its maker has announced; it was thrown away.`,
      'Try again later; if it stays so, tell whoever runs that address.',
      thrown,
    );
  if (UNREADABLE.has(code))
    return inputError(
      'update-list-unreadable',
      `The list of versions at ${host} cannot be used.`,
      'Check the address in the settings, or tell whoever runs it.',
      thrown,
    );
  return missingError(
    'update-unreachable',
    `No update could be fetched from ${host}.`,
    'Check the connection and the address in the settings.',
    thrown,
  );
}
