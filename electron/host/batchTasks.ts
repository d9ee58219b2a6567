/** Lists and batches, for the window: read, checked, begun, kept. What is rendered goes through the line of all renders. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ROW_PROBLEM_CODES, type RowProblem } from '../../shared/batch/problems.ts';
import { BATCH_ROLES } from '../../shared/batch/columns.ts';
import { rowOf } from '../../shared/batch/rows.ts';
import { errorReportSchema } from '../../shared/contract/errorReport.ts';
import { assertNever, inputError, KotohogiError } from '../../shared/errors.ts';
import {
  earlierRows,
  failedRow,
  madeRow,
  makeFolder,
  refusedRow,
  stillGood,
  writeAccount,
} from '../engine/batch/account.ts';
import { checkPlan, type CheckedFiles } from '../engine/batch/checkPlan.ts';
import { createLocalMaker } from '../engine/batch/localMaker.ts';
import { keyOfVideo } from '../engine/batch/makeVideo.ts';
import { planBatch } from '../engine/batch/planBatch.ts';
import { plannedVideoSchema, travelling } from '../engine/batch/plannedVideo.ts';
import { readList } from '../engine/batch/readList.ts';
import type { EngineRun } from '../engine/index.ts';
import { readUserPresets } from '../engine/presetStore.ts';
import type { Admission } from '../engine/runtime/admission.ts';
import { readJson, writeJson } from '../engine/runtime/jsonFile.ts';
import type { BatchTaskName, EngineTask, EngineTasks, OpenedBatch, StoredBatch } from './messages.ts';

type BatchTask = Extract<EngineTask, { readonly name: BatchTaskName }>;
type BatchOutput = EngineTasks[BatchTaskName]['output'];

/** The batch of the window, in the home folder: what is needed to go on after the program has ended. */
const BATCH_FILE = 'batch.json';
const STORED_VERSION = 1;

const storedSchema = z.object({
  version: z.literal(STORED_VERSION),
  id: z.string(),
  out: z.string(),
  atOnce: z.number().int(),
  videos: z.array(plannedVideoSchema),
  refused: z.array(
    z.object({
      line: z.number().int(),
      name: z.string(),
      problems: z.array(
        z.object({
          code: z.enum(ROW_PROBLEM_CODES),
          column: z.enum(BATCH_ROLES).nullable(),
          value: z.string(),
          error: errorReportSchema.nullable(),
        }) satisfies z.ZodType<RowProblem>,
      ),
    }),
  ),
});

/** What is known of every row of a plan: from earlier, or nothing. */
async function rowsOf({ plan, out }: StoredBatch): Promise<OpenedBatch['rows']> {
  const earlier = await earlierRows(out);
  return Promise.all(
    plan.videos.map(async (video) => {
      const key = await keyOfVideo(video);
      const failed = earlier.find((row) => row.key === key && row.state === 'failed');
      return { line: video.line, key, result: (await stillGood(video, key, earlier)) ?? failed ?? null };
    }),
  );
}

/**
 * @param admission of this process: rows wait behind the videos that somebody looks at
 * @returns performs one task; `onProgress` gets how many of the files have been looked at
 */
export function createBatchTasks(home: string, admission: Admission) {
  const make = createLocalMaker(admission);
  const checked: CheckedFiles = new Map();
  const file = path.join(home, BATCH_FILE);

  const store = ({ id, out, atOnce, plan }: StoredBatch): Promise<void> =>
    writeJson(file, {
      version: STORED_VERSION,
      ...{ id, out, atOnce },
      videos: plan.videos.map(travelling),
      refused: plan.refused,
    });

  async function readBatchList(listPath: string): Promise<EngineTasks['readBatchList']['output']> {
    const bytes = await readFile(listPath).catch((cause: unknown) => {
      throw inputError(
        'batch-unreadable',
        `The list "${listPath}" cannot be read.`,
        'Check its name and folder.',
        cause,
      );
    });
    return readList(bytes, listPath);
  }

  return async (
    task: BatchTask,
    run: EngineRun,
    onProgress: (done: number, total: number) => void,
  ): Promise<BatchOutput> => {
    switch (task.name) {
      case 'readBatchList':
        return readBatchList(task.input.path);
      case 'checkBatch': {
        const { headings, rows, mapping, defaults, folders } = task.input;
        const plan = planBatch(
          rows.map((row) => rowOf(headings, mapping, row)),
          defaults,
          folders,
        );
        return checkPlan(plan, run, await readUserPresets(home), checked, onProgress);
      }
      case 'openBatch':
        await makeFolder(task.input.out);
        await store(task.input);
        return { ...task.input, rows: await rowsOf(task.input) };
      case 'reopenBatch': {
        const stored = await readJson(file, storedSchema);
        if (!stored) return null;
        const { id, out, atOnce, videos, refused } = stored;
        const batch: StoredBatch = { id, out, atOnce, plan: { videos, refused } };
        return { ...batch, rows: await rowsOf(batch) };
      }
      case 'keepBatch': {
        const { out, results, refused } = task.input;
        await writeAccount(out, [...results, ...refused.map(refusedRow)]);
        return null;
      }
      case 'makeRow': {
        const { video, key } = task.input;
        return make(video, run).then(
          (made) => madeRow(video, made, key),
          (error: unknown) => {
            if (error instanceof KotohogiError && error.kind === 'cancelled') throw error;
            return failedRow(video, error, key);
          },
        );
      }
      default:
        return assertNever(task, 'batch task');
    }
  };
}
