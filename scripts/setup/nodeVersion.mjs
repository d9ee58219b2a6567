import { runNpm } from './npm.mjs';
import { SetupProblem } from './problem.mjs';

/** Oldest Node.js that every dependency and the engine run on. */
const NODE_MIN = [20, 19];
const NPM_MIN_MAJOR = 10;

/**
 * @param {string} version for example `20.19.1` or `v20.19.1`
 * @param {readonly number[]} minimum major, minor
 */
export function isAtLeast(version, minimum) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [minMajor = 0, minMinor = 0] = minimum;
  return major > minMajor || (major === minMajor && minor >= minMinor);
}

/** @returns {Promise<import('./steps.mjs').StepResult>} */
export async function checkNode() {
  if (!isAtLeast(process.versions.node, NODE_MIN))
    throw new SetupProblem(
      `Node.js ${process.versions.node} is too old: ${NODE_MIN.join('.')} or newer is needed.`,
      'Install a current LTS from https://nodejs.org and run the same command again.',
    );
  // `npm run` says which npm it is; only a direct `node scripts/setup.mjs` has to ask.
  const fromAgent = /^npm\/(\S+)/.exec(process.env['npm_config_user_agent'] ?? '')?.[1];
  const npmVersion = fromAgent ?? (await runNpm(['--version'], { timeoutMs: 20_000 })).stdout.trim();
  if (!isAtLeast(npmVersion, [NPM_MIN_MAJOR]))
    throw new SetupProblem(
      npmVersion
        ? `npm ${npmVersion} is too old: ${String(NPM_MIN_MAJOR)} or newer is needed.`
        : 'npm was not found.',
      'Run "npm install -g npm@11", or install a current Node.js LTS, which brings npm.',
    );
  return { state: 'present', detail: `v${process.versions.node}, npm ${npmVersion}` };
}
