import { parentPort, workerData, type Transferable } from 'node:worker_threads';
import type {} from 'electron';
import type { EngineStart, FromEngine, ToEngine } from './messages.ts';

/** The engine's end of the line to the app: the same whether it runs in a thread or in a process of its own. */
export interface EngineLine {
  readonly start: EngineStart;
  /** @param transfer what is moved to the app where that is possible, else copied */
  post(message: FromEngine, transfer: readonly Transferable[]): void;
  onMessage(listener: (message: ToEngine) => void): void;
}

/** Both ends are written by enginePort.ts and engineProcess.ts, which start the engine. */
export function openEngineLine(): EngineLine {
  if (parentPort) {
    const thread = parentPort;
    return {
      start: workerData as EngineStart,
      post: (message, transfer) => thread.postMessage(message, transfer),
      onMessage: (listener) => void thread.on('message', listener),
    };
  }
  const { parentPort: app } = process;
  return {
    start: JSON.parse(process.argv[2] ?? '') as EngineStart,
    post: (message) => app.postMessage(message),
    onMessage: (listener) => void app.on('message', ({ data }) => listener(data as ToEngine)),
  };
}
