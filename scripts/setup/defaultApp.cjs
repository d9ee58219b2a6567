// The default app of the fallback runtime: starts the app that is named on the command line, the way Electron's own
// default app does (`-r` modules first, then the app's package.json), which is all that development and tests use.
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { app } = require('electron');

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
  if (version) app.setVersion(version);
  if (productName || name) app.name = productName || name;
  app.setPath('userData', path.join(app.getPath('appData'), app.name));
  app.setAppPath(appPath);
  entry = path.resolve(appPath, main);
} else {
  app.setAppPath(path.dirname(appPath));
}

if (entry.endsWith('.mjs') || (isModule && !entry.endsWith('.cjs')))
  import(pathToFileURL(entry)).catch((error) => {
    console.error(error);
    app.exit(1);
  });
else Module._load(entry, null, true);
