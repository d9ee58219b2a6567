import { EngineClient } from '../host/engineClient.ts';
import { startWorkerPort } from '../host/enginePort.ts';
import type { AppPaths } from './paths.ts';

/** Starts lazily: the thread comes to be with the first task. */
export function createEngine({ engineWorker, home, cache, models }: AppPaths): EngineClient {
  return new EngineClient(() => startWorkerPort(engineWorker, { folders: { home, cache, models } }));
}
