import { defineConfig } from 'vitest/config';

const BESIDE_THE_SOURCE = '{shared,electron,renderer,scripts}/**/*';
const REAL = [`${BESIDE_THE_SOURCE}.real.test.{ts,mjs}`, 'e2e/engine/**/*.test.ts'];
const NEVER = ['**/node_modules/**', 'dist/**', 'release/**', 'out/**'];

export default defineConfig({
  test: {
    pool: 'forks',
    // A test that finds nothing to wait for must not keep the whole run; real models on a busy machine need long.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${BESIDE_THE_SOURCE}.test.{ts,tsx,mjs}`],
          exclude: [...NEVER, ...REAL],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'engine',
          include: REAL,
          exclude: NEVER,
          globalSetup: ['scripts/test/requireBuild.mjs'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // Each of these uses all cores by itself.
          fileParallelism: false,
        },
      },
    ],
  },
});
