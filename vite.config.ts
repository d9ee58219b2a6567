import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

const ROOT = import.meta.dirname;
/** scripts/build.mjs builds beside dist/ and exchanges the folders when all bundles are done. */
const OUT = process.env['KOTOHOGI_BUILD_FOLDER'] ?? path.join(ROOT, 'dist');

/**
 * Everything that runs under Node lies in one folder, as siblings: that is how bundles find their workers
 * (electron/engine/runtime/workerUrl.ts).
 */
const NODE_ENTRIES = {
  main: 'electron/main.ts',
  engineWorker: 'electron/host/engineEntry.ts',
  pixelWorker: 'electron/engine/frames/pixelWorker.ts',
  inferenceWorker: 'electron/engine/runtime/inference/inferenceWorker.ts',
  deviceTrial: 'electron/engine/runtime/inference/deviceTrial.ts',
  cli: 'electron/engine/cli.ts',
};

/** Electron 33, the older of the two runtimes in use, has Node.js 20.18 and Chromium 130. */
const NODE_TARGET = 'node20';
const PAGE_TARGET = 'chrome130';

const isPackage = (id: string): boolean =>
  !id.startsWith('.') && !id.startsWith('\0') && !path.isAbsolute(id);

const nodeBundles: UserConfig = {
  root: ROOT,
  build: {
    ssr: true,
    target: NODE_TARGET,
    outDir: path.join(OUT, 'node'),
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(
        Object.entries(NODE_ENTRIES).map(([name, file]) => [name, path.join(ROOT, file)]),
      ),
      external: isPackage,
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
    },
  },
};

/** A sandboxed preload script can load nothing but `electron`, so everything else is inside. */
const preloadBundle: UserConfig = {
  root: ROOT,
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: NODE_TARGET,
    outDir: path.join(OUT, 'node'),
    emptyOutDir: false,
    minify: false,
    rolldownOptions: {
      input: { preload: path.join(ROOT, 'electron/preload.ts') },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
};

const pageBundle: UserConfig = {
  root: path.join(ROOT, 'renderer'),
  base: './',
  plugins: [react()],
  build: { target: PAGE_TARGET, outDir: path.join(OUT, 'renderer'), emptyOutDir: true },
};

/** The page on a studio in memory, for tests of screens; never part of the program. */
const inMemoryBundle: UserConfig = {
  ...pageBundle,
  build: {
    target: PAGE_TARGET,
    outDir: path.join(OUT, 'page-in-memory'),
    emptyOutDir: true,
    rolldownOptions: { input: path.join(ROOT, 'renderer/inMemory.html') },
  },
};

export default defineConfig(({ mode }) => {
  switch (mode) {
    case 'node':
      return nodeBundles;
    case 'preload':
      return preloadBundle;
    case 'in-memory':
      return inMemoryBundle;
    default:
      return pageBundle;
  }
});
