// npm run bench [-- --quick]: sets up, then runs the benchmark suite; JSON to out/bench.json, a drawing to out/bench.svg,
// a line to out/bench-history.jsonl, a table to the terminal.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { measureWindowStart } from './bench/windowStart.mjs';
import { precisionNetwork } from './models/precisionNetworks.mjs';
import { EXPORTS, randomNetwork } from './models/wav2lipNetworks.mjs';
import { fromRoot, ROOT } from './setup/paths.mjs';
import { runMain } from './setup/problem.mjs';
import { runProcess } from './setup/process.mjs';
import { setUp } from './setup/setUp.mjs';

/** Starts after the first one. */
const STARTS = 5;

/**
 * The window is the one thing that the command line cannot measure: its start is added to the report here.
 * @param {string} report
 * @param {number} starts
 */
async function addWindowStart(report, starts) {
  const { first, again } = await measureWindowStart(starts);
  const sorted = again.map(({ usableMs }) => usableMs).toSorted((a, b) => a - b);
  const windowStart = {
    firstUsableMs: first.usableMs,
    n: starts,
    p50Ms: sorted[Math.floor((starts - 1) / 2)],
    p95Ms: sorted[starts - 1],
    idleMemoryMiB: again[0].idleMemoryMiB,
  };
  writeFileSync(
    report,
    `${JSON.stringify({ ...JSON.parse(readFileSync(report, 'utf8')), windowStart }, null, 2)}\n`,
  );
  const { p50Ms, p95Ms, idleMemoryMiB } = windowStart;
  console.log(
    `window usable: first start ${first.usableMs.toFixed(0)} ms, later ${p50Ms.toFixed(0)} ms (slowest ${p95Ms.toFixed(0)}); ` +
      `idle memory ${idleMemoryMiB === null ? 'not measured' : `${idleMemoryMiB.toFixed(0)} MiB`}`,
  );
}

await runMain(async () => {
  await setUp();
  mkdirSync(fromRoot('out'), { recursive: true });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-bench-'));
  try {
    // Wav2Lip's weights cannot be shipped; its layers with random weights take as long.
    const network = path.join(folder, 'network.onnx');
    writeFileSync(network, randomNetwork(EXPORTS.hq).bytes);
    for (const precision of /** @type {const} */ (['fp32', 'fp16', 'int8']))
      writeFileSync(path.join(folder, `${precision}.onnx`), precisionNetwork(precision));
    const report = fromRoot('out', 'bench.json');
    const networks = ['--lipsync-network', network, '--precisions', folder];
    const args = ['bin/kotohogi.mjs', 'bench', '--report', report, ...networks];
    const kept = [
      '--plot',
      fromRoot('out', 'bench.svg'),
      '--history',
      fromRoot('out', 'bench-history.jsonl'),
    ];
    const words = [...args, ...kept, ...process.argv.slice(2)];
    const { status } = await runProcess(process.execPath, words, { cwd: ROOT, inherit: true });
    if (status !== 0) return status ?? 1;
    await addWindowStart(report, process.argv.includes('--quick') ? 2 : STARTS);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
