/**
 * Videos of a list made by workers on several machines, through BullMQ on Redis. What travels is the plan of a row;
 * photos, voices and videos lie where every machine sees them under the same path (a shared folder).
 *
 * A row is known by the key of everything it is made from: asked for twice it is one job. A worker that dies holds its
 * job no longer than its lock lasts; then another takes it, and makes the same file in its place.
 */
import { UnrecoverableError, Queue, QueueEvents, Worker, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import { z } from 'zod';
import {
  cancelledError,
  KotohogiError,
  missingError,
  toErrorReport,
  usageError,
} from '../../../shared/errors.ts';
import { errorReportSchema } from '../../../shared/contract/errorReport.ts';
import type { MadeVideo } from './makeVideo.ts';
import type { PlannedVideo } from './planBatch.ts';
import { plannedVideoSchema, travelling } from './plannedVideo.ts';

export const QUEUE_NAME = 'kotohogi-videos';
/** How long a silent worker keeps its job, by default. A worker at work renews its lock every half of it. */
export const LOCK_SEC = 30;
const CONNECT_PATIENCE_MS = 10_000;
/** A job that took three workers down with it is not tried on a fourth. */
const DEATHS_MAX = 2;
/** A day: long enough to look back, short enough that texts with names do not stay. */
const KEPT_SEC = 24 * 3600;

/** What a worker accepts: a queue is an open door, so everything that comes through it is checked. */
const jobDataSchema = z.strictObject({
  version: z.literal(1),
  key: z.string().min(1),
  video: plannedVideoSchema,
});
type JobData = z.input<typeof jobDataSchema>;

const madeVideoSchema = z.object({
  out: z.string(),
  durationSec: z.number(),
  confidence: z.number().nullable(),
  warnings: z.array(z.string()),
  parts: z.object({ total: z.number().int(), known: z.number().int() }).nullable().default(null),
});

export interface VideoQueue {
  /** Asks for a video and waits for it. @throws KotohogiError as the worker reported it; `cancelled` */
  make(video: PlannedVideo, key: string, signal: AbortSignal): Promise<MadeVideo>;
  close(): Promise<void>;
}

export interface VideoWorkerOptions {
  readonly url: string;
  /** Videos at once, at most. */
  readonly jobs: number;
  /** Seconds that a silent worker keeps its job. */
  readonly lockSec: number;
  make(video: PlannedVideo, key: string): Promise<MadeVideo>;
  /** Told of every job that this worker has finished. */
  onEnd(name: string, problem: string | null): void;
}

/** The address without its password, for sentences. */
function publicName(url: string): string {
  try {
    const { hostname, port } = new URL(url);
    return `${hostname}:${port || '6379'}`;
  } catch {
    return 'the address';
  }
}

/** @throws KotohogiError `bad-value`, `queue-unreachable` */
async function connect(url: string): Promise<Redis> {
  if (!/^rediss?:\/\//.test(url) || !URL.canParse(url))
    throw usageError(
      'bad-value',
      'The address of the queue is not one of Redis.',
      'Give it like this: --queue redis://localhost:6379',
    );
  // Commands wait for the connection; BullMQ's blocking ones must never give up by themselves.
  const redis = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true, connectTimeout: 5000 });
  // Trouble is told by the commands that meet it; without a listener it would end the process.
  redis.on('error', () => undefined);
  const deadline = AbortSignal.timeout(CONNECT_PATIENCE_MS);
  const tooLate = new Promise<never>((_resolve, reject) =>
    deadline.addEventListener('abort', () => reject(new Error('no answer'))),
  );
  try {
    await Promise.race([redis.connect().then(() => redis.ping()), tooLate]);
    return redis;
  } catch (cause) {
    redis.disconnect();
    throw missingError(
      'queue-unreachable',
      `The queue at ${publicName(url)} does not answer.`,
      'Check that Redis runs there and may be reached from here, and its password.',
      cause,
    );
  }
}

/** Opens the asking side of the queue. @throws KotohogiError `bad-value`, `queue-unreachable` */
export async function openVideoQueue(url: string): Promise<VideoQueue> {
  const connection = await connect(url);
  const listening = await connect(url);
  const queue = new Queue<JobData, MadeVideo>(QUEUE_NAME, { connection });
  const events = new QueueEvents(QUEUE_NAME, { connection: listening });
  await events.waitUntilReady();

  async function make(video: PlannedVideo, key: string, signal: AbortSignal): Promise<MadeVideo> {
    const before = await queue.getJob(key);
    // A row that failed the last time is asked for anew; one that waits, runs or is done is the same job.
    if (before && (await before.isFailed())) await before.remove();
    const job = await queue.add(
      'video',
      { version: 1, key, video: travelling(video) },
      { jobId: key, removeOnComplete: { age: KEPT_SEC }, removeOnFail: { age: KEPT_SEC } },
    );
    const cancelled = new Promise<never>((_resolve, reject) => {
      const giveUp = (): void => {
        // What no worker has begun is taken back; what runs is left to end.
        void job.remove().catch(() => undefined);
        reject(cancelledError());
      };
      if (signal.aborted) giveUp();
      signal.addEventListener('abort', giveUp, { once: true });
    });
    try {
      return madeVideoSchema.parse(await Promise.race([job.waitUntilFinished(events), cancelled]));
    } catch (error) {
      if (error instanceof KotohogiError) throw error;
      throw failureOf(error);
    }
  }

  return {
    make,
    async close() {
      await events.close();
      await queue.close();
      connection.disconnect();
      listening.disconnect();
    },
  };
}

/** A failure travels as the text of the job's error. */
function failureOf(error: unknown): KotohogiError {
  const text = error instanceof Error ? error.message : String(error);
  try {
    return KotohogiError.fromReport(errorReportSchema.parse(JSON.parse(text)));
  } catch {
    return new KotohogiError(
      'defect',
      'worker-lost',
      `The worker that made this video was lost: ${text}.`,
      'Start the batch again; what is finished is kept.',
    );
  }
}

/**
 * Works off the queue until it is closed. Closing waits for the videos under way.
 * @throws KotohogiError `bad-value`, `queue-unreachable`
 */
export async function startVideoWorker(
  options: VideoWorkerOptions,
): Promise<{ readonly close: () => Promise<void> }> {
  const connection = await connect(options.url);
  const lockMs = options.lockSec * 1000;

  async function work(job: Job<unknown, MadeVideo>): Promise<MadeVideo> {
    const parsed = jobDataSchema.safeParse(job.data);
    if (!parsed.success)
      throw unrecoverable(
        missingError(
          'queue-version',
          'A job of the queue was made by another version of the program.',
          'Use the same version on all machines.',
        ),
      );
    const { video, key } = parsed.data;
    try {
      const made = await options.make(video, key);
      options.onEnd(video.name, null);
      return made;
    } catch (error) {
      options.onEnd(video.name, toErrorReport(error).message);
      throw unrecoverable(error);
    }
  }

  const worker = new Worker<unknown, MadeVideo>(QUEUE_NAME, work, {
    connection,
    concurrency: options.jobs,
    lockDuration: lockMs,
    stalledInterval: lockMs,
    maxStalledCount: DEATHS_MAX,
  });
  worker.on('error', () => undefined);
  await worker.waitUntilReady();
  return {
    async close() {
      await worker.close();
      connection.disconnect();
    },
  };
}

/** The same row would fail in the same way again: it is not tried a second time. */
const unrecoverable = (error: unknown): UnrecoverableError =>
  new UnrecoverableError(JSON.stringify(toErrorReport(error)));
