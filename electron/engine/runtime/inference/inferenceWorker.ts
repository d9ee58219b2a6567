/** Entry of an inference worker: one session, one call at a time, in and out through shared memory. */
import { parentPort, workerData } from 'node:worker_threads';
import { deviceFailureOf } from './deviceFailure.ts';
import type { FromWorker, ToWorker, WorkerStart } from './inferenceMessages.ts';
import { runRows } from './runRows.ts';
import { sessionLoader } from './wrapLoader.ts';

if (!parentPort) throw new Error('inferenceWorker runs as a worker thread only.');
const port = parentPort;
// Written by workerLane, the only one that starts this file.
const start = workerData as WorkerStart;
const abandoned = new Int32Array(start.abandoned);

const post = (message: FromWorker): void => port.postMessage(message);
const fail = (thrown: unknown): void => post({ kind: 'failed', failure: deviceFailureOf(thrown) });

try {
  const load = await sessionLoader(start.loaderModule);
  const session = await load(start.path, start.session);
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'close') {
      // A device that failed may fail at this as well; the thread ends either way.
      void session
        .release()
        .catch(() => undefined)
        .finally(() => port.close());
      return;
    }
    void runRows(session, message, () => Atomics.load(abandoned, 0) === 0).then(
      () => post({ kind: 'done' }),
      fail,
    );
  });
  post({ kind: 'ready' });
} catch (thrown) {
  fail(thrown);
}
