/** Makes the videos of a plan, and keeps an account that survives an interruption. */
import { KotohogiError, throwIfCancelled } from '../../../shared/errors.ts';
import {
  earlierRows,
  failedRow,
  madeRow,
  makeFolder,
  refusedRow,
  stillGood,
  writeAccount,
  type BatchReport,
  type RowResult,
} from './account.ts';
import { keyOfVideo, type MadeVideo } from './makeVideo.ts';
import type { BatchPlan, PlannedVideo } from './planBatch.ts';

/** Who makes the videos: this process, or workers behind a queue. */
export interface BatchTools {
  readonly signal: AbortSignal;
  /** Videos asked for at once. */
  readonly jobs: number;
  /** @param key of the row, see {@link keyOfVideo} */
  make(video: PlannedVideo, key: string): Promise<MadeVideo>;
  /** Told after every row, and of rows that need nothing. */
  onRow(result: RowResult, done: number, total: number): void;
}

/**
 * Makes all videos of a plan. A row that fails does not stop the others; a row that was made before and has not changed
 * is left as it is, so a batch that was interrupted goes on where it stopped.
 * @param out absolute path of the folder; made when it is missing. Holds the videos, the report and a sheet to review
 * @throws KotohogiError `batch-folder`; `cancelled`: what was made until then stays, with its report
 */
export async function runBatch(plan: BatchPlan, out: string, tools: BatchTools): Promise<BatchReport> {
  await makeFolder(out);
  const earlier = await earlierRows(out);
  const rows: RowResult[] = plan.refused.map(refusedRow);
  const total = plan.videos.length + rows.length;
  let accounts: Promise<unknown> = Promise.resolve();
  const finish = async (result: RowResult): Promise<void> => {
    rows.push(result);
    const done = rows.length;
    // One account after the other: two at once would write over each other.
    accounts = accounts.then(() => writeAccount(out, rows)).then(() => tools.onRow(result, done, total));
    await accounts;
  };
  const makeRow = async (video: PlannedVideo): Promise<void> => {
    const key = await keyOfVideo(video);
    const before = await stillGood(video, key, earlier);
    if (before) return finish(before);
    try {
      return await finish(madeRow(video, await tools.make(video, key), key));
    } catch (error) {
      if (error instanceof KotohogiError && error.kind === 'cancelled') throw error;
      return finish(failedRow(video, error, key));
    }
  };
  const waiting = [...plan.videos];
  const makeSome = async (): Promise<void> => {
    for (let video = waiting.shift(); video; video = waiting.shift()) {
      throwIfCancelled(tools.signal);
      await makeRow(video);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: tools.jobs }, makeSome));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return writeAccount(out, rows);
}
