/**
 * What is known of a job, on disk before anything is done about it, so that a job can go on after a crash at any
 * moment. A folder each: `job.json`, the two files that are sent, and the video that came back. No key and no signed
 * address is ever in it.
 */
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { inputError, missingError } from '../../../../shared/errors.ts';
import { withLock } from '../../models/fileLock.ts';
import { readJson, writeJson } from '../../runtime/jsonFile.ts';

const JOB_VERSION = 1;
const JOB_ID = /^[0-9a-f]{32}$/;
const RECORD = 'job.json';
/** The lock lies beside the folder, so that the folder can go while it is held. */
const lockFile = (root: string, jobId: string): string => path.join(root, `${jobId}.lock`);

const fileSchema = z.object({ sha256: z.string(), bytes: z.number() });
const uploadSchema = z.object({ id: z.string(), url: z.string(), atMs: z.number() });
const creditsSchema = z.object({
  remaining: z.number().nullable(),
  total: z.number().nullable(),
  expireAt: z.string().nullable(),
});
const removalSchema = z.enum(['deleted', 'gone']).nullable();

const recordSchema = z.object({
  schemaVersion: z.literal(JOB_VERSION),
  jobId: z.string().regex(JOB_ID),
  createdAtMs: z.number(),
  /** Where the job may be sent, and nowhere else. */
  address: z.string(),
  image: fileSchema.extend({ widthPx: z.number(), heightPx: z.number() }),
  audio: fileSchema.extend({ durationSec: z.number() }),
  /** The recording at its own quality, for the finished video. */
  voice: z.object({ path: z.string(), sha256: z.string() }),
  /** What is asked for, with names in the place of the two uploads. */
  requestJson: z.string(),
  transferSha256: z.string(),
  consentAtMs: z.number().nullable(),
  creditsBefore: creditsSchema.nullable(),
  creditsAfter: creditsSchema.nullable(),
  uploads: z.object({
    image: uploadSchema.nullable(),
    audio: uploadSchema.nullable(),
    /** At most so many more whose answer was lost: nobody knows their names, they end by themselves. */
    unnamed: z.number(),
  }),
  create: z.object({
    /** Requests that went out for a talk. */
    posts: z.number(),
    /** When the last one went out whose outcome is not known; null when all outcomes are. */
    pendingSinceMs: z.number().nullable(),
    /** The server's time before the first one: older talks are not ours. */
    notBeforeServerMs: z.number().nullable(),
  }),
  talk: z
    .object({
      id: z.string(),
      status: z.string(),
      widthPx: z.number().nullable(),
      heightPx: z.number().nullable(),
    })
    .nullable(),
  /** What identifies the video on the server while only a part of it is here. */
  partValidator: z.string().nullable(),
  result: fileSchema.nullable(),
  /** The end, when it was no video. */
  failure: z
    .object({
      kind: z.enum(['input', 'missing']),
      code: z.string(),
      message: z.string(),
      hint: z.string(),
    })
    .nullable(),
  removed: z.object({ talk: removalSchema, image: removalSchema, audio: removalSchema }),
});
export type JobRecord = z.infer<typeof recordSchema>;

/** What a new job begins with. */
export type NewJob = Pick<
  JobRecord,
  'jobId' | 'createdAtMs' | 'address' | 'image' | 'audio' | 'voice' | 'requestJson' | 'transferSha256'
>;

const unknownJob = (jobId: string): Error =>
  inputError(
    'did-job-unknown',
    `There is no D-ID job "${jobId.slice(0, 40)}" here.`,
    '"kotohogi did jobs" lists the jobs of this computer.',
  );

/** Where the two files lie that are sent. */
export const sentFiles = (folder: string): { readonly imageFile: string; readonly audioFile: string } => ({
  imageFile: path.join(folder, 'image.jpg'),
  audioFile: path.join(folder, 'audio.wav'),
});

/** A job that nobody else works on at the moment. */
export class Job {
  readonly folder: string;
  #record: JobRecord;

  constructor(folder: string, record: JobRecord) {
    this.folder = folder;
    this.#record = record;
  }

  get record(): JobRecord {
    return this.#record;
  }

  get imageFile(): string {
    return sentFiles(this.folder).imageFile;
  }

  get audioFile(): string {
    return sentFiles(this.folder).audioFile;
  }

  get partFile(): string {
    return path.join(this.folder, 'result.part');
  }

  get resultFile(): string {
    return path.join(this.folder, 'result.mp4');
  }

  /** Resolves when the change is safe on the disk. */
  async update(change: Partial<JobRecord>): Promise<void> {
    const next = { ...this.#record, ...change };
    await writeJson(path.join(this.folder, RECORD), next);
    this.#record = next;
  }
}

export const jobsFolder = (home: string): string => path.join(home, 'did');

const folderOf = (home: string, jobId: string): string => {
  if (!JOB_ID.test(jobId)) throw unknownJob(jobId);
  return path.join(jobsFolder(home), jobId);
};

/**
 * Puts down a new job whose files lie in its folder already.
 * @returns its folder's record
 */
export async function putDownJob(home: string, job: NewJob): Promise<JobRecord> {
  const record: JobRecord = {
    schemaVersion: JOB_VERSION,
    ...job,
    consentAtMs: null,
    creditsBefore: null,
    creditsAfter: null,
    uploads: { image: null, audio: null, unnamed: 0 },
    create: { posts: 0, pendingSinceMs: null, notBeforeServerMs: null },
    talk: null,
    partValidator: null,
    result: null,
    failure: null,
    removed: { talk: null, image: null, audio: null },
  };
  await writeJson(path.join(folderOf(home, job.jobId), RECORD), record);
  return record;
}

/** Makes the folder of a new job. */
export async function makeJobFolder(home: string, jobId: string): Promise<Job['folder']> {
  const folder = folderOf(home, jobId);
  await mkdir(folder, { recursive: true });
  return folder;
}

async function read(folder: string, jobId: string): Promise<JobRecord> {
  const record = await readJson(path.join(folder, RECORD), recordSchema);
  if (record?.jobId !== jobId) throw unknownJob(jobId);
  return record;
}

/**
 * Works on a job while nobody else does.
 * @throws KotohogiError `did-job-unknown`, `did-job-busy`
 */
export async function withJob<Result>(
  home: string,
  jobId: string,
  work: (job: Job) => Promise<Result>,
): Promise<Result> {
  const folder = folderOf(home, jobId);
  await read(folder, jobId);
  const outcome = await withLock(lockFile(jobsFolder(home), jobId), 0, async () =>
    work(new Job(folder, await read(folder, jobId))),
  );
  if (outcome) return outcome.done;
  throw missingError(
    'did-job-busy',
    `The D-ID job "${jobId}" is being worked on already.`,
    'Wait until that is done, or cancel it there.',
  );
}

/** All jobs of this computer that can be read, newest first. */
export async function readJobs(home: string): Promise<readonly JobRecord[]> {
  const names = await readdir(jobsFolder(home)).catch(() => []);
  const records = await Promise.all(
    names
      .filter((name) => JOB_ID.test(name))
      .map((name) => readJson(path.join(jobsFolder(home), name, RECORD), recordSchema)),
  );
  return records.filter((record) => record !== null).sort((a, b) => b.createdAtMs - a.createdAtMs);
}

export const removeJobFolder = (job: Pick<Job, 'folder'>): Promise<void> =>
  rm(job.folder, { recursive: true, force: true });
