import { z } from 'zod';
import { deviceChoiceSchema } from './devices.ts';

export { DEFAULT_INFERENCE_SETTINGS } from './inferenceConstants.ts';

/** How networks are run on this machine: the person's settings. */
export const inferenceSettingsSchema = z.object({
  device: deviceChoiceSchema,
  /** Which of several devices of that kind. */
  deviceId: z.number().int().min(0).max(15),
  /**
   * The most GPU memory that this program plans for, MiB; null: what the device has. It bounds the batch size by
   * predicted need: the runtime's JavaScript interface has no limit of its own.
   */
  gpuMemoryLimitMib: z.number().int().min(256).max(1_048_576).nullable(),
  /** Frames per call of the lip-sync network; null: measured once per machine. */
  batchSize: z.number().int().min(1).max(64).nullable(),
});
export type InferenceSettings = z.infer<typeof inferenceSettingsSchema>;
