import { randomUUID } from 'node:crypto';
import { redactorFor } from '../host/diagnostics.ts';
import type { EngineClient } from '../host/engineClient.ts';
import { JobLog } from '../jobs/jobLog.ts';
import type { JobRecord } from '../jobs/jobRecord.ts';
import { JobQueue, type QueueParts } from '../jobs/queue.ts';
import type { AppPaths } from './paths.ts';

/** The queue of renders over an engine. */
export function createRenderQueue(
  paths: AppPaths,
  engine: EngineClient,
  save: QueueParts['save'],
  earlier: readonly JobRecord[] = [],
): JobQueue {
  const redactor = redactorFor(paths.home);
  return new JobQueue(
    {
      render: (request, { signal, onProgress, onLog }) =>
        engine.run('render', request, { signal, onProgress, onLog }),
      openLog: (jobId) => new JobLog(paths.logs, jobId, (line) => redactor.text(line)),
      save,
      newId: randomUUID,
      nowMs: Date.now,
    },
    earlier,
  );
}
