import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { probe } from './network.mjs';
import { fromModules, fromRoot, ROOT } from './paths.mjs';
import { runProcess } from './process.mjs';
import { readNote, writeNote } from './state.mjs';

const DOWNLOAD_DEADLINE_MS = 5 * 60_000;
const CHECK_DEADLINE_MS = 20_000;
const require = createRequire(fromRoot('package.json'));

/** @typedef {{ origin: 'ffmpeg-static' | '@ffmpeg-installer' | 'system', path: string, version: string }} FoundFfmpeg */

/** Where ffmpeg-static keeps (or would keep) its program. @returns {string | null} */
const staticPath = () => require('ffmpeg-static');

/**
 * @param {FoundFfmpeg['origin']} origin
 * @param {string} program
 * @returns {Promise<FoundFfmpeg | undefined>} undefined when it does not start or cannot write H.264 and AAC
 */
async function check(origin, program) {
  const encoders = await runProcess(program, ['-hide_banner', '-encoders'], { timeoutMs: CHECK_DEADLINE_MS });
  if (encoders.status !== 0 || !/ libx264 /.test(encoders.stdout) || !/ aac /.test(encoders.stdout))
    return undefined;
  const { stdout } = await runProcess(program, ['-version'], { timeoutMs: CHECK_DEADLINE_MS });
  return { origin, path: program, version: /^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? 'unknown' };
}

/** @returns {Promise<string | undefined>} why it did not work; undefined when it did */
async function installStatic() {
  const target = staticPath();
  if (!target) return 'no build for this platform';
  const unreachable = await probe('https://github.com/eugeneware/ffmpeg-static/releases/latest');
  if (unreachable) return unreachable;
  const install = await runProcess(process.execPath, [fromModules('ffmpeg-static', 'install.js')], {
    cwd: ROOT,
    timeoutMs: DOWNLOAD_DEADLINE_MS,
  });
  if (install.status === 0) return undefined;
  // A download cut short would be taken for an installed program.
  await rm(target, { force: true });
  return install.timedOut ? 'no end after 5 minutes' : 'its install script failed';
}

/** @returns {Promise<FoundFfmpeg | undefined>} the first one that works, best first */
async function find() {
  const fromStatic = staticPath();
  if (fromStatic && existsSync(fromStatic)) {
    const found = await check('ffmpeg-static', fromStatic);
    if (found) return found;
  }
  const installer = installerPath();
  const found = installer && existsSync(installer) ? await check('@ffmpeg-installer', installer) : undefined;
  return found ?? check('system', 'ffmpeg');
}

/** @returns {string | undefined} undefined where the package has no build for this platform */
function installerPath() {
  try {
    return require('@ffmpeg-installer/ffmpeg').path;
  } catch {
    return undefined;
  }
}

/**
 * A choice made by hand is never silently replaced.
 * @param {string} program
 * @returns {Promise<import('./steps.mjs').StepResult>}
 */
async function checkChosen(program) {
  const found = await check('system', program);
  return found
    ? { state: 'present', detail: `${found.version} (KOTOHOGI_FFMPEG)` }
    : {
        state: 'missing',
        detail: `KOTOHOGI_FFMPEG names ${program}, which does not start or cannot write H.264 and AAC`,
        remedy: 'Correct the variable, or remove it to use the ffmpeg that comes with Kotohogi Studio.',
      };
}

/**
 * Makes sure that there is an ffmpeg that can write MP4: ffmpeg-static's from its official place, else the one
 * inside the npm package @ffmpeg-installer, else the system's.
 * @param {{ retryDownloads: boolean }} options
 * @returns {Promise<import('./steps.mjs').StepResult>}
 */
export async function prepareFfmpeg({ retryDownloads }) {
  const chosen = process.env['KOTOHOGI_FFMPEG'];
  if (chosen) return checkChosen(chosen);
  const note = /** @type {FoundFfmpeg | undefined} */ (await readNote('ffmpeg'));
  const stillThere = note && (note.origin === 'system' || existsSync(note.path));
  if (stillThere && !(retryDownloads && note.origin !== 'ffmpeg-static'))
    return { state: 'present', detail: `${note.version} (${note.origin})` };

  const reason = await installStatic();
  const found = await find();
  if (!found)
    return {
      state: 'missing',
      detail: 'no ffmpeg with libx264 and aac',
      remedy:
        'Install ffmpeg (Debian and Ubuntu: "apt-get install ffmpeg"; macOS: "brew install ffmpeg"; Windows: "winget install ffmpeg").',
    };
  await writeNote('ffmpeg', found);
  const because =
    found.origin === 'ffmpeg-static' || !reason ? '' : `; ffmpeg-static could not be fetched: ${reason}`;
  return { state: 'done', detail: `${found.version} (${found.origin}${because})` };
}
