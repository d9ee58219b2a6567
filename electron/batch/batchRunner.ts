/** Makes the videos of one batch, row by row, as many at once as is wished and as the memory holds. */
import { toErrorReport, type ErrorReport } from '../../shared/errors.ts';
import type { BatchMark, BatchRowState, BatchState } from '../../shared/contract/batchConstants.ts';
import type { RenderProgress } from '../../shared/contract/render.ts';
import type { OpenedBatch, PlannedVideo, RefusedRow, RowResult } from '../host/messages.ts';

/** A row of which a video is made. */
export interface RunnerRow {
  readonly video: PlannedVideo;
  readonly key: string;
  readonly state: Exclude<BatchRowState, 'refused'>;
  /** 0..1 while it is being made. */
  readonly fraction: number | null;
  /** It was there from an earlier run. */
  readonly wasThere: boolean;
  readonly result: RowResult | null;
  /** How long it took, where it was made in this run. */
  readonly tookMs: number | null;
}

export interface RunnerBatch {
  readonly id: string;
  readonly state: BatchState;
  /** Absolute path of the folder. */
  readonly out: string;
  readonly rows: readonly RunnerRow[];
  readonly refused: readonly RefusedRow[];
}

/** What the runner needs of the outside. */
export interface RunnerParts {
  /** Waits until there is memory for it; the first progress says that it has begun. */
  make(
    row: { readonly video: PlannedVideo; readonly key: string },
    hooks: { readonly signal: AbortSignal; readonly onProgress: (progress: RenderProgress) => void },
  ): Promise<RowResult>;
  /** Writes the account into the folder. */
  keep(batch: RunnerBatch): Promise<unknown>;
  readonly nowMs: () => number;
}

/** Progress of a row is told at most this often. */
const PROGRESS_INTERVAL_MS = 200;

/** What is told of a batch: which of its rows are news. */
export type TellBatch = (batch: RunnerBatch, changed: readonly number[]) => void;

interface Underway {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

export class BatchRunner {
  readonly #parts: RunnerParts;
  readonly #tell: TellBatch;
  readonly #atOnce: number;
  readonly #underway = new Map<number, Underway>();
  #batch: RunnerBatch;
  #keeping: Promise<unknown> = Promise.resolve();

  /** @param opened what is known from earlier: rows that are done stay so. Nothing runs until {@link start} */
  constructor(opened: OpenedBatch, parts: RunnerParts, tell: TellBatch) {
    this.#parts = parts;
    this.#tell = tell;
    this.#atOnce = opened.atOnce;
    const known = new Map(opened.rows.map((row) => [row.line, row]));
    const rows = opened.plan.videos.map((video): RunnerRow => {
      const before = known.get(video.line);
      const result = before?.result ?? null;
      return {
        video,
        key: before?.key ?? '',
        state: result?.state === 'done' || result?.state === 'failed' ? result.state : 'waiting',
        fraction: null,
        wasThere: result?.state === 'done',
        result,
        tookMs: null,
      };
    });
    const isOver = rows.every(({ state }) => state !== 'waiting');
    this.#batch = {
      id: opened.id,
      state: isOver ? 'ended' : 'interrupted',
      out: opened.out,
      rows,
      refused: opened.plan.refused,
    };
  }

  get batch(): RunnerBatch {
    return this.#batch;
  }

  /** True while something runs or waits for its turn. */
  get busy(): boolean {
    return this.#underway.size > 0 || this.#batch.state === 'running';
  }

  /**
   * Seconds until the waiting rows are made, from how long the rows of this run took; null until one was made, and where
   * nothing is left.
   */
  get etaSec(): number | null {
    const took = this.#batch.rows.flatMap(({ tookMs }) => tookMs ?? []);
    const left = this.#batch.rows.reduce((sum, { state, fraction }) => {
      if (state === 'waiting') return sum + 1;
      return state === 'running' ? sum + 1 - (fraction ?? 0) : sum;
    }, 0);
    if (took.length === 0 || left === 0 || this.#batch.state !== 'running') return null;
    const meanMs = took.reduce((sum, ms) => sum + ms, 0) / took.length;
    return (left * meanMs) / 1000 / Math.max(1, this.#underway.size);
  }

  /**
   * Begins, or goes on after a pause or an interruption.
   * @param anew failed rows are tried again, and those marked to be made again are
   */
  start(anew = false): void {
    if (anew)
      this.#changeRows(
        ({ state, result }) =>
          state === 'failed' || state === 'cancelled' || (state === 'done' && result?.mark === 'redo'),
        WAITING,
      );
    this.#setState('running');
    void this.#keep();
    this.#startRows();
  }

  /** What runs is finished, and nothing new is begun. */
  pause(): void {
    if (this.#batch.state === 'running') this.#setState('paused');
  }

  /** Stops everything; what is done stays done. */
  cancel(): void {
    const stopped = this.#changeRows(({ state }) => state === 'waiting', { state: 'cancelled' });
    for (const { abort } of this.#underway.values()) abort.abort();
    if (this.#underway.size === 0 && this.#batch.state !== 'ended') this.#setState('ended');
    else if (stopped.length > 0) this.#tell(this.#batch, stopped);
  }

  cancelRow(line: number): void {
    const row = this.#row(line);
    if (row?.state === 'waiting') this.#change(line, { state: 'cancelled' });
    this.#underway.get(line)?.abort.abort();
    this.#endWhenDone();
  }

  /** Puts a row that has ended back in line; a batch that has ended goes on with it. */
  retryRow(line: number): void {
    const row = this.#row(line);
    if (!row || row.state === 'waiting' || row.state === 'running') return;
    this.#change(line, WAITING);
    if (this.#batch.state === 'ended') this.#setState('running');
    this.#startRows();
  }

  mark(line: number, mark: BatchMark | null): void {
    const result = this.#row(line)?.result;
    if (!result) return;
    this.#change(line, { result: { ...result, mark } });
    void this.#keep();
  }

  /** Stops what runs and resolves when it has ended and the account is written; waiting rows wait for the next start. */
  async drain(): Promise<void> {
    if (this.#batch.state === 'running') this.#batch = { ...this.#batch, state: 'interrupted' };
    for (const { abort } of this.#underway.values()) abort.abort();
    await Promise.all([...this.#underway.values()].map(({ ended }) => ended));
    await this.#keeping;
  }

  #startRows(): void {
    while (this.#batch.state === 'running' && this.#underway.size < this.#atOnce) {
      const next = this.#batch.rows.find(
        ({ state, video }) => state === 'waiting' && !this.#underway.has(video.line),
      );
      if (!next) break;
      const abort = new AbortController();
      const { line } = next.video;
      const ended = this.#run(next, abort.signal).finally(() => {
        this.#underway.delete(line);
        this.#endWhenDone();
        this.#startRows();
      });
      this.#underway.set(line, { abort, ended });
    }
    this.#endWhenDone();
  }

  #endWhenDone(): void {
    const { state, rows } = this.#batch;
    if (this.#underway.size > 0 || (state !== 'running' && state !== 'paused')) return;
    if (!rows.some((row) => row.state === 'waiting')) this.#setState('ended');
  }

  async #run({ video, key }: RunnerRow, signal: AbortSignal): Promise<void> {
    const { line } = video;
    const { nowMs } = this.#parts;
    let startedMs: number | null = null;
    let toldMs = -Infinity;
    const onProgress = ({ fraction }: RenderProgress): void => {
      startedMs ??= nowMs();
      if (nowMs() - toldMs < PROGRESS_INTERVAL_MS) return;
      toldMs = nowMs();
      this.#change(line, { state: 'running', fraction });
    };
    try {
      const made = await this.#parts.make({ video, key }, { signal, onProgress });
      this.#change(line, {
        state: made.state === 'done' ? 'done' : 'failed',
        fraction: null,
        result: made,
        tookMs: startedMs === null || made.state !== 'done' ? null : nowMs() - startedMs,
      });
    } catch (thrown) {
      const error = toErrorReport(thrown);
      if (error.kind !== 'cancelled')
        this.#change(line, { state: 'failed', fraction: null, result: failedResult(video, key, error) });
      // The program ends: the row is still to be made.
      else if (this.#batch.state === 'interrupted') this.#change(line, WAITING);
      else this.#change(line, { state: 'cancelled', fraction: null, result: null });
    }
    await this.#keep();
  }

  /** One account after the other. A disk that is full must not stop the videos, so a failed one is let go. */
  #keep(): Promise<unknown> {
    this.#keeping = this.#keeping.then(() => this.#parts.keep(this.#batch)).catch(() => undefined);
    return this.#keeping;
  }

  #row(line: number): RunnerRow | undefined {
    return this.#batch.rows.find(({ video }) => video.line === line);
  }

  #setState(state: BatchState): void {
    this.#batch = { ...this.#batch, state };
    this.#tell(
      this.#batch,
      this.#batch.rows.map(({ video }) => video.line),
    );
  }

  #change(line: number, change: Partial<RunnerRow>): void {
    this.#changeRows(({ video }) => video.line === line, change);
    this.#tell(this.#batch, [line]);
  }

  /** @returns the rows that it concerns */
  #changeRows(concerns: (row: RunnerRow) => boolean, change: Partial<RunnerRow>): readonly number[] {
    const lines = this.#batch.rows.filter(concerns).map(({ video }) => video.line);
    const rows = this.#batch.rows.map((row) => (concerns(row) ? { ...row, ...change } : row));
    this.#batch = { ...this.#batch, rows };
    return lines;
  }
}

const WAITING: Partial<RunnerRow> = {
  state: 'waiting',
  fraction: null,
  wasThere: false,
  result: null,
  tookMs: null,
};

/** Where not even the engine could tell what became of a row. */
const failedResult = (video: PlannedVideo, key: string, error: ErrorReport): RowResult => ({
  line: video.line,
  name: video.name,
  state: 'failed',
  out: null,
  text: video.spoken?.text ?? null,
  durationSec: null,
  confidence: null,
  warnings: [],
  problems: [error.message, error.hint],
  key,
  error,
  parts: null,
  mark: null,
});
