// npm test [-- name...]: sets up, then runs every check (or the named ones), and ends with one line of counts.
import { runMain } from './setup/problem.mjs';
import { setUp } from './setup/setUp.mjs';
import { CHECKS } from './test/checks.mjs';
import { prepareTestTools } from './test/testTools.mjs';
import { sum, summaryLine } from './test/results.mjs';

const EXIT_USAGE = 2;

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

  const rows = [];
  for (const { name, what, run } of CHECKS) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n=== ${name}: ${what}`);
    const startMs = performance.now();
    const tally = await run();
    rows.push({ name, tally, seconds: (performance.now() - startMs) / 1000 });
  }

  console.log('\n=== summary');
  for (const { name, tally, seconds } of rows)
    console.log(
      `${tally.failed > 0 ? 'FAILED' : 'ok'.padEnd(6)}  ${name.padEnd(10)}${summaryLine(tally).padEnd(36)}${seconds.toFixed(1).padStart(7)} s`,
    );
  const total = sum(rows.map(({ tally }) => tally));
  console.log(`\n${summaryLine(total)}`);
  return total.failed > 0 ? 1 : 0;
});
