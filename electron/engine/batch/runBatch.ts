/** Makes the videos of a plan, and keeps an account that survives an interruption. */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { inputError, KotohogiError, throwIfCancelled, toErrorReport } from '../../../shared/errors.ts';
import { writeWhole } from '../runtime/writeWhole.ts';
import { keyOfVideo, type MadeVideo } from './makeVideo.ts';
import type { BatchPlan, PlannedVideo } from './planBatch.ts';
import { reviewSheet } from './reviewSheet.ts';

export const BATCH_REPORT_VERSION = 1;
export const BATCH_REPORT_FILE = 'batch.json';
export const BATCH_SHEET_FILE = 'review.html';

const rowResultSchema = z.object({
  line: z.number().int(),
  name: z.string(),
  state: z.enum(['done', 'failed', 'refused']),
  /** Absolute path; null where there is no video. */
  out: z.string().nullable(),
  text: z.string().nullable(),
  durationSec: z.number().nullable(),
  confidence: z.number().nullable(),
  warnings: z.array(z.string()),
  /** Why there is no video, and what to do. */
  problems: z.array(z.string()),
  /** What the video was made from: an unchanged row is not made again. */
  key: z.string().nullable(),
});
export type RowResult = z.infer<typeof rowResultSchema>;

export const batchReportSchema = z.object({
  schemaVersion: z.literal(BATCH_REPORT_VERSION),
  out: z.string(),
  rows: z.array(rowResultSchema),
});
export type BatchReport = z.infer<typeof batchReportSchema>;

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

async function earlierRows(out: string): Promise<readonly RowResult[]> {
  try {
    const text = await readFile(path.join(out, BATCH_REPORT_FILE), 'utf8');
    return batchReportSchema.parse(JSON.parse(text)).rows;
  } catch {
    // None yet, or not one of ours: everything is made.
    return [];
  }
}

const madeRow = (video: PlannedVideo, made: MadeVideo, key: string): RowResult => ({
  line: video.line,
  name: video.name,
  state: 'done',
  out: made.out,
  text: video.spoken?.text ?? null,
  durationSec: made.durationSec,
  confidence: made.confidence,
  warnings: [...made.warnings],
  problems: [],
  key,
});

const failedRow = (video: PlannedVideo, error: unknown, key: string): RowResult => {
  const { message, hint } = toErrorReport(error);
  return {
    line: video.line,
    name: video.name,
    state: 'failed',
    out: null,
    text: video.spoken?.text ?? null,
    durationSec: null,
    confidence: null,
    warnings: [],
    problems: [message, hint],
    key,
  };
};

/**
 * Makes all videos of a plan. A row that fails does not stop the others; a row that was made before and has not changed
 * is left as it is, so a batch that was interrupted goes on where it stopped.
 * @param out absolute path of the folder; made when it is missing. Holds the videos, the report and a sheet to review
 * @throws KotohogiError `batch-folder`; `cancelled`: what was made until then stays, with its report
 */
export async function runBatch(plan: BatchPlan, out: string, tools: BatchTools): Promise<BatchReport> {
  await mkdir(out, { recursive: true }).catch((cause: unknown) => {
    throw inputError('batch-folder', `The folder "${out}" cannot be made.`, 'Choose another folder.', cause);
  });
  const earlier = await earlierRows(out);
  const rows: RowResult[] = plan.refused.map(({ line, name, problems }) => ({
    line,
    name,
    state: 'refused',
    out: null,
    text: null,
    durationSec: null,
    confidence: null,
    warnings: [],
    problems: [...problems],
    key: null,
  }));
  const total = plan.videos.length + rows.length;
  const report = (): BatchReport => ({
    schemaVersion: BATCH_REPORT_VERSION,
    out,
    rows: [...rows].sort((a, b) => a.line - b.line),
  });
  const keepAccount = async (): Promise<void> => {
    const current = report();
    const write = (name: string, text: string): Promise<void> =>
      writeWhole(path.join(out, name), (partial) => writeFile(partial, text));
    await write(BATCH_REPORT_FILE, `${JSON.stringify(current, null, 2)}\n`);
    await write(BATCH_SHEET_FILE, reviewSheet(current));
  };
  let accounts = Promise.resolve();
  const finish = (result: RowResult): Promise<void> => {
    rows.push(result);
    const done = rows.length;
    // One account after the other: two at once would write over each other.
    accounts = accounts.then(keepAccount).then(() => tools.onRow(result, done, total));
    return accounts;
  };
  const makeRow = async (video: PlannedVideo): Promise<void> => {
    const key = await keyOfVideo(video);
    const before = earlier.find((row) => row.key === key && row.state === 'done');
    const isThere = before?.out ? (await stat(before.out).catch(() => null))?.isFile() === true : false;
    if (before && isThere) return finish({ ...before, line: video.line });
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
  await keepAccount();
  return report();
}
