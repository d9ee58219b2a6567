import type { InferenceSettings } from '../../shared/contract/inference.ts';
import { EngineClient } from '../host/engineClient.ts';
import { startWorkerPort } from '../host/enginePort.ts';
import type { AppPaths } from './paths.ts';

/**
 * Starts lazily: the thread comes to be with the first task.
 * @param inference how networks are to be run, asked for at each task
 */
export function createEngine(
  { engineWorker, home, cache, models }: AppPaths,
  inference: () => InferenceSettings,
): EngineClient {
  return new EngineClient(
    () => startWorkerPort(engineWorker, { folders: { home, cache, models } }),
    inference,
  );
}
