import { mkdirSync, rmSync } from 'node:fs';
import { appEnvironment, onDisplay } from '../electronCommand.mjs';
import { fromRoot, ROOT } from '../setup/paths.mjs';
import { runProcess } from '../setup/process.mjs';
import { playwrightTally, single, vitestTally } from './results.mjs';

/** @typedef {{ name: string, what: string, run: () => Promise<import('./results.mjs').Tally> }} Check */

const REPORTS = fromRoot('out', 'test');

/**
 * A check that is one Node script.
 * @param {readonly string[]} args
 */
async function plain(args) {
  const outcome = await runProcess(process.execPath, args, { cwd: ROOT, inherit: true });
  return single(outcome.status === 0);
}

/** @param {string} name */
function freshReport(name) {
  mkdirSync(REPORTS, { recursive: true });
  const file = fromRoot('out', 'test', `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/** @param {string} project of vitest.config.ts */
async function vitest(project) {
  const report = freshReport(project);
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project];
  const { status } = await runProcess(
    process.execPath,
    [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { cwd: ROOT, inherit: true },
  );
  return vitestTally(report, status === 0);
}

async function playwright() {
  const report = freshReport('app');
  const args = ['node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e/playwright.config.ts'];
  const { command, args: onScreen } = onDisplay(process.execPath, [...args, '--reporter=list,json']);
  const env = { ...appEnvironment(), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const { status } = await runProcess(command, onScreen, { cwd: ROOT, inherit: true, env });
  return playwrightTally(report, status === 0);
}

/**
 * Everything that must hold, cheapest first.
 * @type {readonly Check[]}
 */
export const CHECKS = [
  {
    name: 'types',
    what: 'strict TypeScript, one project per side',
    run: () => plain(['scripts/typecheck.mjs']),
  },
  {
    name: 'lint',
    what: 'rules and dependency directions',
    run: () => plain(['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']),
  },
  {
    name: 'format',
    what: 'formatting',
    run: () => plain(['node_modules/prettier/bin/prettier.cjs', '--check', '.']),
  },
  { name: 'licences', what: 'notices and licences', run: () => plain(['scripts/notices.mjs', '--check']) },
  { name: 'unit', what: 'pure functions, with numbers', run: () => vitest('unit') },
  { name: 'engine', what: 'real models, real media, the command line', run: () => vitest('engine') },
  { name: 'app', what: 'the app in Electron', run: playwright },
];
