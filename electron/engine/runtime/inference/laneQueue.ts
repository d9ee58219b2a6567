/**
 * Hands batches to the places where a network runs, and keeps them going when a device fails. Knows nothing of threads
 * and of the runtime, so that every way of failing can be tested with plain functions.
 */
import type { Device } from '../../../../shared/contract/devices.ts';
import { cancelledError } from '../../../../shared/errors.ts';
import { SILENT, silenceReason, within } from './callLimit.ts';
import { fallbackSentence, type DeviceFailure } from './deviceFailure.ts';
import { batchRows } from './runRows.ts';
import type { InferenceBatch } from './types.ts';

/** One place where the network runs, one call at a time. */
export interface Lane {
  /**
   * Runs rows of a batch.
   * @param callRows rows to fill a call up to, so that a device sees one shape only
   * @returns why the device failed, or null when the output is written; never rejects
   */
  run(batch: InferenceBatch, firstRow: number, rows: number, callRows: number): Promise<DeviceFailure | null>;
  /** Call when nothing runs. */
  close(): Promise<void>;
  /** Leaves alone what does not answer; nothing that it still does may reach an output. */
  abandon(): void;
}

/** All places on one device. */
export interface LaneSet {
  readonly device: Device;
  readonly lanes: readonly Lane[];
  /** Rows per call. */
  readonly rows: number;
  /** A call that takes longer counts as failed; null: calls may take as long as they need. */
  readonly callLimitMs: number | null;
}

export interface LaneQueueOptions {
  readonly modelId: string;
  readonly first: LaneSet;
  /** Opens the processor's lanes when the device has failed. */
  readonly openProcessor: () => Promise<LaneSet>;
  readonly report: (sentence: string) => void;
  readonly signal: AbortSignal;
}

export interface LaneQueue {
  /** The set in use now. */
  readonly set: LaneSet;
  run(batch: InferenceBatch): Promise<void>;
  /** Waits for the calls in flight. */
  close(): Promise<void>;
}

interface Job {
  readonly batch: InferenceBatch;
  rowsLeft: number;
  settled: boolean;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

/** Rows of a job that wait for a lane. */
interface Range {
  readonly job: Job;
  readonly firstRow: number;
  readonly rows: number;
}

export function createLaneQueue(options: LaneQueueOptions): LaneQueue {
  const { modelId, openProcessor, report, signal } = options;
  let set = options.first;
  let idle = [...set.lanes];
  let takingOver: Promise<void> | null = null;
  let waiting: Range[] = [];
  const inFlight = new Set<Promise<void>>();

  const settle = (job: Job, error?: Error): void => {
    if (job.settled) return;
    job.settled = true;
    waiting = waiting.filter((range) => range.job !== job);
    if (error) job.reject(error);
    else job.resolve();
  };
  const settleAll = (error: Error): void => {
    for (const job of new Set(waiting.map((range) => range.job))) settle(job, error);
  };

  /** Cuts the next call off what waits. */
  function nextCall(): Range | null {
    const [range, ...rest] = waiting;
    if (!range) return null;
    const rows = Math.min(set.rows, range.rows);
    waiting =
      rows < range.rows
        ? [{ job: range.job, firstRow: range.firstRow + rows, rows: range.rows - rows }, ...rest]
        : rest;
    return { ...range, rows };
  }

  function pump(): void {
    if (takingOver) return;
    for (let lane = idle.pop(); lane; lane = idle.pop()) {
      const call = nextCall();
      if (!call) {
        idle.push(lane);
        return;
      }
      const work = perform(lane, set, call).finally(() => {
        inFlight.delete(work);
        pump();
      });
      inFlight.add(work);
    }
  }

  async function perform(lane: Lane, home: LaneSet, call: Range): Promise<void> {
    const { job, firstRow, rows } = call;
    // CUDA searches for the fastest kernels anew for each shape it meets, which takes seconds.
    const callRows = home.device === 'cpu' ? rows : home.rows;
    const outcome = await within(lane.run(job.batch, firstRow, rows, callRows), home.callLimitMs);
    if (outcome === SILENT) lane.abandon();
    else if (home.device === set.device) idle.push(lane);
    else await lane.close();
    if (outcome === null) {
      job.rowsLeft -= rows;
      if (job.rowsLeft === 0) settle(job);
      return;
    }
    const failure: DeviceFailure =
      outcome === SILENT ? { outOfMemory: false, reason: silenceReason(home.callLimitMs ?? 0) } : outcome;
    if (signal.aborted) {
      settle(job, cancelledError());
      return;
    }
    const smaller = failure.outOfMemory && callRows > 1;
    if (home.device === 'cpu' && !smaller) {
      settle(job, new Error(`The processor could not run ${modelId}: ${failure.reason}.`));
      return;
    }
    if (!job.settled) waiting = [call, ...waiting];
    if (smaller) shrink(home, callRows);
    else await takeOver(home, failure);
  }

  function shrink(home: LaneSet, rows: number): void {
    const fewer = Math.floor(rows / 2);
    // Another call of the same size may have failed at the same time and been dealt with.
    if (home.device !== set.device || set.rows <= fewer) return;
    report(fallbackSentence.smaller(modelId, set.device, rows, fewer));
    set = { ...set, rows: fewer };
  }

  function takeOver(home: LaneSet, failure: DeviceFailure): Promise<void> {
    if (home.device !== set.device) return Promise.resolve();
    takingOver ??= openProcessor()
      .then(
        (processor) => {
          report(fallbackSentence.lost(modelId, home.device, failure.reason));
          const left = idle;
          set = processor;
          idle = [...processor.lanes];
          return Promise.all(left.map((lane) => lane.close()));
        },
        (error: unknown) => settleAll(error instanceof Error ? error : new Error(String(error))),
      )
      .then(() => {
        takingOver = null;
      });
    return takingOver;
  }

  signal.addEventListener('abort', () => settleAll(cancelledError()), { once: true });

  return {
    get set() {
      return set;
    },
    run(batch) {
      if (signal.aborted) return Promise.reject(cancelledError());
      return new Promise((resolve, reject) => {
        const rows = batchRows(batch);
        waiting.push({
          job: { batch, rowsLeft: rows, settled: false, resolve, reject },
          firstRow: 0,
          rows,
        });
        pump();
      });
    },
    async close() {
      while (inFlight.size > 0) await Promise.all(inFlight);
      await Promise.all(idle.map((lane) => lane.close()));
    },
  };
}
