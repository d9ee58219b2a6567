import type { Job } from '../../../shared/contract/jobs.ts';
import { assertNever } from '../../../shared/errors.ts';
import { QueueList } from '../exports/QueueList.tsx';
import { FailedJob } from './FailedJob.tsx';
import { FinishedJob } from './FinishedJob.tsx';
import { RunningJob } from './RunningJob.tsx';
import { StoppedJob } from './StoppedJob.tsx';

/** A render on the stage, whatever has become of it, and the line of all others below it. */
export function JobView({ job }: { job: Job }) {
  return (
    <div className="job-stage">
      <div className="job-room">
        <JobContent job={job} />
      </div>
      <QueueList />
    </div>
  );
}

function JobContent({ job }: { job: Job }) {
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
