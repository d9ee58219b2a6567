/** Hearing a voice as an edit would make it, and several of them side by side. */
import { z } from 'zod';
import { CONFIDENCE_TERMS, type ProsodyConfidence } from '../prosody/confidence.ts';
import { prosodyEditSchema } from '../prosody/editSchema.ts';
import { COMPARED_RANGE } from './compareConstants.ts';
import { errorReportSchema } from './errorReport.ts';
import { jobIdSchema, renderOrderSchema } from './jobs.ts';
import { mediaTokenSchema } from './media.ts';
import { renderProgressSchema } from './render.ts';

const confidenceTermSchema = z.object({
  value: z.number(),
  weight: z.number(),
  code: z.string(),
  why: z.string(),
  measures: z.record(z.string(), z.number()),
});

export const confidenceSchema = z.object({
  score: z.number().min(0).max(1).nullable(),
  band: z.enum(['good', 'fine', 'damaged', 'broken']).nullable(),
  terms: z.partialRecord(z.enum(CONFIDENCE_TERMS), confidenceTermSchema),
  reasons: z.array(z.string()),
  reasonCodes: z.array(z.string()),
}) satisfies z.ZodType<ProsodyConfidence>;

/** What was measured of a voice; null where there is nothing to measure. */
export const voiceMeasuresSchema = z.object({
  durationSec: z.number(),
  /** Median of the voiced F0. */
  medianHz: z.number().nullable(),
  /** Standard deviation of the voiced F0 about its median. */
  rangeSemitones: z.number().nullable(),
  /** Syllables per second of speech without pauses. */
  syllableRateHz: z.number().nullable(),
  /** Integrated loudness, LUFS. */
  lufs: z.number().nullable(),
});
export type VoiceMeasures = z.infer<typeof voiceMeasuresSchema>;

export const takeRequestSchema = z.strictObject({
  voice: mediaTokenSchema,
  /** null: as it was recorded. */
  edit: prosodyEditSchema.nullable(),
  /** Earlier requests of which this is said too are no longer of interest. */
  latest: z.boolean(),
});
export type TakeRequest = z.infer<typeof takeRequestSchema>;

/** A voice as an edit makes it: its sound, and what was measured of it. */
export const voiceTakeSchema = z.object({
  /** Address of the sound, a WAV file. */
  url: z.string(),
  sampleRateHz: z.number(),
  /** From seconds of the voice as it was recorded to seconds of this one. */
  timeMap: z.array(z.tuple([z.number(), z.number()])),
  /** Phrases in seconds of the voice as it was recorded. */
  phrases: z.array(z.tuple([z.number(), z.number()])),
  measures: voiceMeasuresSchema,
  /** The same measured of the voice as it was recorded. */
  recorded: voiceMeasuresSchema,
  /** F0 of this voice, at its own times; null where unvoiced. Thinned out to what a screen can show. */
  pitch: z.object({ startSec: z.number(), stepSec: z.number(), hz: z.array(z.number().nullable()) }),
  confidence: confidenceSchema,
  /** Where the confidence is too low: the share of the edit with which it is not; null: none was found or needed. */
  gentler: z.object({ share: z.number(), score: z.number() }).nullable(),
  /** Sentences: what was held back for this voice and language, and what may sound processed. */
  limits: z.array(z.string()),
});
export type VoiceTake = z.infer<typeof voiceTakeSchema>;

export const comparisonOrderSchema = z
  .strictObject({
    /**
     * Who is seen, and how; `prosody` does not matter. With a job of D-ID it is this computer and D-ID that are compared,
     * with the voice of the order, and there are no variants.
     */
    order: renderOrderSchema,
    variants: z
      .array(
        z.strictObject({
          name: z.strictObject({ en: z.string().min(1).max(200), ja: z.string().min(1).max(200) }),
          edit: prosodyEditSchema.nullable(),
        }),
      )
      .max(COMPARED_RANGE.max),
  })
  .refine(
    ({ order, variants }) => order.didJob !== null || variants.length >= COMPARED_RANGE.min,
    'too few voices',
  );
export type ComparisonOrder = z.infer<typeof comparisonOrderSchema>;

export const comparisonIdSchema = jobIdSchema;

/** A comparison that is written to a folder: a video each, and one with all of them side by side. */
export const comparisonSchema = z.object({
  id: comparisonIdSchema,
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** The folder, for people to read. */
  outFolder: z.string(),
  progress: renderProgressSchema.nullable(),
  /** Address of the side-by-side video; null until done. */
  gridUrl: z.string().nullable(),
  error: errorReportSchema.nullable(),
  warnings: z.array(z.string()),
});
export type Comparison = z.infer<typeof comparisonSchema>;
