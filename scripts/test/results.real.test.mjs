import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fromRoot, ROOT } from '../setup/paths.mjs';
import { runProcess } from '../setup/process.mjs';
import { failedTests, playwrightTally, unsteadyTests, vitestTally } from './results.mjs';

// Both runners themselves over three tests: one that passes, one that passes the second time, one that never does.
let folder = '';
beforeAll(async () => {
  await mkdir(fromRoot('out'), { recursive: true });
  folder = await mkdtemp(fromRoot('out', 'two-tries-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const TALLY = { passed: 2, failed: 1, skipped: 0, unsteady: 1 };

/**
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} [env]
 */
const runner = (args, env = {}) =>
  runProcess(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env } });

it('tells which tests of vitest passed only when tried again', async () => {
  await writeFile(
    path.join(folder, 'vitest.config.mjs'),
    "export default { test: { include: ['a.two.mjs'] } };",
  );
  await writeFile(
    path.join(folder, 'a.two.mjs'),
    `import { expect, it } from 'vitest';
let tries = 0;
it('at once', () => expect(1).toBe(1));
it('again', () => expect(++tries).toBe(2));
it('never', () => expect(1).toBe(2));
`,
  );
  const report = path.join(folder, 'vitest.json');
  const { status } = await runner([
    ...['node_modules/vitest/vitest.mjs', 'run', '--root', folder, '--retry=1'],
    ...['--reporter=json', `--outputFile.json=${report}`],
  ]);

  expect(vitestTally(report, status === 0)).toEqual(TALLY);
  expect(unsteadyTests(report, folder)).toEqual(['a.two.mjs again']);
  expect(failedTests(report, folder)).toEqual(['a.two.mjs never']);
});

it('tells which tests of Playwright passed only when tried again', async () => {
  await writeFile(
    path.join(folder, 'a.spec.mjs'),
    `import { expect, test } from '@playwright/test';
test('at once', () => expect(1).toBe(1));
test('again', ({}, { retry }) => expect(retry).toBe(1));
test('never', () => expect(1).toBe(2));
`,
  );
  const report = path.join(folder, 'playwright.json');
  const { status } = await runner(
    ['node_modules/@playwright/test/cli.js', 'test', '-c', folder, '--retries=1', '--reporter=json'],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  );

  expect(playwrightTally(report, status === 0)).toEqual(TALLY);
  expect(unsteadyTests(report, folder)).toEqual(['a.spec.mjs:3 again']);
  expect(failedTests(report, folder)).toEqual(['a.spec.mjs:4 never']);
});
