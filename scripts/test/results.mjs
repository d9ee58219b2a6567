import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {number} [unsteady] how many of those that passed did so only when tried again
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
  unsteady: tallies.reduce((total, { unsteady = 0 }) => total + unsteady, 0),
});

/**
 * The last line of a run, the one that other programs read.
 * @param {Tally} tally
 */
export const summaryLine = ({ passed, failed, skipped, unsteady = 0 }) =>
  [
    `${String(passed)} passed`,
    `${String(failed)} failed`,
    ...(skipped > 0 ? [`${String(skipped)} skipped`] : []),
    ...(unsteady > 0 ? [`${String(unsteady)} unsteady`] : []),
  ].join(', ');

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
 * @typedef {{ fullName: string, status: string, failureMessages?: string[] }} VitestTest
 * @typedef {{ name: string, status: string, assertionResults: VitestTest[] }} VitestFile
 */

/**
 * A passed test has messages of failures only from an earlier try.
 * @param {VitestTest} test
 */
const isUnsteady = ({ status, failureMessages = [] }) => status === 'passed' && failureMessages.length > 0;

/**
 * @param {string} file written by vitest's `json` reporter
 * @param {boolean} runnerOk whether vitest itself ended well
 * @returns {Tally}
 */
export function vitestTally(file, runnerOk) {
  const report = readReport(file);
  if (!report) return single(false);
  /** @type {VitestFile[]} */
  const files = report.testResults;
  const tally = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    unsteady: files.flatMap(({ assertionResults }) => assertionResults.filter(isUnsteady)).length,
  };
  return withRunner(tally, runnerOk);
}

/**
 * @param {string} file written by Playwright's `json` reporter
 * @param {boolean} runnerOk whether Playwright itself ended well
 * @returns {Tally}
 */
export function playwrightTally(file, runnerOk) {
  const stats = readReport(file)?.stats;
  if (!stats) return single(false);
  const passed = stats.expected + stats.flaky;
  return withRunner(
    { passed, failed: stats.unexpected, skipped: stats.skipped, unsteady: stats.flaky },
    runnerOk,
  );
}

/**
 * @typedef {{ title: string, file: string, line: number, ok: boolean, tests: { status: string }[] }} PlaywrightSpec
 * @typedef {{ specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 */

/**
 * @param {PlaywrightSuite} suite
 * @param {(spec: PlaywrightSpec) => boolean} isWanted
 * @returns {string[]}
 */
const namesOfSpecs = ({ specs = [], suites = [] }, isWanted) => [
  ...specs.filter(isWanted).map(({ file, line, title }) => `${file}:${String(line)} ${title}`),
  ...suites.flatMap((suite) => namesOfSpecs(suite, isWanted)),
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
  if (report.stats) return namesOfSpecs(report, ({ ok }) => !ok);
  /** @type {VitestFile[]} */
  const files = report.testResults;
  return files.flatMap(({ name, status, assertionResults }) => {
    const short = path.relative(root, name);
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [`${short} could not be run`] : [];
    return failed.map(({ fullName }) => `${short} ${fullName}`);
  });
}

/**
 * The tests that failed first and passed when tried again, by file and name.
 * @param {string} file written by the `json` reporter of vitest or Playwright
 * @param {string} root the folder that names of files are told from
 * @returns {string[]}
 */
export function unsteadyTests(file, root) {
  const report = readReport(file);
  if (!report) return [];
  if (report.stats)
    return namesOfSpecs(report, ({ tests }) => tests.some(({ status }) => status === 'flaky'));
  /** @type {VitestFile[]} */
  const files = report.testResults;
  return files.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(isUnsteady).map(({ fullName }) => `${path.relative(root, name)} ${fullName}`),
  );
}
