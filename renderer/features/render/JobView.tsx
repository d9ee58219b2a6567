import type { Job } from '../../../shared/contract/jobs.ts';
import { assertNever } from '../../../shared/errors.ts';
import { FailedJob } from './FailedJob.tsx';
import { FinishedJob } from './FinishedJob.tsx';
import { RunningJob } from './RunningJob.tsx';
import { StoppedJob } from './StoppedJob.tsx';

/** A render on the stage, whatever has become of it. */
export function JobView({ job }: { job: Job }) {
  switch (job.state) {
    case 'queued':
    case 'running':
      return <RunningJob job={job} />;
    case 'done':
      return <FinishedJob job={job} />;
    case 'failed':
      return <FailedJob job={job} />;
    case 'cancelled':
    case 'interrupted':
      return <StoppedJob state={job.state} />;
    default:
      return assertNever(job.state, 'job state');
  }
}
