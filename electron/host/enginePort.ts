import { SHARE_ENV, Worker, type Transferable } from 'node:worker_threads';
import type { EngineStart, FromEngine, ToEngine } from './messages.ts';

/**
 * The narrow seam to wherever the engine runs. A worker thread today; a utility process fits behind the same four
 * functions.
 */
export interface EnginePort {
  /** @param transfer what is moved to the other side */
  post(message: ToEngine, transfer?: readonly Transferable[]): void;
  onMessage(listener: (message: FromEngine) => void): void;
  /** Called once, when the other side is gone, with the reason when it did not end on its own accord. */
  onGone(listener: (reason: string) => void): void;
  /** Ends the other side. Only called while no task is under way: ending a run would abort the whole process. */
  close(): Promise<void>;
}

/** @param entry absolute path of the built worker */
export function startWorkerPort(entry: string, start: EngineStart): EnginePort {
  // A shared environment lets the engine switch off the telemetry of the native runtime, which sees no copies.
  const worker = new Worker(entry, { workerData: start, stderr: false, env: SHARE_ENV });
  return {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    onMessage: (listener) => void worker.on('message', listener),
    onGone(listener) {
      let reason = '';
      worker.on('error', (error) => {
        reason = error.message;
      });
      worker.once('exit', (code) => listener(reason || `the engine ended with code ${code}`));
    },
    async close() {
      await worker.terminate();
    },
  };
}
