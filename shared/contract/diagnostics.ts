import { z } from 'zod';
import { jobIdSchema } from './jobs.ts';

const nothing = z.null();

/** A file of what was collected to explain a problem, as it would be saved. */
const collectedFileSchema = z.object({ name: z.string(), bytes: z.number().int().min(0), text: z.string() });

export const collectedSchema = z.object({ id: z.uuid(), files: z.array(collectedFileSchema) });
export type Collected = z.infer<typeof collectedSchema>;

/** What the page may ask around reporting a problem. Nothing of it is ever sent anywhere. */
export const DIAGNOSTICS_CHANNELS = {
  /** @param jobId the video it is about; null: none */
  collectDiagnostics: {
    request: z.strictObject({ jobId: jobIdSchema.nullable() }),
    reply: collectedSchema,
  },
  /** Asks where to save these of the files; answers the new file's name, or null when the person closed the dialog. */
  saveDiagnostics: {
    request: z.strictObject({ id: z.uuid(), names: z.array(z.string().max(64)).min(1).max(20) }),
    reply: z.string().nullable(),
  },
  /** Shows the saved file in its folder. */
  revealDiagnostics: { request: z.strictObject({ id: z.uuid() }), reply: nothing },
  /** Something went wrong in the page itself. */
  noteFault: {
    request: z.strictObject({ message: z.string().max(2000), stack: z.string().max(10_000) }),
    reply: nothing,
  },
} as const;
