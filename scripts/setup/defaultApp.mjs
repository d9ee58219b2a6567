// The default app of the fallback runtime: starts the app that is named on the command line, the way Electron's own
// default app does (`-r` modules first, then the app's package.json), which is all that development and tests use.
// It is a module, because Electron holds back `ready` until a module and the imports it awaits have finished.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/** The two setters are Electron's own, kept out of its published types. */
const host =
  /** @type {typeof app & { setVersion(version: string): void, setAppPath(folder: string): void }} */ (app);
const Module = createRequire(import.meta.url)('node:module');
const preloads = [];
let appPath;
const args = process.argv.slice(1);
for (let i = 0; i < args.length && !appPath; i++) {
  const arg = args[i];
  if (arg === '-r' || arg === '--require') preloads.push(args[++i]);
  else if (arg === '-v' || arg === '--version') {
    console.log(`v${process.versions.electron}`);
    process.exit(0);
  } else if (!arg.startsWith('-')) appPath = path.resolve(arg);
}
for (const file of preloads) Module._load(path.resolve(file), null, false);
if (!appPath) {
  console.error('usage: electron [options] <folder or file of an app>');
  process.exit(1);
}

Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
let entry = appPath;
let isModule = false;
const manifest = path.join(appPath, 'package.json');
if (existsSync(manifest)) {
  const { name, productName, version, main = 'index.js', type } = JSON.parse(readFileSync(manifest, 'utf8'));
  isModule = type === 'module';
  if (version) host.setVersion(version);
  if (productName || name) app.name = productName || name;
  app.setPath('userData', path.join(app.getPath('appData'), app.name));
  host.setAppPath(appPath);
  entry = path.resolve(appPath, main);
} else {
  host.setAppPath(path.dirname(appPath));
}

try {
  if (entry.endsWith('.mjs') || (isModule && !entry.endsWith('.cjs')))
    await import(pathToFileURL(entry).href);
  else Module._load(entry, null, true);
} catch (error) {
  console.error(error);
  app.exit(1);
}
