#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const EXIT_MISSING = 4;
const bundle = new URL('../dist/node/cli.js', import.meta.url);

if (existsSync(fileURLToPath(bundle))) await import(bundle.href);
else {
  console.error('Kotohogi Studio is not built yet.');
  console.error(`Run "npm run setup" in ${fileURLToPath(new URL('..', import.meta.url))} once.`);
  process.exitCode = EXIT_MISSING;
}
