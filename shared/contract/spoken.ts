import { z } from 'zod';
import { captionSchema } from '../captions/captions.ts';
import { READING_MAX_CHARS, READINGS_MAX } from '../speech/readings.ts';
import { mediaRefSchema } from './media.ts';
import { SPEED_RANGE, TEXT_MAX_CHARS } from './spokenConstants.ts';

/** BCP 47. */
const languageSchema = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i);
const speakerIdSchema = z.string().min(1).max(200);

const speakerSourceSchema = z.enum(['espeak', 'voicevox', 'system', 'piper', 'kokoro']);

/** A voice that can read a text aloud. */
export const speakerSchema = z.object({
  id: speakerIdSchema,
  source: speakerSourceSchema,
  /** Who speaks; the same for all styles of one speaker. */
  name: z.string(),
  /** null: the voice has one way of speaking. */
  style: z.string().nullable(),
  language: z.string(),
  /** How it sounds, plainly. */
  quality: z.enum(['synthetic', 'natural']),
  /** Words that must be shown with anything made with this voice; null where nothing is asked. */
  credit: z.string().nullable(),
  licence: z.string(),
  hasPortrait: z.boolean(),
});
export type Speaker = z.infer<typeof speakerSchema>;

export const speakerListSchema = z.object({
  speakers: z.array(speakerSchema),
  /** What cannot be used now: why, and what to do about it. */
  unavailable: z.array(z.object({ source: speakerSourceSchema, why: z.string(), remedy: z.string() })),
});
export type SpeakerList = z.infer<typeof speakerListSchema>;

export const portraitRequestSchema = z.strictObject({ speakerId: speakerIdSchema });

export const readAloudRequestSchema = z.strictObject({
  text: z.string().max(TEXT_MAX_CHARS),
  language: languageSchema,
  /** null: the first voice of the language. */
  speakerId: speakerIdSchema.nullable(),
  /** 1 is the speaker's own pace. */
  speed: z.number().min(SPEED_RANGE.min).max(SPEED_RANGE.max),
});
export type ReadAloudRequest = z.infer<typeof readAloudRequestSchema>;

/** A text as a voice file. */
export const spokenVoiceSchema = z.object({
  media: mediaRefSchema,
  speaker: speakerSchema,
  durationSec: z.number(),
  /** One or more per sentence; times of sentences are exact. */
  captions: z.array(captionSchema),
  /** Sentences that had to be spoken; the others were still there from before. */
  spokenAnew: z.number().int().min(0),
  sentences: z.number().int().min(1),
});
export type SpokenVoice = z.infer<typeof spokenVoiceSchema>;

/** How much of the text has been read, 0..1. */
export const readingProgressSchema = z.object({ fraction: z.number().min(0).max(1) });

export const readingSchema = z.strictObject({
  word: z.string().trim().min(1).max(READING_MAX_CHARS),
  reading: z.string().trim().min(1).max(READING_MAX_CHARS),
  language: z.string().regex(/^[a-z]{2,8}$/),
});
export const readingsSchema = z.array(readingSchema).max(READINGS_MAX);

/** What came of importing a list of readings. */
export const importedReadingsSchema = z.object({
  readings: readingsSchema,
  /** Words that were not there before, or are read otherwise now. */
  taken: z.number().int().min(0),
  /** Lines of the file, counted from 1, that are no readings. */
  badLines: z.array(z.number().int().min(1)),
});
export type ImportedReadings = z.infer<typeof importedReadingsSchema>;
