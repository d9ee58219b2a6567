import { findElectronRuntime } from '../setup/electron.mjs';
import { SetupProblem } from '../setup/problem.mjs';
import { readNote } from '../setup/state.mjs';

/**
 * What only this machine knows: the Electron runtime and the ffmpeg that set-up has found.
 * @returns {Promise<{ electron: import('../setup/electron.mjs').ElectronRuntime, ffmpeg: import('../setup/ffmpeg.mjs').FoundFfmpeg }>}
 * @throws {SetupProblem} when there is no ffmpeg that a package could contain
 */
export async function findParts() {
  const electron = await findElectronRuntime();
  if (!electron) throw new SetupProblem('There is no Electron runtime to pack.', 'Run "npm run setup".');
  const ffmpeg = /** @type {import('../setup/ffmpeg.mjs').FoundFfmpeg | undefined} */ (
    await readNote('ffmpeg')
  );
  if (!ffmpeg || ffmpeg.origin === 'system')
    throw new SetupProblem(
      'The ffmpeg in use belongs to this machine; a package has to bring its own.',
      'Run "npm run setup -- --retry-downloads" with access to github.com or the npm registry.',
    );
  return { electron, ffmpeg };
}

/**
 * A package for others has to contain an Electron that is still maintained.
 * @param {import('../setup/electron.mjs').ElectronRuntime} electron
 * @throws {SetupProblem} when it is the fallback
 */
export function refuseFallback({ origin, version }) {
  if (origin === 'official') return;
  throw new SetupProblem(
    `Packages for others are not made with Electron ${version}, the fallback out of an npm package: it gets no security updates.`,
    'Run "npm run setup -- --retry-downloads" with access to github.com, or add --allow-fallback to try the packages out.',
  );
}
