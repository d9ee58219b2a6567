import { create } from 'zustand';
import type { Job, JobState } from '../../shared/contract/jobs.ts';
import type { PhotoInspection } from '../../shared/contract/media.ts';
import type { ProjectDocument } from './projectDocument.ts';

/** What is needed to show what a job is making. */
export interface JobPicture {
  readonly document: ProjectDocument;
  readonly inspection: PhotoInspection;
}

interface JobsStore {
  /** Oldest first. */
  readonly jobs: readonly Job[];
  /** The job on the stage; null when none was started since the program was opened. */
  readonly currentId: string | null;
  /** The project as it was when a job of this session was started: later edits do not change what is being made. */
  readonly pictures: Readonly<Record<string, JobPicture>>;
  /** Takes in news of one job: a new one is added at the end. */
  readonly receive: (job: Job) => void;
  /** Takes in the list as it was a moment ago; what events have told meanwhile is kept. */
  readonly load: (jobs: readonly Job[]) => void;
  /** All jobs as they are now, in their order: what is missing has been taken off the list. */
  readonly arrange: (jobs: readonly Job[]) => void;
  readonly show: (jobId: string) => void;
  readonly keepPicture: (jobId: string, picture: JobPicture) => void;
}

export const useJobs = create<JobsStore>((set) => ({
  jobs: [],
  currentId: null,
  pictures: {},
  receive: (job) => set(({ jobs }) => ({ jobs: withJob(jobs, job) })),
  load: (list) => set(({ jobs }) => ({ jobs: jobs.reduce(withJob, list) })),
  arrange: (list) =>
    set(({ jobs }) => ({
      // News may have come while the answer was on its way.
      jobs: list.map((job) => withJob(jobs, job).find(({ id }) => id === job.id) ?? job),
    })),
  show: (currentId) => set({ currentId }),
  keepPicture: (jobId, picture) => set(({ pictures }) => ({ pictures: { ...pictures, [jobId]: picture } })),
}));

/**
 * Replaces the job of the same id, or adds it. An answer to a call may come after an event that is newer: a run that
 * has ended does not go on.
 */
export const withJob = (jobs: readonly Job[], job: Job): readonly Job[] =>
  jobs.some(({ id }) => id === job.id)
    ? jobs.map((old) => (old.id === job.id && !endsRunOf(old, job) ? job : old))
    : [...jobs, job];

/** True when the known state is the end of the very run of which the news tells that it is under way. */
const endsRunOf = (known: Job, news: Job): boolean =>
  known.createdAtMs === news.createdAtMs && !isUnderWay(known.state) && isUnderWay(news.state);

export const isUnderWay = (state: JobState): boolean => state === 'queued' || state === 'running';

/** The job on the stage. */
export const useCurrentJob = (): Job | null =>
  useJobs(({ jobs, currentId }) => jobs.find(({ id }) => id === currentId) ?? null);
