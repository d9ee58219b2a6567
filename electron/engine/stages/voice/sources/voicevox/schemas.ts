/**
 * The answers of a VOICEVOX engine, as far as they are used. Unknown fields are kept: a query is sent back as it came,
 * and newer engines put more into it.
 */
import { z } from 'zod';

const seconds = z.number().min(0).max(60);

export const moraSchema = z.looseObject({
  text: z.string(),
  consonant: z.string().nullish(),
  consonant_length: seconds.nullish(),
  vowel: z.string(),
  vowel_length: seconds,
  /** ln(F0 in Hz) of the mora; 0 where it is unvoiced. */
  pitch: z.number(),
});
export type Mora = z.infer<typeof moraSchema>;

export const accentPhraseSchema = z.looseObject({
  moras: z.array(moraSchema),
  accent: z.number().int(),
  pause_mora: moraSchema.nullish(),
  is_interrogative: z.boolean().default(false),
});

export const audioQuerySchema = z.looseObject({
  accent_phrases: z.array(accentPhraseSchema),
  speedScale: z.number().positive(),
  pitchScale: z.number(),
  intonationScale: z.number(),
  volumeScale: z.number(),
  prePhonemeLength: seconds,
  postPhonemeLength: seconds,
  /** Seconds that replace every pause; null leaves them. */
  pauseLength: seconds.nullish(),
  pauseLengthScale: z.number().min(0).default(1),
  outputSamplingRate: z.number().int().positive(),
  outputStereo: z.boolean(),
});
export type AudioQuery = z.infer<typeof audioQuerySchema>;

export const speakersSchema = z.array(
  z.looseObject({
    name: z.string(),
    speaker_uuid: z.string(),
    version: z.string().default(''),
    styles: z.array(
      z.looseObject({ name: z.string(), id: z.number().int(), type: z.string().default('talk') }),
    ),
  }),
);
export type Speakers = z.infer<typeof speakersSchema>;

export const speakerInfoSchema = z.looseObject({ policy: z.string(), portrait: z.string().default('') });

export const engineManifestSchema = z.looseObject({
  name: z.string(),
  /** Frames per second that phoneme lengths are rounded to. */
  frame_rate: z.number().positive().default(93.75),
  default_sampling_rate: z.number().int().positive().default(24_000),
});
export type EngineManifest = z.infer<typeof engineManifestSchema>;
