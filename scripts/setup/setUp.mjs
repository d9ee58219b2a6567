import { buildBundles } from './bundles.mjs';
import { prepareCuda } from './cuda.mjs';
import { installDependencies } from './dependencies.mjs';
import { prepareElectron } from './electron.mjs';
import { prepareFfmpeg } from './ffmpeg.mjs';
import { withLock } from './lock.mjs';
import { prepareModels } from './models.mjs';
import { checkNode } from './nodeVersion.mjs';
import { fromRoot } from './paths.mjs';
import { SetupProblem } from './problem.mjs';
import { createSteps } from './steps.mjs';
import { prepareSystemLibraries } from './systemLibraries.mjs';

/**
 * Brings this checkout into a state in which everything runs. Every step looks first and works only when something
 * is missing, so it can be interrupted and repeated at any time, and two at once follow each other.
 * @param {{ retryDownloads?: boolean }} [options] retryDownloads: try the official places again where a fallback is in use
 * @throws {SetupProblem} when something is missing that set-up cannot provide
 */
export async function setUp({ retryDownloads = false } = {}) {
  const startMs = performance.now();
  const steps = createSteps((line) => console.log(line));
  console.log('Set-up');
  await steps.run('Node.js', checkNode);
  const onWait = (/** @type {number} */ pid) => {
    console.log(`  ...     another set-up (process ${String(pid)}) is at work here; waiting for it`);
  };
  await withLock(fromRoot('dist', 'setup.lock'), onWait, async () => {
    await steps.run('packages', installDependencies);
    await steps.run('Electron', () => prepareElectron({ retryDownloads }));
    await steps.run('ffmpeg', () => prepareFfmpeg({ retryDownloads }));
    await steps.run('CUDA', () => prepareCuda({ retryDownloads }));
    await steps.run('system', prepareSystemLibraries);
    await steps.run('models', prepareModels);
    await steps.run('bundles', buildBundles);
  });
  const missing = steps.missing();
  if (missing.length > 0)
    throw new SetupProblem(
      `Set-up is not complete: ${missing.map(({ name, result }) => `${name} (${result.detail})`).join(', ')}.`,
      missing.map(({ result }) => result.remedy ?? '').join('\n'),
    );
  console.log(`Set-up complete in ${((performance.now() - startMs) / 1000).toFixed(1)} s\n`);
}
