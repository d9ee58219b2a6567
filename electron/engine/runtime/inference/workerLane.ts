import { SHARE_ENV, Worker } from 'node:worker_threads';
import { missingError } from '../../../../shared/errors.ts';
import type { SessionOptions } from '../onnx.ts';
import { workerUrl } from '../workerUrl.ts';
import { SILENT, silenceReason, within } from './callLimit.ts';
import type { DeviceFailure } from './deviceFailure.ts';
import type { FromWorker, ToWorker, WorkerStart } from './inferenceMessages.ts';
import type { Lane } from './laneQueue.ts';

export interface WorkerLaneOptions {
  /** Absolute path of a checked model file. */
  readonly path: string;
  readonly session: SessionOptions;
  readonly loaderModule: string | null;
  /** Longest that loading may take; null: as long as it needs. */
  readonly loadLimitMs: number | null;
}

/**
 * Loads the network in a worker thread of its own. The thread is never terminated: during a call that would abort the
 * whole program.
 * @throws KotohogiError kind `missing` when it cannot be loaded there
 */
export async function openWorkerLane(options: WorkerLaneOptions): Promise<Lane> {
  const abandoned = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const start: WorkerStart = { ...options, abandoned: abandoned.buffer };
  const worker = new Worker(workerUrl('inferenceWorker'), {
    workerData: start,
    name: 'inference',
    // The runtime's native part reads the environment of the process (see onnx.ts).
    env: SHARE_ENV,
  });
  let crash: DeviceFailure | null = null;
  let answer: (failure: DeviceFailure | null) => void = () => undefined;
  const end = (reason: string): void => {
    crash ??= { outOfMemory: false, reason };
    answer(crash);
  };
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      end('its worker thread ended');
      resolve();
    });
  });
  worker.on('error', (error) => end(error.message));
  worker.on('message', (message: FromWorker) => answer(message.kind === 'failed' ? message.failure : null));
  const post = (message: ToWorker): void => worker.postMessage(message);
  /** The worker's next answer to what `ask` sends; it starts by answering that it is ready. */
  const next = (ask: () => void): Promise<DeviceFailure | null> =>
    new Promise((resolve) => {
      if (crash) {
        resolve(crash);
        return;
      }
      answer = resolve;
      ask();
    });
  const abandon = (): void => {
    Atomics.store(abandoned, 0, 1);
    worker.unref();
    post({ kind: 'close' });
  };

  const loaded = await within(
    next(() => undefined),
    options.loadLimitMs,
  );
  if (loaded !== null) {
    if (loaded === SILENT) abandon();
    const reason = loaded === SILENT ? silenceReason(options.loadLimitMs ?? 0) : loaded.reason;
    throw missingError(
      'model-unloadable',
      `The model file ${options.path} could not be loaded: ${reason}.`,
      'See "kotohogi models verify" and "kotohogi doctor".',
      new Error(reason),
    );
  }
  return {
    run: (batch, firstRow, rows, callRows) =>
      next(() => post({ kind: 'run', batch, firstRow, rows, callRows })),
    async close() {
      post({ kind: 'close' });
      await ended;
    },
    abandon,
  };
}
