import type { z } from 'zod';
import { menuCommandSchema } from './app.ts';
import { BATCH_EVENTS } from './batch.ts';
import type { EventName } from './callNames.ts';
import { didProgressSchema } from './cloud.ts';
import { comparisonSchema } from './compare.ts';
import { jobSchema } from './jobs.ts';
import { modelProgressSchema } from './models.ts';
import { PROJECT_EVENTS } from './projects.ts';
import { readingProgressSchema } from './spoken.ts';
import { UPDATE_EVENTS } from './updates.ts';
import { COLOUR_EVENTS } from './voiceColour.ts';

/** Everything the main process tells the page unasked. */
export const EVENTS = {
  ...PROJECT_EVENTS,
  jobChanged: jobSchema,
  modelProgress: modelProgressSchema,
  menuCommand: menuCommandSchema,
  comparisonChanged: comparisonSchema,
  readingProgress: readingProgressSchema,
  didProgress: didProgressSchema,
  ...COLOUR_EVENTS,
  ...BATCH_EVENTS,
  ...UPDATE_EVENTS,
} as const satisfies Record<EventName, z.ZodType>;

export type EventPayload<Name extends EventName> = z.output<(typeof EVENTS)[Name]>;
