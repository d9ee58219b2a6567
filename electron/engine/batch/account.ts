/** What came of the rows of a batch, kept in its folder: it outlives the program, and says what need not be made again. */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { problemSentence } from '../../../shared/batch/problems.ts';
import { errorReportSchema } from '../../../shared/contract/errorReport.ts';
import { inputError, toErrorReport } from '../../../shared/errors.ts';
import { writeWhole } from '../runtime/writeWhole.ts';
import type { MadeVideo } from './makeVideo.ts';
import type { PlannedVideo, RefusedRow } from './planBatch.ts';
import { reviewSheet } from './reviewSheet.ts';

export const BATCH_REPORT_VERSION = 1;
export const BATCH_REPORT_FILE = 'batch.json';
export const BATCH_SHEET_FILE = 'review.html';

export const rowResultSchema = z.object({
  line: z.number().int(),
  name: z.string(),
  state: z.enum(['done', 'failed', 'refused']),
  /** Absolute path; null where there is no video. */
  out: z.string().nullable(),
  text: z.string().nullable(),
  durationSec: z.number().nullable(),
  /** Of an adjusted voice; null: not computed. */
  confidence: z.number().nullable(),
  warnings: z.array(z.string()),
  /** Why there is no video, and what to do. */
  problems: z.array(z.string()),
  /** What the video was made from: an unchanged row is not made again. */
  key: z.string().nullable(),
  /** Why it failed, for programs. */
  error: errorReportSchema.nullable().default(null),
  /** Parts of the video, and how many of them were there from earlier. */
  parts: z.object({ total: z.number().int(), known: z.number().int() }).nullable().default(null),
  /** What the person thinks of it. */
  mark: z.enum(['fine', 'redo']).nullable().default(null),
});
export type RowResult = z.infer<typeof rowResultSchema>;

export const batchReportSchema = z.object({
  schemaVersion: z.literal(BATCH_REPORT_VERSION),
  out: z.string(),
  rows: z.array(rowResultSchema),
});
export type BatchReport = z.infer<typeof batchReportSchema>;

const NOTHING_MADE = {
  out: null,
  text: null,
  durationSec: null,
  confidence: null,
  key: null,
  error: null,
  parts: null,
  mark: null,
} as const;

export const madeRow = (video: PlannedVideo, made: MadeVideo, key: string): RowResult => ({
  ...NOTHING_MADE,
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
  parts: made.parts,
});

export const failedRow = (video: PlannedVideo, thrown: unknown, key: string): RowResult => {
  const error = toErrorReport(thrown);
  return {
    ...NOTHING_MADE,
    line: video.line,
    name: video.name,
    state: 'failed',
    text: video.spoken?.text ?? null,
    warnings: [],
    problems: [error.message, error.hint],
    key,
    error,
  };
};

export const refusedRow = ({ line, name, problems }: RefusedRow): RowResult => ({
  ...NOTHING_MADE,
  line,
  name,
  state: 'refused',
  warnings: [],
  problems: problems.map(problemSentence),
});

/** Makes the folder of a batch. @throws KotohogiError `batch-folder` */
export async function makeFolder(out: string): Promise<void> {
  await mkdir(out, { recursive: true }).catch((cause: unknown) => {
    throw inputError('batch-folder', `The folder "${out}" cannot be made.`, 'Choose another folder.', cause);
  });
}

/** What earlier batches into this folder came to; none where there was no batch, or the account is not one of ours. */
export async function earlierRows(out: string): Promise<readonly RowResult[]> {
  try {
    const text = await readFile(path.join(out, BATCH_REPORT_FILE), 'utf8');
    return batchReportSchema.parse(JSON.parse(text)).rows;
  } catch {
    return [];
  }
}

/** The earlier result of a row of which nothing has changed, where its video is still there. */
export async function stillGood(
  video: PlannedVideo,
  key: string,
  earlier: readonly RowResult[],
): Promise<RowResult | null> {
  const before = earlier.find((row) => row.key === key && row.state === 'done');
  const isThere = before?.out ? (await stat(before.out).catch(() => null))?.isFile() === true : false;
  return before && isThere ? { ...before, line: video.line } : null;
}

/** Writes the account and the sheet to review, each in one step. */
export async function writeAccount(out: string, rows: readonly RowResult[]): Promise<BatchReport> {
  const report: BatchReport = {
    schemaVersion: BATCH_REPORT_VERSION,
    out,
    rows: [...rows].sort((a, b) => a.line - b.line),
  };
  const write = (name: string, text: string): Promise<void> =>
    writeWhole(path.join(out, name), (partial) => writeFile(partial, text));
  await write(BATCH_REPORT_FILE, `${JSON.stringify(report, null, 2)}\n`);
  await write(BATCH_SHEET_FILE, reviewSheet(report));
  return report;
}
