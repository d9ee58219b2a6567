import { z } from 'zod';
import { errorReportSchema } from '../../shared/contract/errorReport.ts';
import { jobIdSchema, jobStateSchema } from '../../shared/contract/jobs.ts';
import {
  renderProgressSchema,
  renderReportSchema,
  renderRequestSchema,
} from '../../shared/contract/render.ts';

/** A job as the main process keeps it. The request is a snapshot: later edits in the page do not reach it. */
export const jobRecordSchema = z.object({
  id: jobIdSchema,
  request: renderRequestSchema,
  state: jobStateSchema,
  progress: renderProgressSchema.nullable(),
  framesPerSec: z.number().nullable(),
  error: errorReportSchema.nullable(),
  report: renderReportSchema.nullable(),
  logTail: z.array(z.string()),
  createdAtMs: z.number(),
  startedAtMs: z.number().nullable(),
  finishedAtMs: z.number().nullable(),
});
export type JobRecord = z.infer<typeof jobRecordSchema>;

export const isFinished = (job: JobRecord): boolean => job.state !== 'queued' && job.state !== 'running';
