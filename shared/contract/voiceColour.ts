import { z } from 'zod';
import { CONSENT_NAME_MAX } from '../consent/consent.ts';
import { consentNotesSchema } from './consent.ts';
import { mediaRefSchema, mediaTokenSchema } from './media.ts';

/** A voice that is to speak in the colour of a person; the notes are those of the project. */
export const colourRequestSchema = z.strictObject({
  voice: mediaTokenSchema,
  /** A sample of the person's voice. */
  sample: mediaTokenSchema,
  person: z.string().min(1).max(CONSENT_NAME_MAX),
  consents: consentNotesSchema,
});

/** A voice in another colour: as long as it was. */
export const colouredVoiceSchema = z.object({ media: mediaRefSchema, warnings: z.array(z.string()) });

/** How much of the voice has been converted, 0..1. */
const colouringProgressSchema = z.object({ fraction: z.number().min(0).max(1) });

export const COLOUR_CHANNELS = {
  /** Tells how far it is as `colouringProgress`; another one ends the one before. */
  colourVoice: { request: colourRequestSchema, reply: colouredVoiceSchema },
  cancelColouring: { request: z.null(), reply: z.null() },
} as const;

export const COLOUR_EVENTS = { colouringProgress: colouringProgressSchema } as const;
