import { app } from 'electron';
import type { InferenceSettings } from '../../shared/contract/inference.ts';
import type { EngineBody } from '../../shared/contract/inferenceConstants.ts';
import { EngineClient } from '../host/engineClient.ts';
import { startWorkerPort } from '../host/enginePort.ts';
import { startProcessPort } from '../host/engineProcess.ts';
import type { TrialProgram } from '../host/messages.ts';
import { DEVICE_TRIAL_WORD } from './launchArguments.ts';
import type { AppPaths } from './paths.ts';

/** This program once more, as the process in which a device is tried. */
function ownTrialProgram(): TrialProgram {
  const sandbox = app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : [];
  const folder = app.isPackaged ? [] : [app.getAppPath()];
  return { path: process.execPath, words: [...sandbox, ...folder, DEVICE_TRIAL_WORD] };
}

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
