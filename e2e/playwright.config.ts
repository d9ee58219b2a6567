import { defineConfig } from '@playwright/test';

/** Tests that watch and hear in real time, or count on all cores: nothing runs beside them. */
const ALONE = ['preview', 'compare', 'recording', 'engineProcess'].map((name) => `**/${name}.spec.ts`);

/** The page on a studio in memory, then the built app; both on real Electron. */
export default defineConfig({
  outputDir: '../test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // A render on a busy two-core machine; nothing here waits for a time, only for states.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  snapshotPathTemplate: '{testDir}/appearance/{arg}{ext}',
  projects: [
    // Each worker builds the page once.
    { name: 'pages', testDir: './pages', workers: 1 },
    { name: 'app', testDir: './app', testIgnore: ALONE },
    { name: 'app-alone', testDir: './app', testMatch: ALONE, workers: 1 },
    // Only there when a packed app is named (scripts/pack/forTests.mjs).
    ...(process.env['KOTOHOGI_PACKED'] ? [{ name: 'package', testDir: './package' }] : []),
  ],
});
