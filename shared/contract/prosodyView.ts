import { z } from 'zod';
import { mediaTokenSchema } from './media.ts';

// Numbers by the hundred thousand cross the border as they lie in memory, never as lists.
const int8s = z.custom<Int8Array>((value) => value instanceof Int8Array);
const uint8s = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const float32s = z.custom<Float32Array>((value) => value instanceof Float32Array);
const float64s = z.custom<Float64Array>((value) => value instanceof Float64Array);

const peaksSchema = z.object({
  rateHz: z.number().min(0),
  levels: z.array(int8s),
});

const spansSchema = z.array(z.tuple([z.number(), z.number()]));

/** What the timeline draws and composes edits from. Times in seconds of the voice as it was recorded. */
export const prosodyViewSchema = z.object({
  durationSec: z.number().min(0),
  /** Frame i at startSec + i * stepSec; 0 Hz where unvoiced. */
  pitch: z.object({ startSec: z.number(), stepSec: z.number().positive(), hz: float32s }),
  /** Level, dB re 2e-5 (Praat). */
  intensity: z.object({
    startSec: z.number(),
    stepSec: z.number().positive(),
    db: float32s,
  }),
  pauses: spansSchema,
  phrases: spansSchema,
  syllablesSec: float64s,
  medianHz: z.number().nullable(),
  rangeSemitones: z.number().nullable(),
  syllableRateHz: z.number().nullable(),
  /** See shared/timeline/peaks.ts. */
  peaks: peaksSchema,
});
export type ProsodyView = z.infer<typeof prosodyViewSchema>;

/** A piece of the picture of a voice's partials, on the semitones of the pitch lane. */
export const spectrogramRequestSchema = z.strictObject({
  voice: mediaTokenSchema,
  startSec: z.number().min(0),
  /** Seconds between columns. */
  stepSec: z.number().min(0.002).max(5),
  columns: z.number().int().min(1).max(2048),
  /** Frequency of the lowest row. */
  lowestHz: z.number().min(20).max(2000),
  rowsPerSemitone: z.number().int().min(1).max(8),
  rows: z.number().int().min(1).max(512),
});
export type SpectrogramRequest = z.infer<typeof spectrogramRequestSchema>;

export const spectrogramSchema = z.object({
  /** Column by column, lowest row first; 0 silent .. 255 as loud as the loudest of the voice. */
  levels: uint8s,
});
export type Spectrogram = z.infer<typeof spectrogramSchema>;

/** The outline of a sound file that is not the voice. */
export const soundOutlineSchema = z.object({ durationSec: z.number().min(0), peaks: peaksSchema });
export type SoundOutline = z.infer<typeof soundOutlineSchema>;
