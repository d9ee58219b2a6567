import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { EngineStart, FromEngine, ToEngine } from './messages.ts';

/** The narrow seam to wherever the engine runs: a thread (here) or a process of its own (engineProcess.ts). */
export interface EnginePort {
  /** How long cancelled tasks may go on when the other side is to end; null: as long as they need. */
  readonly patienceMs: number | null;
  post(message: ToEngine): void;
  onMessage(listener: (message: FromEngine) => void): void;
  /** Called once, when the other side is gone, with the reason when it did not end on its own accord. */
  onGone(listener: (reason: string) => void): void;
  /** Ends the other side. Under tasks only where there is a limit to patience: else the whole process would abort. */
  close(): Promise<void>;
}

/** @param entry absolute path of the built worker */
export function startWorkerPort(entry: string, start: EngineStart): EnginePort {
  // A shared environment lets the engine switch off the telemetry of the native runtime, which sees no copies.
  const worker = new Worker(entry, { workerData: start, stderr: false, env: SHARE_ENV });
  return {
    patienceMs: null,
    post: (message) => worker.postMessage(message),
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
