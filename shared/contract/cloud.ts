import { z } from 'zod';
import { prosodyEditSchema } from '../prosody/editSchema.ts';
import { mediaTokenSchema } from './media.ts';

export const didJobIdSchema = z.string().regex(/^[0-9a-f-]{8,64}$/);

/** Where the key is: in the system's keychain, in memory until the program ends, or nowhere. */
export const didKeyPlaceSchema = z.enum(['keychain', 'memory', 'none']);
export type DidKeyPlace = z.infer<typeof didKeyPlaceSchema>;

export const didCreditsSchema = z.object({
  remaining: z.number().nullable(),
  total: z.number().nullable(),
  expireAt: z.string().nullable(),
});
export type DidCredits = z.infer<typeof didCreditsSchema>;

/** A job at D-ID as the page lists it; the states are those of the backend. */
export const didJobSchema = z.object({
  jobId: didJobIdSchema,
  createdAtMs: z.number(),
  state: z.enum(['described', 'open', 'fetched', 'failed']),
  durationSec: z.number(),
  failure: z.string().nullable(),
  isRemoved: z.boolean(),
});
export type DidJob = z.infer<typeof didJobSchema>;

export const didStatusSchema = z.object({
  key: didKeyPlaceSchema,
  /** False where the system offers no keychain: a key is then kept in memory only. */
  hasKeychain: z.boolean(),
  /** Base address, for people to read. */
  address: z.string(),
  jobs: z.array(didJobSchema),
});
export type DidStatus = z.infer<typeof didStatusSchema>;

/** The photo and the voice of the project, as it would be sent. */
export const didWishSchema = z.strictObject({
  photo: mediaTokenSchema,
  voice: mediaTokenSchema,
  prosody: prosodyEditSchema.nullable(),
});

/** The consent sheet: every byte that would leave. */
export const didTransferSchema = z.object({
  jobId: didJobIdSchema,
  transferSha256: z.string().regex(/^[0-9a-f]{64}$/),
  address: z.string(),
  image: z.object({
    /** `media://` address of the very file. */
    url: z.string(),
    bytes: z.number(),
    widthPx: z.number(),
    heightPx: z.number(),
    mimeType: z.string(),
  }),
  audio: z.object({
    url: z.string(),
    bytes: z.number(),
    durationSec: z.number(),
    sampleRateHz: z.number(),
    mimeType: z.string(),
  }),
  requestJson: z.string(),
  totalBytes: z.number(),
  warnings: z.array(z.string()),
});
export type DidTransfer = z.infer<typeof didTransferSchema>;

/** `transferSha256`: the consent, given for exactly what was shown; null goes on with a job that was agreed to. */
export const didStartSchema = z.strictObject({
  jobId: didJobIdSchema,
  transferSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  deleteAfterwards: z.boolean(),
  suggestedName: z.string().max(1000),
});

export const didVideoSchema = z.object({
  jobId: didJobIdSchema,
  outName: z.string(),
  /** `media://` address of the video. */
  url: z.string(),
  durationSec: z.number(),
  creditsAfter: didCreditsSchema.nullable(),
  warnings: z.array(z.string()),
  fallbacks: z.array(z.string()),
});
export type DidVideo = z.infer<typeof didVideoSchema>;

export const didProgressSchema = z.object({
  jobId: didJobIdSchema,
  phase: z.enum(['uploading', 'asking', 'looking', 'waiting', 'downloading', 'finishing']),
  fraction: z.number().min(0).max(1).nullable(),
});
export type DidProgress = z.infer<typeof didProgressSchema>;
