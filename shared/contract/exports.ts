import { z } from 'zod';
import { estimateWishSchema, renderEstimateSchema } from './estimate.ts';
import { jobIdSchema, jobSchema } from './jobs.ts';

const nothing = z.null();
const oneJob = z.strictObject({ jobId: jobIdSchema });

/** What the page may ask around making videos: beforehand, while they wait in line, and about those that are done. */
export const EXPORT_CHANNELS = {
  /** The engine that draws the mouth is the one of the settings. */
  estimateRender: { request: estimateWishSchema.omit({ lipsyncModel: true }), reply: renderEstimateSchema },
  /** Puts a waiting job before another one, or at the end of the line; answers all jobs in their order. */
  moveJob: {
    request: z.strictObject({ jobId: jobIdSchema, before: jobIdSchema.nullable() }),
    reply: z.array(jobSchema),
  },
  /** Takes a job off the list that waits or has ended; files stay. Answers all jobs in their order. */
  removeJob: { request: oneJob, reply: z.array(jobSchema) },
  /** Asks where; answers the new file's name, or null when the person closed the dialog. */
  saveJobReport: { request: oneJob, reply: z.string().nullable() },
  /** To the clipboard. */
  copyJobReport: { request: oneJob, reply: nothing },
} as const;
