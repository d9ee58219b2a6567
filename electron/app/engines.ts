import type { InferenceSettings } from '../../shared/contract/inference.ts';
import type { EngineBody } from '../../shared/contract/inferenceConstants.ts';
import { EngineClient } from '../host/engineClient.ts';
import { startWorkerPort } from '../host/enginePort.ts';
import { startProcessPort } from '../host/engineProcess.ts';
import { ownTrialProgram } from '../host/trialProgram.ts';
import type { AppPaths } from './paths.ts';

/**
 * Starts lazily: the thread or process comes to be with the first task.
 * @param inference how networks are to be run, asked for at each task
 * @param body where the engine runs; processes need an app that is ready
 */
export function createEngine(
  { engineWorker, home, cache, models }: AppPaths,
  inference: () => InferenceSettings,
  body: EngineBody,
): EngineClient {
  const start = { folders: { home, cache, models }, trialProgram: ownTrialProgram() };
  const open = body === 'process' ? startProcessPort : startWorkerPort;
  return new EngineClient(() => open(engineWorker, start), inference);
}
