import type { Job } from '../../shared/contract/jobs.ts';
import type { Studio } from './studio.ts';

type ExportCalls = Pick<
  Studio,
  'estimateRender' | 'moveJob' | 'removeJob' | 'saveJobReport' | 'copyJobReport'
>;

/** @param jobs the list of the studio in memory, changed in place */
export function fakeExportCalls(parts: {
  readonly note: (name: string) => void;
  readonly jobs: Job[];
  readonly chosen: () => string | null;
}): ExportCalls {
  const { note, jobs, chosen } = parts;
  const answer = <Value>(name: string, value: Value): Promise<Value> => {
    note(name);
    return Promise.resolve(value);
  };
  const take = (jobId: string): Job[] =>
    jobs.splice(
      jobs.findIndex(({ id }) => id === jobId),
      1,
    );
  return {
    estimateRender: ({ form }) =>
      answer(
        'estimateRender',
        form.kind === 'video'
          ? { sec: { from: 20, to: 32 }, bytes: { from: 2.1e6, to: 2.9e6 }, renders: 3 }
          : { sec: null, bytes: null, renders: 0 },
      ),
    moveJob({ jobId, before }) {
      const [job] = take(jobId);
      const index = jobs.findIndex(({ id }) => id === before);
      jobs.splice(index < 0 ? jobs.length : index, 0, job);
      return answer('moveJob', [...jobs]);
    },
    removeJob({ jobId }) {
      take(jobId);
      return answer('removeJob', [...jobs]);
    },
    saveJobReport: () => answer('saveJobReport', chosen()),
    copyJobReport: () => answer('copyJobReport', null),
  };
}
