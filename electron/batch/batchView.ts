import path from 'node:path';
import type { Batch, BatchRowView } from '../../shared/contract/batch.ts';
import type { RowProblem } from '../../shared/batch/problems.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { displayFolder } from '../app/paths.ts';
import { filesOfRender, shortenPaths } from '../ipc/shortenPaths.ts';
import type { RefusedRow } from '../host/messages.ts';
import type { RunnerBatch, RunnerRow } from './batchRunner.ts';

const shortened = (error: ErrorReport, files: readonly string[]): ErrorReport => ({
  ...error,
  message: shortenPaths(error.message, files),
  hint: shortenPaths(error.hint, files),
});

/** A problem with files by their names. */
export const problemView = (problem: RowProblem): RowProblem =>
  problem.code === 'file'
    ? {
        ...problem,
        value: path.basename(problem.value),
        error: problem.error && shortened(problem.error, [problem.value]),
      }
    : problem;

const NOTHING = {
  videoName: null,
  text: null,
  fraction: null,
  wasThere: false,
  outUrl: null,
  durationSec: null,
  confidence: null,
  warnings: [],
  error: null,
  problems: [],
  parts: null,
  mark: null,
} as const satisfies Partial<BatchRowView>;

const refusedView = ({ line, name, problems }: RefusedRow): BatchRowView => ({
  ...NOTHING,
  line,
  name,
  state: 'refused',
  warnings: [],
  problems: problems.map(problemView),
});

async function rowView(
  { video, state, fraction, wasThere, result }: RunnerRow,
  grantResult: (file: string) => Promise<string | null>,
): Promise<BatchRowView> {
  const files = filesOfRender(video.request);
  return {
    line: video.line,
    name: video.name,
    videoName: path.basename(video.request.outPath),
    text: video.spoken?.text ?? null,
    state,
    fraction,
    wasThere,
    outUrl: state === 'done' && result?.out ? await grantResult(result.out) : null,
    durationSec: result?.durationSec ?? null,
    confidence: result?.confidence ?? null,
    warnings: (result?.warnings ?? []).map((warning) => shortenPaths(warning, files)),
    error: result?.error ? shortened(result.error, files) : null,
    problems: [],
    parts: result?.parts ?? null,
    mark: result?.mark ?? null,
  };
}

/**
 * What the page may know of a batch: no paths, and addresses for finished videos.
 * @param lines of the rows that are wanted; null: all, the refused ones too
 */
export async function toBatchView(
  { id, state, out, rows, refused }: RunnerBatch,
  etaSec: number | null,
  lines: readonly number[] | null,
  grantResult: (file: string) => Promise<string | null>,
): Promise<Batch> {
  const wanted = lines && new Set(lines);
  const views = await Promise.all(
    rows.filter(({ video }) => !wanted || wanted.has(video.line)).map((row) => rowView(row, grantResult)),
  );
  const all = wanted ? views : [...views, ...refused.map(refusedView)];
  return { id, state, outFolder: displayFolder(out), etaSec, rows: all.sort((a, b) => a.line - b.line) };
}
