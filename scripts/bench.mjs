// npm run bench [-- --quick]: sets up, then runs the benchmark suite; JSON to out/bench.json, a drawing to out/bench.svg,
// a line to out/bench-history.jsonl, a table to the terminal.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { precisionNetwork } from './models/precisionNetworks.mjs';
import { EXPORTS, randomNetwork } from './models/wav2lipNetworks.mjs';
import { fromRoot, ROOT } from './setup/paths.mjs';
import { runMain } from './setup/problem.mjs';
import { runProcess } from './setup/process.mjs';
import { setUp } from './setup/setUp.mjs';

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
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
