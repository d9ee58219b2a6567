/** Threads and processes that are bundled on their own, by the name of their bundle. */
export type WorkerName = 'pixelWorker' | 'engineWorker' | 'inferenceWorker' | 'deviceTrial';

/**
 * Where a worker's bundle lies. Bundles find their workers beside themselves; sources (under the test runner) use
 * the built ones, because Node starts no worker from TypeScript.
 */
export function workerUrl(name: WorkerName): URL {
  const here = new URL(import.meta.url);
  const folder = here.pathname.endsWith('.ts') ? '../../../dist/node/' : './';
  return new URL(`${folder}${name}.js`, here);
}
