// npm run build: the bundles of vite.config.ts, built beside dist/ and exchanged at the end, so that a running app
// or test never finds half a bundle and a failed build leaves the last good one.
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';
import { fromRoot } from './setup/paths.mjs';

const MODES = ['node', 'preload', 'renderer'];
const dist = fromRoot('dist');
const fresh = path.join(dist, `fresh-${String(process.pid)}`);
const old = path.join(dist, `old-${String(process.pid)}`);

try {
  await mkdir(fresh, { recursive: true });
  process.env['KOTOHOGI_BUILD_FOLDER'] = fresh;
  for (const mode of MODES) await build({ configFile: fromRoot('vite.config.ts'), mode, logLevel: 'warn' });
  await mkdir(old, { recursive: true });
  for (const folder of ['node', 'renderer']) {
    if (existsSync(path.join(dist, folder))) await rename(path.join(dist, folder), path.join(old, folder));
    await rename(path.join(fresh, folder), path.join(dist, folder));
  }
} catch (error) {
  // The builder's message names file and place; its own stack helps nobody.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(fresh, { recursive: true, force: true });
  await rm(old, { recursive: true, force: true });
}
