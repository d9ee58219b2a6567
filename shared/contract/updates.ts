import { z } from 'zod';
import { errorReportSchema } from './errorReport.ts';
import { isUpdateAddress } from './updateConstants.ts';

export const updateChoicesSchema = z.object({
  address: z.string().refine(isUpdateAddress).nullable(),
  atStart: z.boolean(),
});

/** Why this installation does not replace itself. */
const obstacleSchema = z.enum([
  /** It is a checkout. */
  'checkout',
  /** An archive or a system package: updated the way it was installed. */
  'archive',
  /** The package does not name its maker, so that an update could not be told from a forgery. */
  'unsigned',
]);
export type UpdateObstacle = z.infer<typeof obstacleSchema>;

const version = z.string().max(100);

/** How far an update is. */
export const updateStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('impossible'), why: obstacleSchema }),
  /** There is no address to look at. */
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('checking') }),
  z.object({ kind: z.literal('current') }),
  z.object({ kind: z.literal('found'), version }),
  z.object({ kind: z.literal('downloading'), version, fraction: z.number().min(0).max(1) }),
  /** Loaded, and found to be what its maker has announced. */
  z.object({ kind: z.literal('ready'), version }),
  z.object({ kind: z.literal('failed'), error: errorReportSchema }),
]);
export type UpdateState = z.infer<typeof updateStateSchema>;

const nothing = z.null();

/** Each answers the new state; news come as `updateChanged`. */
export const UPDATE_CHANNELS = {
  describeUpdate: { request: nothing, reply: updateStateSchema },
  checkForUpdate: { request: nothing, reply: updateStateSchema },
  downloadUpdate: { request: nothing, reply: updateStateSchema },
  /** Closes the studio, which asks about what is not saved, and puts the new version in place. */
  installUpdate: { request: nothing, reply: nothing },
} as const;

export const UPDATE_EVENTS = { updateChanged: updateStateSchema } as const;
