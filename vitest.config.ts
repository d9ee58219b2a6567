import os from 'node:os';
import { defineConfig } from 'vitest/config';

const BESIDE_THE_SOURCE = '{shared,electron,renderer,scripts}/**/*';
const REAL = [`${BESIDE_THE_SOURCE}.real.test.{ts,mjs}`, 'e2e/engine/**/*.test.ts'];
/** Tests that measure memory or time of their own, or that end processes at chosen moments: nothing runs beside them. */
const ALONE = ['soak', 'killed', 'memory', 'matteLargePhoto', 'faults', 'deviceLost'].map(
  (name) => `e2e/engine/${name}.test.ts`,
);
const NEVER = ['**/node_modules/**', 'dist/**', 'release/**', 'out/**'];

/** Real models and real media on a busy machine. */
const ENGINE = {
  globalSetup: ['scripts/test/requireBuild.mjs'],
  testTimeout: 300_000,
  hookTimeout: 300_000,
};

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
          // Left to itself vitest keeps one core free, which is half of a small machine.
          maxWorkers: os.availableParallelism(),
        },
      },
      {
        extends: true,
        test: {
          ...ENGINE,
          name: 'engine',
          include: REAL,
          exclude: [...NEVER, ...ALONE],
          // Half of each is a program starting up, on one core; more at once would only wait for each other.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...ENGINE,
          name: 'engine-alone',
          include: ALONE,
          exclude: NEVER,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
