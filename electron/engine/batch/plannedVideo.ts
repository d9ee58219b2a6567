/** The plan of a row as it travels and lies on the disk: checked when it comes back. */
import { z } from 'zod';
import { renderRequestSchema } from '../../../shared/contract/render.ts';
import { SPEED_RANGE } from '../../../shared/contract/spokenConstants.ts';
import type { PlannedVideo } from './planBatch.ts';

export const plannedVideoSchema = z.strictObject({
  line: z.number().int(),
  name: z.string(),
  // A row that is read aloud has its voice only then.
  request: renderRequestSchema.extend({ voicePath: z.string() }),
  spoken: z
    .strictObject({
      text: z.string(),
      language: z.string(),
      speaker: z.string().nullable(),
      speed: z.number().min(SPEED_RANGE.min).max(SPEED_RANGE.max).optional(),
    })
    .nullable(),
  captions: z.boolean(),
});

/** The plan as it is after a journey: what was left out stays out. */
export const travelling = (video: PlannedVideo): z.input<typeof plannedVideoSchema> =>
  JSON.parse(JSON.stringify(video)) as z.input<typeof plannedVideoSchema>;
