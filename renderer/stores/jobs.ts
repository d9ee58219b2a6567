import { create } from 'zustand';
import type { Job, JobState } from '../../shared/contract/jobs.ts';

interface JobsStore {
  /** Oldest first. */
  readonly jobs: readonly Job[];
  /** The job on the stage; null when none was started since the program was opened. */
  readonly currentId: string | null;
  /** Takes in news of one job: a new one is added at the end. */
  readonly receive: (job: Job) => void;
  readonly load: (jobs: readonly Job[]) => void;
  readonly show: (jobId: string | null) => void;
}

export const useJobs = create<JobsStore>((set) => ({
  jobs: [],
  currentId: null,
  receive: (job) => set(({ jobs }) => ({ jobs: withJob(jobs, job) })),
  load: (jobs) => set({ jobs: [...jobs] }),
  show: (currentId) => set({ currentId }),
}));

/** Replaces the job of the same id, or adds it. */
export const withJob = (jobs: readonly Job[], job: Job): readonly Job[] =>
  jobs.some(({ id }) => id === job.id) ? jobs.map((old) => (old.id === job.id ? job : old)) : [...jobs, job];

export const isUnderWay = (state: JobState): boolean => state === 'queued' || state === 'running';

/** The job on the stage. */
export const useCurrentJob = (): Job | null =>
  useJobs(({ jobs, currentId }) => jobs.find(({ id }) => id === currentId) ?? null);
