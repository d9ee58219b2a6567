// npm run setup [-- --retry-downloads]: everything a fresh clone needs, and nothing it already has.
import { runMain } from './setup/problem.mjs';
import { setUp } from './setup/setUp.mjs';

await runMain(async () => {
  await setUp({ retryDownloads: process.argv.includes('--retry-downloads') });
  return 0;
});
