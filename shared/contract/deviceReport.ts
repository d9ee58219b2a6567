import { z } from 'zod';
import { deviceSchema, deviceTrialSchema } from './devices.ts';

/** What this machine's devices did with each model that was tried, as it was last measured. */
export const deviceReportSchema = z.object({
  models: z.array(
    z.object({
      /** Id of the model; `probe` is the tiny network that tells whether a device works at all. */
      id: z.string(),
      /** The device that was the fastest correct one. */
      chosen: deviceSchema,
      trials: z.array(deviceTrialSchema),
    }),
  ),
  /** ISO 8601; null when nothing has been measured on this machine yet. */
  measuredAt: z.string().nullable(),
});
export type DeviceReport = z.infer<typeof deviceReportSchema>;
