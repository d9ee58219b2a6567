/** Renders the videos of a plan one after the other, and keeps an account that survives an interruption. */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { captionsFromSentences } from '../../../shared/captions/fromSentences.ts';
import type { RenderReport, RenderRequest } from '../../../shared/contract/render.ts';
import { inputError, KotohogiError, throwIfCancelled, toErrorReport } from '../../../shared/errors.ts';
import { keyOf, type KeyPart } from '../runtime/contentCache/index.ts';
import { writeWhole } from '../runtime/writeWhole.ts';
import type { SpokenFile } from '../speakText.ts';
import type { BatchPlan, PlannedText, PlannedVideo } from './planBatch.ts';
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

/** What a batch needs of the engine. */
export interface BatchTools {
  readonly signal: AbortSignal;
  render(request: RenderRequest): Promise<RenderReport>;
  speak(text: PlannedText): Promise<SpokenFile>;
  /** Told after every row, and of rows that need nothing. */
  onRow(result: RowResult, done: number, total: number): void;
}

const fileKey = async (file: string): Promise<string> => {
  const info = await stat(file).catch(() => null);
  return info ? `${info.size} ${info.mtimeMs}` : 'missing';
};

/** Everything a row's video depends on; files by size and time, because a list of a hundred reads one photo often. */
async function keyOfVideo({ request, spoken, captions }: PlannedVideo): Promise<string> {
  const { photoPath, voicePath, background } = request;
  const files = [
    photoPath,
    ...(spoken ? [] : [voicePath]),
    ...(background.kind === 'picture' ? [background.path] : []),
  ];
  const plain = JSON.parse(JSON.stringify({ request, spoken, captions })) as KeyPart;
  return keyOf({ plain, files: await Promise.all(files.map(fileKey)) });
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

async function makeVideo(video: PlannedVideo, tools: BatchTools): Promise<Omit<RowResult, 'key'>> {
  const { line, name, spoken, captions } = video;
  const said = spoken && (await tools.speak(spoken));
  const speaker = said && {
    id: said.voice.id,
    name: said.voice.name,
    licence: said.voice.licence,
    credit: said.voice.credit,
  };
  const report = await tools.render({
    ...video.request,
    ...(said ? { voicePath: said.path, speaker } : {}),
    captions:
      said && captions ? captionsFromSentences(said.sentences, said.voice.language) : video.request.captions,
  });
  return {
    line,
    name,
    state: 'done',
    out: report.out,
    text: spoken?.text ?? null,
    durationSec: report.durationSec,
    confidence: report.confidence,
    warnings: [...report.fallbacks, ...report.warnings],
    problems: [],
  };
}

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
  for (const video of plan.videos) {
    throwIfCancelled(tools.signal);
    const key = await keyOfVideo(video);
    const before = earlier.find((row) => row.key === key && row.state === 'done');
    const isThere = before?.out ? (await stat(before.out).catch(() => null))?.isFile() === true : false;
    let result: RowResult;
    if (before && isThere) result = { ...before, line: video.line };
    else
      try {
        result = { ...(await makeVideo(video, tools)), key };
      } catch (error) {
        if (error instanceof KotohogiError && error.kind === 'cancelled') throw error;
        result = failedRow(video, error, key);
      }
    rows.push(result);
    await keepAccount();
    tools.onRow(result, rows.length, total);
  }
  await keepAccount();
  return report();
}
