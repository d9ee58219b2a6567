// npm run campaign [-- name...]: sets up, then takes the measurements that are too long for every test run.
// Results as JSON in out/campaign/, a table to the terminal; ends with 1 when a target is missed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { did } from './campaign/did.mjs';
import { hostile } from './campaign/hostile.mjs';
import { ipc } from './campaign/ipc.mjs';
import { kill } from './campaign/kill.mjs';
import { memory } from './campaign/memory.mjs';
import { packaged } from './campaign/packaged.mjs';
import { prosodyHour } from './campaign/prosodyHour.mjs';
import { soak } from './campaign/soak.mjs';
import { fromRoot } from './setup/paths.mjs';
import { runMain } from './setup/problem.mjs';
import { setUp } from './setup/setUp.mjs';

const EXIT_USAGE = 2;

/** @typedef {{ name: string, what: string, run: () => Promise<{ ok: boolean, lines: string[], report: object }> }} Campaign */

/** @type {readonly Campaign[]} */
const CAMPAIGNS = [memory, prosodyHour, did, kill, soak, hostile, ipc, packaged];

await runMain(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !CAMPAIGNS.some((campaign) => campaign.name === name));
  if (unknown.length > 0) {
    console.error(
      `There is no campaign "${unknown.join('", "')}". Campaigns: ${CAMPAIGNS.map(({ name }) => name).join(', ')}.`,
    );
    return EXIT_USAGE;
  }
  await setUp();
  mkdirSync(fromRoot('out', 'campaign'), { recursive: true });
  let allOk = true;
  for (const { name, what, run } of CAMPAIGNS) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n=== ${name}: ${what}`);
    const { ok, lines, report } = await run();
    writeFileSync(
      fromRoot('out', 'campaign', `${name}.json`),
      `${JSON.stringify({ schemaVersion: 1, name, ok, ...report }, null, 2)}\n`,
    );
    for (const line of lines) console.log(line);
    console.log(ok ? 'ok' : 'MISSED');
    allOk &&= ok;
  }
  return allOk ? 0 : 1;
});
