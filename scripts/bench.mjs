// npm run bench [-- --quick]: sets up, then runs the benchmark suite; JSON to out/bench.json, a table to the terminal.
import { mkdirSync } from 'node:fs';
import { fromRoot, ROOT } from './setup/paths.mjs';
import { runMain } from './setup/problem.mjs';
import { runProcess } from './setup/process.mjs';
import { setUp } from './setup/setUp.mjs';

await runMain(async () => {
  await setUp();
  mkdirSync(fromRoot('out'), { recursive: true });
  const args = [
    'bin/kotohogi.mjs',
    'bench',
    '--report',
    fromRoot('out', 'bench.json'),
    ...process.argv.slice(2),
  ];
  const { status } = await runProcess(process.execPath, args, { cwd: ROOT, inherit: true });
  return status ?? 1;
});
