import { z } from 'zod';
import { VOICE_MAX_SAMPLE_RATE_HZ, VOICE_MIN_SAMPLE_RATE_HZ } from '../limits.ts';
import { mediaRefSchema } from './media.ts';
import { PIECE_MAX_SAMPLES, VOICE_CLIPS_MAX } from './recordingConstants.ts';

export const recordingIdSchema = z.uuid();

/** Whether the microphone may be used, as far as the system tells. */
export const microphoneSchema = z.object({
  access: z.enum(['granted', 'denied', 'unknown']),
});
export type Microphone = z.infer<typeof microphoneSchema>;

export const newRecordingSchema = z.strictObject({
  sampleRateHz: z.number().int().min(VOICE_MIN_SAMPLE_RATE_HZ).max(VOICE_MAX_SAMPLE_RATE_HZ),
});

/** The next samples of one channel, -1..1. */
export const recordingPieceSchema = z.strictObject({
  recordingId: recordingIdSchema,
  samples: z.instanceof(Float32Array).refine(({ length }) => length > 0 && length <= PIECE_MAX_SAMPLES),
});

/** A recording that is complete. */
export const takeSchema = z.object({
  media: mediaRefSchema,
  durationSec: z.number(),
  sampleRateHz: z.number(),
  /** Largest absolute sample of equal slices, 0..1. */
  peaks: z.array(z.number()),
  /** Loudest sample, dBFS; null: silence. */
  peakDbfs: z.number().nullable(),
  recordedAtMs: z.number(),
});
export type Take = z.infer<typeof takeSchema>;

/** A stretch of a sound file at its place in the voice. Times in seconds. */
export const voiceClipOrderSchema = z
  .strictObject({
    media: z.string().regex(/^[0-9a-f]{32}$/),
    inSec: z.number().min(0),
    outSec: z.number().min(0),
    startSec: z.number().min(0),
    gainDb: z.number().min(-60).max(24),
  })
  .refine(({ inSec, outSec }) => outSec > inSec, 'a clip must end after it begins');

export const arrangeOrderSchema = z.strictObject({
  clips: z.array(voiceClipOrderSchema).min(1).max(VOICE_CLIPS_MAX),
  /** File name proposed for the result, without extension. */
  name: z.string().min(1).max(200),
});
export type ArrangeOrder = z.infer<typeof arrangeOrderSchema>;
