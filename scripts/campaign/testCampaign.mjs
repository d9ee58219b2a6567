import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fromRoot, ROOT } from '../setup/paths.mjs';
import { runProcess } from '../setup/process.mjs';

/**
 * Runs a test in its long form.
 * @template Result
 * @param {string} file the test, from the root
 * @param {Record<string, string>} wishes what it is told through the environment
 * @param {string} reportName the variable that names the file for its figures
 * @returns {Promise<{ ok: boolean, result: Result }>}
 */
export async function runLongTest(file, wishes, reportName) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-campaign-'));
  const report = path.join(folder, 'report.json');
  try {
    const vitest = fromRoot('node_modules', 'vitest', 'vitest.mjs');
    const { status } = await runProcess(process.execPath, [vitest, 'run', file], {
      cwd: ROOT,
      env: { ...process.env, ...wishes, [reportName]: report },
      inherit: true,
    });
    return { ok: status === 0, result: JSON.parse(readFileSync(report, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
