import { z } from 'zod';
import { prosodySettingsSchema } from '../prosody/editSchema.ts';
import { presetSchema } from '../prosody/userPresets.ts';

/** The voice presets of the user's own, oldest first. */
export const ownPresetsSchema = z.array(presetSchema);

const idSchema = z.string().min(1).max(200);
/** Longer than a name may be: what is too long is cut, not refused. */
const nameSchema = z.string().max(1000);

export const savePresetSchema = z.strictObject({ name: nameSchema, settings: prosodySettingsSchema });
export const renamePresetSchema = z.strictObject({ id: idSchema, name: nameSchema });
export const onePresetSchema = z.strictObject({ id: idSchema });
