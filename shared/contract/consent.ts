import { z } from 'zod';
import {
  CONSENT_NAME_MAX,
  CONSENT_NOTE_MAX,
  CONSENT_USES,
  CONSENT_WAYS,
  CONSENTS_MAX,
} from '../consent/consent.ts';

/** What every form of a consent says. */
export const consentFields = {
  name: z
    .string()
    .max(CONSENT_NAME_MAX)
    .refine((name) => name.trim() !== '', 'must not be blank'),
  note: z.string().max(CONSENT_NOTE_MAX),
  date: z.iso.date(),
  uses: z.array(z.enum(CONSENT_USES)).max(CONSENT_USES.length).readonly(),
  way: z.enum(CONSENT_WAYS),
};

export const consentNoteSchema = z.strictObject(consentFields);
export const consentNotesSchema = z.array(consentNoteSchema).max(CONSENTS_MAX).readonly();

/** What the file of a voice tells that speaks in the colour of somebody's. */
export const voiceColourSchema = z.object({
  /** In whose colour. */
  person: z.string(),
  /** Hash of the sample of their voice. */
  sampleSha256: z.string(),
  models: z
    .array(z.object({ id: z.string(), role: z.string(), sha256: z.string(), licence: z.string() }))
    .readonly(),
});
