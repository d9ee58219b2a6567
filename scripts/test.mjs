// npm test [-- name...]: sets up, then runs every check (or the named ones), and ends with one line of counts.
import { runMain } from './setup/problem.mjs';
import { ROOT } from './setup/paths.mjs';
import { setUp } from './setup/setUp.mjs';
import { CHECKS, reportOf } from './test/checks.mjs';
import { prepareTestTools } from './test/testTools.mjs';
import { failedTests, sum, summaryLine, unsteadyTests } from './test/results.mjs';

/** @typedef {import('./test/checks.mjs').Check} Check */

const EXIT_USAGE = 2;

/**
 * What runs at once: neighbours that have lanes, in as many lanes; all others alone.
 * @param {readonly Check[]} checks
 */
function inTurns(checks) {
  /** @type {Check[][]} */
  const turns = [];
  for (const check of checks) {
    const last = turns.at(-1);
    if (check.lane && last?.[0].lane) last.push(check);
    else turns.push([check]);
  }
  return turns.map((turn) =>
    [...new Set(turn.map(({ lane }) => lane))].map((lane) => turn.filter((check) => check.lane === lane)),
  );
}

/** @param {Check} check */
async function timed({ name, what, run }) {
  console.log(`\n=== ${name}: ${what}`);
  const startMs = performance.now();
  const tally = await run();
  return { name, tally, seconds: (performance.now() - startMs) / 1000 };
}

await runMain(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !CHECKS.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.error(
      `There is no check "${unknown.join('", "')}". Checks: ${CHECKS.map(({ name }) => name).join(', ')}.`,
    );
    return EXIT_USAGE;
  }
  await setUp();
  await prepareTestTools();

  const checks = CHECKS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  /** @type {Awaited<ReturnType<typeof timed>>[]} */
  const done = [];
  for (const lanes of inTurns(checks))
    await Promise.all(
      lanes.map(async (lane) => {
        for (const check of lane) done.push(await timed(check));
      }),
    );
  const rows = checks.flatMap(({ name }) => done.filter((row) => row.name === name));

  console.log('\n=== summary');
  for (const { name, tally, seconds } of rows)
    console.log(
      `${tally.failed > 0 ? 'FAILED' : 'ok'.padEnd(6)}  ${name.padEnd(10)}${summaryLine(tally).padEnd(36)}${seconds.toFixed(1).padStart(7)} s`,
    );
  const failed = rows.flatMap(({ name, tally }) =>
    tally.failed > 0 ? failedTests(reportOf(name), ROOT) : [],
  );
  if (failed.length > 0) console.log(`\nFailed:\n${failed.map((test) => `  ${test}`).join('\n')}`);
  const unsteady = rows.flatMap(({ name, tally }) =>
    tally.unsteady ? unsteadyTests(reportOf(name), ROOT) : [],
  );
  if (unsteady.length > 0)
    console.log(
      `\nUnsteady (passed on the second try, look into it):\n${unsteady.map((test) => `  ${test}`).join('\n')}`,
    );
  const total = sum(rows.map(({ tally }) => tally));
  console.log(`\n${summaryLine(total)}`);
  return total.failed > 0 ? 1 : 0;
});
