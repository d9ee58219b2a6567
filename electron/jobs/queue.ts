import type { RenderProgress, RenderReport, RenderRequest } from '../../shared/contract/render.ts';
import { toErrorReport, usageError } from '../../shared/errors.ts';
import { isFinished, type JobRecord } from './jobRecord.ts';

/** Progress reaches listeners at most this often. */
export const PROGRESS_INTERVAL_MS = 100;

export interface RenderHooks {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RenderProgress) => void;
  readonly onLog: (level: 'info' | 'warn', line: string) => void;
}

export interface JobLogLike {
  readonly tail: readonly string[];
  write(line: string): void;
  flush(): Promise<void>;
}

export interface QueueParts {
  readonly render: (request: RenderRequest, hooks: RenderHooks) => Promise<RenderReport>;
  readonly openLog: (jobId: string) => JobLogLike;
  /** Told of every change of state; the place to keep the list on disk. */
  readonly save: (jobs: readonly JobRecord[]) => Promise<void>;
  readonly newId: () => string;
  readonly nowMs: () => number;
}

interface Active {
  readonly jobId: string;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** Renders one job after the other. A job's state only ever moves forward; trying again makes a new run of it. */
export class JobQueue {
  readonly #parts: QueueParts;
  readonly #jobs: JobRecord[];
  readonly #listeners = new Set<(job: JobRecord) => void>();
  #active: Active | null = null;
  #draining = false;

  /** @param earlier jobs of earlier starts, oldest first */
  constructor(parts: QueueParts, earlier: readonly JobRecord[] = []) {
    this.#parts = parts;
    this.#jobs = [...earlier];
  }

  /** Oldest first. */
  list(): readonly JobRecord[] {
    return this.#jobs;
  }

  /** True while a job waits or runs. */
  get busy(): boolean {
    return this.#jobs.some((job) => !isFinished(job));
  }

  onChange(listener: (job: JobRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @throws KotohogiError kind `usage` for an unknown id */
  find(jobId: string): JobRecord {
    const job = this.#jobs.find(({ id }) => id === jobId);
    if (!job) throw usageError('job-unknown', 'This render is no longer in the list.', 'Start it again.');
    return job;
  }

  add(request: RenderRequest): JobRecord {
    const job: JobRecord = { id: this.#parts.newId(), request, ...freshRun(this.#parts.nowMs()) };
    this.#jobs.push(job);
    this.#announce(job);
    this.#startNext();
    return this.find(job.id);
  }

  /** Puts a job that did not finish well back in line, with the request it had; leaves any other alone. */
  retry(jobId: string): JobRecord {
    const job = this.find(jobId);
    if (!isFinished(job) || job.state === 'done') return job;
    this.#change(jobId, freshRun(this.#parts.nowMs()));
    this.#startNext();
    return this.find(jobId);
  }

  /** A waiting job ends at once; a running one ends when the engine has put its tools down. */
  cancel(jobId: string): void {
    const job = this.find(jobId);
    if (job.state === 'queued')
      this.#change(jobId, { state: 'cancelled', finishedAtMs: this.#parts.nowMs() });
    else if (this.#active?.jobId === jobId) this.#active.abort.abort();
  }

  /** Puts a waiting job before another waiting one, or at the end of the line; leaves any other job alone. */
  move(jobId: string, before: string | null): void {
    const job = this.find(jobId);
    if (job.state !== 'queued' || before === jobId) return;
    this.#jobs.splice(this.#jobs.indexOf(job), 1);
    const index = this.#jobs.findIndex(({ id, state }) => id === before && state === 'queued');
    this.#jobs.splice(index < 0 ? this.#jobs.length : index, 0, job);
    void this.#save();
  }

  /**
   * Takes a job off the list that waits or has ended; a running one has to be cancelled first, and is left alone.
   */
  remove(jobId: string): void {
    const job = this.find(jobId);
    if (job.state === 'running') return;
    this.#jobs.splice(this.#jobs.indexOf(job), 1);
    void this.#save();
  }

  /** Cancels everything and resolves when nothing runs any more and the list is on disk. */
  async drain(): Promise<void> {
    this.#draining = true;
    for (const job of [...this.#jobs]) if (!isFinished(job)) this.cancel(job.id);
    await this.#active?.ended;
    await this.#save();
  }

  #startNext(): void {
    if (this.#active || this.#draining) return;
    const next = this.#jobs.find(({ state }) => state === 'queued');
    if (!next) return;
    const abort = new AbortController();
    const ended = this.#run(next, abort.signal).finally(() => {
      this.#active = null;
      this.#startNext();
    });
    this.#active = { jobId: next.id, abort, ended };
  }

  async #run({ id, request }: JobRecord, signal: AbortSignal): Promise<void> {
    const { nowMs } = this.#parts;
    const log = this.#parts.openLog(id);
    this.#change(id, { state: 'running', startedAtMs: nowMs() });
    const meter = new FrameMeter(nowMs);
    let announcedAtMs = -Infinity;
    const onProgress = (progress: RenderProgress): void => {
      const framesPerSec = meter.measure(progress.framesDone);
      const previous = this.find(id).progress;
      if (previous?.stage !== progress.stage) log.write(`stage ${progress.stage}`);
      this.#change(id, { progress, framesPerSec }, false);
      if (nowMs() - announcedAtMs < PROGRESS_INTERVAL_MS) return;
      announcedAtMs = nowMs();
      this.#announceProgress(id);
    };
    try {
      const onLog: RenderHooks['onLog'] = (level, line) => log.write(`${level} ${line}`);
      const report = await this.#parts.render(request, { signal, onProgress, onLog });
      log.write(`done ${report.frames} frames in ${Math.round(report.totalMs)} ms`);
      this.#change(id, { state: 'done', report, finishedAtMs: nowMs() });
    } catch (thrown) {
      const error = toErrorReport(thrown);
      log.write(`${error.kind} ${error.code}: ${error.message}`);
      if (error.kind === 'cancelled') this.#change(id, { state: 'cancelled', finishedAtMs: nowMs() });
      else this.#change(id, { state: 'failed', error, logTail: [...log.tail], finishedAtMs: nowMs() });
    } finally {
      await log.flush();
    }
  }

  #change(jobId: string, change: Partial<JobRecord>, announce = true): void {
    const index = this.#jobs.findIndex(({ id }) => id === jobId);
    const changed = { ...this.find(jobId), ...change };
    this.#jobs[index] = changed;
    if (announce) this.#announce(changed);
  }

  #announceProgress(jobId: string): void {
    const job = this.find(jobId);
    for (const listener of this.#listeners) listener(job);
  }

  #announce(job: JobRecord): void {
    for (const listener of this.#listeners) listener(job);
    void this.#save();
  }

  /** The list on disk is a convenience: a full disk must not stop a render, so a failed save is let go. */
  #save(): Promise<void> {
    return this.#parts.save(this.#jobs).catch(() => undefined);
  }
}

const freshRun = (createdAtMs: number): Omit<JobRecord, 'id' | 'request'> => ({
  state: 'queued',
  progress: null,
  framesPerSec: null,
  error: null,
  report: null,
  logTail: [],
  createdAtMs,
  startedAtMs: null,
  finishedAtMs: null,
});

/** Frames per second since the first frame was seen. */
class FrameMeter {
  readonly #nowMs: () => number;
  #first: { readonly atMs: number; readonly frames: number } | null = null;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** @returns null until two readings with frames between them have been taken */
  measure(framesDone: number): number | null {
    if (framesDone === 0) return null;
    const atMs = this.#nowMs();
    this.#first ??= { atMs, frames: framesDone };
    const elapsedSec = (atMs - this.#first.atMs) / 1000;
    const frames = framesDone - this.#first.frames;
    return elapsedSec > 0 && frames > 0 ? frames / elapsedSec : null;
  }
}
