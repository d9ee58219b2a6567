import { mkdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { appEnvironment, onDisplay } from '../electronCommand.mjs';
import { fromRoot, ROOT } from '../setup/paths.mjs';
import { runProcess } from '../setup/process.mjs';
import { layOutForTests } from '../pack/forTests.mjs';
import { playwrightTally, single, vitestTally } from './results.mjs';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string} what
 * @property {() => Promise<import('./results.mjs').Tally>} run
 * @property {'long' | 'short'} [lane] writes nothing that others read: neighbours of one lane follow each other, beside
 *   those of the other
 */

const REPORTS = fromRoot('out', 'test');

/**
 * A check that is one Node script; what it says comes in one piece, because others may run beside it.
 * @param {readonly string[]} args
 */
async function plain(args) {
  const { status, stdout, stderr } = await runProcess(process.execPath, args, { cwd: ROOT });
  process.stdout.write(stdout + stderr);
  return single(status === 0);
}

/**
 * Where the report of a check with many tests lies.
 * @param {string} name of the check
 */
export const reportOf = (name) => path.join(REPORTS, `${name}.json`);

/** @param {string} name */
function freshReport(name) {
  mkdirSync(REPORTS, { recursive: true });
  const file = reportOf(name);
  rmSync(file, { force: true });
  return file;
}

/**
 * A second try for what failed: the machines that run this are shared, and one slow moment must not cost a whole run.
 * What needed it is told apart (results.mjs); a test that is run by hand or by a campaign has no second try.
 */
const RETRIES = 1;

/**
 * @param {string} name of the check
 * @param {readonly string[]} [projects] of vitest.config.ts
 */
async function vitest(name, projects = [name]) {
  const report = freshReport(name);
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    `--retry=${String(RETRIES)}`,
    ...projects.flatMap((project) => ['--project', project]),
  ];
  const { status } = await runProcess(
    process.execPath,
    [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { cwd: ROOT, inherit: true },
  );
  return vitestTally(report, status === 0);
}

/**
 * @param {string} name of the check
 * @param {readonly string[]} projects of e2e/playwright.config.ts
 * @param {object} [how]
 * @param {Readonly<Record<string, string>>} [how.wishes] for the tests' environment
 * @param {number} [how.workers] apps at once
 * @param {number} [how.retries] of a test that failed
 */
export async function playwright(name, projects, { wishes = {}, workers = 1, retries = 0 } = {}) {
  const report = freshReport(name);
  const args = ['node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e/playwright.config.ts'];
  const { command, args: onScreen } = onDisplay(process.execPath, [
    ...args,
    ...projects.map((project) => `--project=${project}`),
    `--workers=${String(workers)}`,
    `--retries=${String(retries)}`,
    '--reporter=list,json',
  ]);
  const env = { ...appEnvironment(), ...wishes, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const { status } = await runProcess(command, onScreen, { cwd: ROOT, inherit: true, env });
  return playwrightTally(report, status === 0);
}

/**
 * An app waits more than it works: two leave a third of two cores idle. Where each cannot have a display of its own, they
 * would share keyboard and clipboard.
 */
const APPS_AT_ONCE = process.platform === 'linux' && os.availableParallelism() > 1 ? 3 : 1;

/**
 * Everything that must hold, cheapest first.
 * @type {readonly Check[]}
 */
export const CHECKS = [
  {
    name: 'types',
    lane: 'short',
    what: 'strict TypeScript, one project per side',
    run: () => plain(['scripts/typecheck.mjs']),
  },
  {
    name: 'lint',
    lane: 'long',
    what: 'rules and dependency directions',
    run: () => plain(['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']),
  },
  {
    name: 'format',
    lane: 'short',
    what: 'formatting',
    run: () => plain(['node_modules/prettier/bin/prettier.cjs', '--check', '.']),
  },
  {
    name: 'licences',
    lane: 'short',
    what: 'notices and licences',
    run: () => plain(['scripts/notices.mjs', '--check']),
  },
  { name: 'unit', lane: 'short', what: 'pure functions, with numbers', run: () => vitest('unit') },
  {
    name: 'engine',
    what: 'real models, real media, the command line',
    run: () => vitest('engine', ['engine', 'engine-alone']),
  },
  {
    name: 'app',
    what: 'the app in Electron',
    run: () => playwright('app', ['pages', 'app'], { workers: APPS_AT_ONCE, retries: RETRIES }),
  },
  {
    name: 'app-alone',
    what: 'the app in Electron, in real time',
    run: () => playwright('app-alone', ['app-alone'], { retries: RETRIES }),
  },
  {
    name: 'package',
    what: 'the packed app: its contents, its command line, one journey',
    run: async () => playwright('package', ['package'], { wishes: await layOutForTests(), retries: RETRIES }),
  },
];
