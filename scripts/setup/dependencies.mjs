import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { runNpm } from './npm.mjs';
import { fromModules, fromRoot, ROOT } from './paths.mjs';
import { SetupProblem } from './problem.mjs';
import { isAlive, lastLines } from './process.mjs';

const INSTALL_DEADLINE_MS = 30 * 60_000;
const ORPHAN_DEADLINE_MS = 3 * 60_000;
/** Holds the process id of a running `npm ci`; outside of node_modules, which npm empties. */
const NPM_PID = fromRoot('dist', 'npm.pid');

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages
 */

/**
 * Which locked packages are not installed in the locked version. Packages for other platforms are optional and may
 * be absent.
 * @param {LockedPackages} wanted `packages` of package-lock.json
 * @param {LockedPackages} present `packages` of node_modules/.package-lock.json
 */
export function findOutdated(wanted, present) {
  return Object.entries(wanted)
    .filter(([folder]) => folder !== '')
    .filter(([folder, { version, optional, devOptional }]) => {
      const installed = present[folder];
      return installed ? installed.version !== version : !optional && !devOptional;
    })
    .map(([folder]) => folder);
}

/**
 * npm writes its hidden lock file as the very last act of an install: its absence marks an interrupted one.
 * @returns {string | undefined} why an install is needed
 */
function reasonToInstall() {
  const hidden = fromModules('.package-lock.json');
  if (!existsSync(hidden)) return existsSync(fromModules()) ? 'an interrupted install' : 'a first install';
  const packagesOf = (/** @type {string} */ file) =>
    /** @type {LockedPackages} */ (JSON.parse(readFileSync(file, 'utf8')).packages);
  const outdated = findOutdated(packagesOf(fromRoot('package-lock.json')), packagesOf(hidden));
  return outdated.length > 0 ? `${String(outdated.length)} packages changed` : undefined;
}

/**
 * Newer npm skips the downloading install scripts by `allowScripts` in package.json; older npm runs every script.
 * These tell the scripts themselves to stand back, because the steps that follow do their work with deadlines.
 */
const SCRIPTS_STAND_BACK = {
  ELECTRON_SKIP_BINARY_DOWNLOAD: '1',
  ONNXRUNTIME_NODE_INSTALL: 'skip',
  // ffmpeg-static counts any existing file as an installed ffmpeg; there is no real switch.
  FFMPEG_BIN: process.execPath,
};

/**
 * When a set-up was killed, its npm may still be writing: two at once would destroy each other's work.
 * The wait is bounded, because the process id may meanwhile belong to something else.
 */
async function waitForOrphan() {
  if (!existsSync(NPM_PID)) return;
  const pid = Number(readFileSync(NPM_PID, 'utf8'));
  const untilMs = Date.now() + ORPHAN_DEADLINE_MS;
  while (isAlive(pid) && Date.now() < untilMs) await sleep(500);
  rmSync(NPM_PID, { force: true });
}

/** @returns {Promise<import('./steps.mjs').StepResult>} */
export async function installDependencies() {
  await waitForOrphan();
  const reason = reasonToInstall();
  if (!reason) return { state: 'present', detail: 'as locked' };
  const install = await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    env: { ...process.env, ...SCRIPTS_STAND_BACK },
    timeoutMs: INSTALL_DEADLINE_MS,
    onStart: (pid) => writeFileSync(NPM_PID, String(pid)),
  });
  rmSync(NPM_PID, { force: true });
  if (install.status !== 0)
    throw new SetupProblem(
      `"npm ci" failed${install.timedOut ? ' (no end after 30 minutes)' : ''}: ${lastLines(install.stderr)}`,
      'Check that the npm registry can be reached ("npm ping") and that the disk has 2 GB left, then run the same command again.',
    );
  return { state: 'done', detail: `npm ci (${reason})` };
}
