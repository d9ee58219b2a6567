import { defineConfig } from '@playwright/test';

/** The built app on real Electron. One at a time: each render uses all cores by itself. */
export default defineConfig({
  testDir: './app',
  outputDir: '../test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // A render on a busy two-core machine; nothing here waits for a time, only for states.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
});
