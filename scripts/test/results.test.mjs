import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { failedTests, playwrightTally, sum, summaryLine, vitestTally } from './results.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-results-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** @param {unknown} report */
async function reportFile(report) {
  const file = path.join(folder, 'report.json');
  await writeFile(file, JSON.stringify(report));
  return file;
}

const VITEST = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 2, numTodoTests: 0, testResults: [] };

it('counts the tests of vitest', async () => {
  expect(vitestTally(await reportFile(VITEST), true)).toEqual({
    passed: 7,
    failed: 0,
    skipped: 2,
    unsteady: 0,
  });
});

it('counts a runner that failed outside of any test as a failure', async () => {
  expect(vitestTally(await reportFile(VITEST), false)).toEqual({
    passed: 7,
    failed: 1,
    skipped: 2,
    unsteady: 0,
  });
  expect(vitestTally(path.join(folder, 'never-written.json'), true)).toEqual({
    passed: 0,
    failed: 1,
    skipped: 0,
  });
});

it('counts the tests of Playwright', async () => {
  const file = await reportFile({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 0 } });
  expect(playwrightTally(file, false)).toEqual({ passed: 5, failed: 1, skipped: 0, unsteady: 1 });
});

it('ends with a line that programs can read', () => {
  const total = sum([
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 5, failed: 1, skipped: 2 },
  ]);
  expect(summaryLine(total)).toBe('6 passed, 1 failed, 2 skipped');
  expect(summaryLine({ ...total, skipped: 0 })).toBe('6 passed, 1 failed');
  expect(summaryLine(sum([total, { passed: 3, failed: 0, skipped: 0, unsteady: 2 }]))).toBe(
    '9 passed, 1 failed, 2 skipped, 2 unsteady',
  );
});

it('names the tests that failed', async () => {
  const vitest = await reportFile({
    testResults: [
      {
        name: '/here/a.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'adds', status: 'failed' },
          { fullName: 'takes away', status: 'passed' },
        ],
      },
      { name: '/here/b.test.ts', status: 'failed', assertionResults: [] },
      { name: '/here/c.test.ts', status: 'passed', assertionResults: [] },
    ],
  });
  expect(failedTests(vitest, '/here')).toEqual(['a.test.ts adds', 'b.test.ts could not be run']);

  const spec = { title: 'opens', file: 'a.spec.ts', line: 3 };
  const playwright = await reportFile({
    stats: {},
    suites: [
      {
        specs: [{ ...spec, ok: true }],
        suites: [{ specs: [{ ...spec, title: 'closes', line: 9, ok: false }] }],
      },
    ],
  });
  expect(failedTests(playwright, '/here')).toEqual(['a.spec.ts:9 closes']);
  expect(failedTests(path.join(folder, 'never-written.json'), '/here')).toEqual([]);
});
