import { z } from 'zod';
import { DEVICES } from './inferenceConstants.ts';

export { DEVICES } from './inferenceConstants.ts';
export const deviceSchema = z.enum(DEVICES);
export type Device = z.infer<typeof deviceSchema>;

export const deviceChoiceSchema = z.enum(['auto', ...DEVICES]);
export type DeviceChoice = z.infer<typeof deviceChoiceSchema>;

/** What was measured of one model on one device. */
export const deviceTrialSchema = z.object({
  device: deviceSchema,
  state: z.enum(['correct', 'wrong', 'unavailable']),
  /** Median of several runs after a warm-up, milliseconds; null when it never ran. */
  medianMs: z.number().nullable(),
  /**
   * Largest difference from the processor's answer, in units of the answer's spread; null when it never ran, or
   * answered with values that are no numbers.
   */
  largestError: z.number().nullable(),
  /** Why it cannot be used, as a clause without a full stop; null when nothing is wrong with it. */
  reason: z.string().nullable(),
});
export type DeviceTrial = z.infer<typeof deviceTrialSchema>;

/** One model on every device of this machine, for the settings screen and the doctor. */
export const modelDevicesSchema = z.object({
  /** Model by its id; null: the tiny network that tells whether a device works at all. */
  modelId: z.string().nullable(),
  /** In order of preference; a device that was not tried yet is left out. */
  trials: z.array(deviceTrialSchema),
  /** What `auto` takes; null while no trial was made. */
  best: deviceSchema.nullable(),
});
export type ModelDevices = z.infer<typeof modelDevicesSchema>;

/** A provider of ONNX Runtime as it stands on this machine, before anything was tried. */
export const providerStateSchema = z.object({
  device: deviceSchema,
  /** `absent`: the program runs without it, and `howToGet` says what brings it. */
  state: z.enum(['bundled', 'installed', 'absent']),
  howToGet: z.string().nullable(),
});
export type ProviderState = z.infer<typeof providerStateSchema>;
