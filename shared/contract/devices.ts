import { z } from 'zod';

/** Execution providers of ONNX Runtime by their short names, best first where all are there. */
export const DEVICES = ['tensorrt', 'cuda', 'webgpu', 'dml', 'coreml', 'cpu'] as const;
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
  /** Largest difference from the processor's answer, in units of the answer's spread; null when it never ran. */
  largestError: z.number().nullable(),
  /** Why it was not taken, one plain sentence; null when nothing is wrong with it. */
  reason: z.string().nullable(),
});
export type DeviceTrial = z.infer<typeof deviceTrialSchema>;
