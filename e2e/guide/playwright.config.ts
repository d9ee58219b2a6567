import { defineConfig } from '@playwright/test';

/** Makes the pictures of docs/guide from the real app; `npm run guide` starts it. Not part of the tests. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  workers: 1,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
});
