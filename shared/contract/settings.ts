import { z } from 'zod';
import { DEFAULT_LOG_LEVEL, LOG_LEVELS } from './diagnosticsConstants.ts';
import { inferenceSettingsSchema } from './inference.ts';
import {
  DEFAULT_DID_CHOICES,
  DEFAULT_DID_WEBHOOK,
  DEFAULT_ENGINE_BODY,
  DEFAULT_INFERENCE_SETTINGS,
  DEFAULT_MODEL_CHOICES,
  ENGINE_BODIES,
} from './inferenceConstants.ts';
import { modelChoiceSchema } from './models.ts';
import { DEFAULT_UPDATE_CHOICES } from './updateConstants.ts';
import { updateChoicesSchema } from './updates.ts';

/** Which model plays each role that leaves a choice. */
export const modelChoicesSchema = z.object({
  person: modelChoiceSchema,
  matte: modelChoiceSchema,
  lipsync: modelChoiceSchema,
});
export type ModelChoices = z.infer<typeof modelChoicesSchema>;

/** D-ID, the cloud. Off until somebody switches it on. */
const didSettingsSchema = z.object({
  enabled: z.boolean(),
  /**
   * For those who have a public https address: D-ID calls it when a video is done, and it leads to where this computer
   * listens meanwhile. Empty address: D-ID is asked.
   */
  webhook: z
    .object({ address: z.string().max(500), listen: z.string().max(100) })
    .default(DEFAULT_DID_WEBHOOK),
});

/** Files of earlier versions lack the later parts, which then have their defaults. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'ja']),
  models: modelChoicesSchema.default(DEFAULT_MODEL_CHOICES),
  inference: inferenceSettingsSchema.default(DEFAULT_INFERENCE_SETTINGS),
  did: didSettingsSchema.default(DEFAULT_DID_CHOICES),
  updates: updateChoicesSchema.default(DEFAULT_UPDATE_CHOICES),
  /** Where the engine runs, from the next start on. */
  engine: z.enum(ENGINE_BODIES).default(DEFAULT_ENGINE_BODY),
  logLevel: z.enum(LOG_LEVELS).default(DEFAULT_LOG_LEVEL),
});
export type Settings = z.infer<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  language: 'system',
  models: DEFAULT_MODEL_CHOICES,
  inference: DEFAULT_INFERENCE_SETTINGS,
  did: DEFAULT_DID_CHOICES,
  updates: DEFAULT_UPDATE_CHOICES,
  engine: DEFAULT_ENGINE_BODY,
  logLevel: DEFAULT_LOG_LEVEL,
};
