import { z } from 'zod';
import { modelDevicesSchema, providerStateSchema } from './devices.ts';

/** Where networks can run on this machine, and what was measured so far. */
export const deviceReportSchema = z.object({
  /** In order of preference, the processor last. */
  providers: z.array(providerStateSchema),
  /** The tiny network first, then the models that were tried. */
  trials: z.array(modelDevicesSchema),
});
export type DeviceReport = z.infer<typeof deviceReportSchema>;
