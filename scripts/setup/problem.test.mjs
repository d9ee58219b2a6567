import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

const MODULE = pathToFileURL(path.join(import.meta.dirname, 'problem.mjs')).href;

/**
 * Runs a script of a few words.
 * @param {string} script
 * @returns {Promise<{ code: number, stderr: string }>}
 */
const run = (script) =>
  new Promise((resolve) => {
    const words = [
      '--input-type=module',
      '-e',
      `import { runMain, SetupProblem } from '${MODULE}'; ${script}`,
    ];
    const child = execFile(process.execPath, words, (_error, _stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stderr }),
    );
  });

it('ends with the code of the script, also where others would end it with none', async () => {
  const others = 'process.on("beforeExit", () => process.exit(0));';
  expect(await run(`${others} await runMain(() => Promise.resolve(1));`)).toEqual({ code: 1, stderr: '' });
  expect(await run(`${others} await runMain(() => Promise.resolve(0));`)).toEqual({ code: 0, stderr: '' });
});

it('says what is missing in two sentences, and shows where a defect is', async () => {
  const missing = await run('await runMain(() => Promise.reject(new SetupProblem("No disk.", "Buy one.")));');
  expect(missing).toEqual({ code: 4, stderr: '\nNo disk.\nBuy one.\n' });
  const defect = await run('await runMain(() => Promise.reject(new Error("Oh.")));');
  expect(defect.code).toBe(1);
  expect(defect.stderr).toContain('Error: Oh.');
});
