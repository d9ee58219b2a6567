import type { z } from 'zod';
import { menuCommandSchema } from './app.ts';
import type { EventName } from './callNames.ts';
import { jobSchema } from './jobs.ts';

/** Everything the main process tells the page unasked. */
export const EVENTS = {
  jobChanged: jobSchema,
  menuCommand: menuCommandSchema,
} as const satisfies Record<EventName, z.ZodType>;

export type EventPayload<Name extends EventName> = z.output<(typeof EVENTS)[Name]>;
