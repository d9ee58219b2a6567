import { z } from 'zod';
import { inferenceSettingsSchema } from './inference.ts';
import { DEFAULT_INFERENCE_SETTINGS, DEFAULT_MODEL_CHOICES } from './inferenceConstants.ts';
import { modelChoiceSchema } from './models.ts';

/** Which model plays each role that leaves a choice. */
export const modelChoicesSchema = z.object({
  person: modelChoiceSchema,
  matte: modelChoiceSchema,
  lipsync: modelChoiceSchema,
});
export type ModelChoices = z.infer<typeof modelChoicesSchema>;

/** Files of earlier versions lack the later parts, which then have their defaults. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'ja']),
  models: modelChoicesSchema.default(DEFAULT_MODEL_CHOICES),
  inference: inferenceSettingsSchema.default(DEFAULT_INFERENCE_SETTINGS),
});
export type Settings = z.infer<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  language: 'system',
  models: DEFAULT_MODEL_CHOICES,
  inference: DEFAULT_INFERENCE_SETTINGS,
};
