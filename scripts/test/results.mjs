import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * Adds tallies up.
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export const sum = (tallies) => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
  skipped: tallies.reduce((total, { skipped }) => total + skipped, 0),
});

/**
 * The last line of a run, the one that other programs read.
 * @param {Tally} tally
 */
export const summaryLine = ({ passed, failed, skipped }) =>
  `${String(passed)} passed, ${String(failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ''}`;

/**
 * A check that has no parts.
 * @param {boolean} ok
 * @returns {Tally}
 */
export const single = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

/**
 * A runner that failed outside of any test (a file that does not load, a set-up that throws) counts as one failure.
 * @param {Tally} tally
 * @param {boolean} runnerOk
 * @returns {Tally}
 */
const withRunner = (tally, runnerOk) => (!runnerOk && tally.failed === 0 ? { ...tally, failed: 1 } : tally);

/** @param {string} file */
const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/**
 * @param {string} file written by vitest's `json` reporter
 * @param {boolean} runnerOk whether vitest itself ended well
 * @returns {Tally}
 */
export function vitestTally(file, runnerOk) {
  const report = readReport(file);
  if (!report) return single(false);
  const skipped = report.numPendingTests + (report.numTodoTests ?? 0);
  return withRunner({ passed: report.numPassedTests, failed: report.numFailedTests, skipped }, runnerOk);
}

/**
 * @param {string} file written by Playwright's `json` reporter
 * @param {boolean} runnerOk whether Playwright itself ended well
 * @returns {Tally}
 */
export function playwrightTally(file, runnerOk) {
  const stats = readReport(file)?.stats;
  if (!stats) return single(false);
  // A test that passed only when tried again is no failure, but it did pass.
  const passed = stats.expected + stats.flaky;
  return withRunner({ passed, failed: stats.unexpected, skipped: stats.skipped }, runnerOk);
}

/**
 * @typedef {object} PlaywrightSuite
 * @property {string} [file]
 * @property {PlaywrightSuite[]} [suites]
 * @property {{ title: string, file: string, line: number, ok: boolean }[]} [specs]
 */

/**
 * @param {PlaywrightSuite} suite
 * @returns {string[]}
 */
const failedSpecs = ({ specs = [], suites = [] }) => [
  ...specs.filter(({ ok }) => !ok).map(({ file, line, title }) => `${file}:${String(line)} ${title}`),
  ...suites.flatMap(failedSpecs),
];

/**
 * The tests that failed, by file and name.
 * @param {string} file written by the `json` reporter of vitest or Playwright
 * @param {string} root the folder that names of files are told from
 * @returns {string[]}
 */
export function failedTests(file, root) {
  const report = readReport(file);
  if (!report) return [];
  if (report.stats) return failedSpecs(report);
  /** @type {{ name: string, status: string, assertionResults: { fullName: string, status: string }[] }[]} */
  const files = report.testResults;
  return files.flatMap(({ name, status, assertionResults }) => {
    const short = path.relative(root, name);
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [`${short} could not be run`] : [];
    return failed.map(({ fullName }) => `${short} ${fullName}`);
  });
}
