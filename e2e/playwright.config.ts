import { defineConfig } from '@playwright/test';

/** The page on a studio in memory, then the built app; both on real Electron. One at a time: each render uses all cores by itself. */
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
    { name: 'pages', testDir: './pages' },
    { name: 'app', testDir: './app' },
    // Only there when a packed app is named (scripts/pack/forTests.mjs).
    ...(process.env['KOTOHOGI_PACKED'] ? [{ name: 'package', testDir: './package' }] : []),
  ],
});
