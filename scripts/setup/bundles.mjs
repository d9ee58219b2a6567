import { existsSync, readFileSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { fingerprintOf, listFiles } from './fingerprint.mjs';
import { fromRoot, ROOT } from './paths.mjs';
import { SetupProblem } from './problem.mjs';
import { runProcess } from './process.mjs';

const SOURCES = [
  'electron',
  'shared',
  'renderer',
  'vite.config.ts',
  'scripts/build.mjs',
  'package.json',
  'package-lock.json',
];
const STAMP = fromRoot('dist', 'stamp');
/** One file of each bundle: the proof that a stamp still describes what is there. */
export const BUNDLE_FILES = [
  'node/cli.js',
  'node/main.js',
  'node/preload.cjs',
  'node/engineWorker.js',
  'node/pixelWorker.js',
  'renderer/index.html',
];

const sourcesFingerprint = () =>
  fingerprintOf(
    ROOT,
    listFiles(ROOT, SOURCES, (file) => !/\.test\.tsx?$/.test(file)),
  );

/** True when dist/ is what a build of the present sources would make. */
export function isBuilt() {
  const isThere = existsSync(STAMP) && BUNDLE_FILES.every((file) => existsSync(fromRoot('dist', file)));
  return isThere && readFileSync(STAMP, 'utf8') === sourcesFingerprint();
}

/** What builds that were killed have left behind. The set-up lock keeps living ones out of the way. */
async function removeLeftovers() {
  if (!existsSync(fromRoot('dist'))) return;
  for (const entry of await readdir(fromRoot('dist')))
    if (/^(fresh|old)-\d+$/.test(entry)) await rm(fromRoot('dist', entry), { recursive: true, force: true });
}

/** @returns {Promise<import('./steps.mjs').StepResult>} */
export async function buildBundles() {
  if (isBuilt()) return { state: 'present', detail: 'up to date' };
  await removeLeftovers();
  const fingerprint = sourcesFingerprint();
  const build = await runProcess(process.execPath, [fromRoot('scripts', 'build.mjs')], { cwd: ROOT });
  if (build.status !== 0) {
    const output = stripVTControlCharacters(build.stderr || build.stdout).trim();
    throw new SetupProblem(
      `The build failed:\n${output.split('\n').slice(0, 12).join('\n')}`,
      'Run "npm run build" to see all of its output.',
    );
  }
  await writeFile(STAMP, fingerprint);
  return { state: 'done', detail: 'built' };
}
