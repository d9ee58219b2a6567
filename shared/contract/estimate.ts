import { z } from 'zod';
import { encodingSchema, exportFormSchema } from './export.ts';
import { renderRequestSchema } from './render.ts';

/** What has to be known of a render to say beforehand how long it takes and how large it gets. */
export const estimateWishSchema = z.object({
  form: exportFormSchema,
  /** Of the file, in small letters, with the dot. */
  ending: z.string().max(8),
  size: renderRequestSchema.shape.size,
  fps: renderRequestSchema.shape.fps,
  /** Of the voice as it is heard. */
  durationSec: z.number().min(0),
  lipsync: renderRequestSchema.shape.lipsync,
  lipsyncModel: z.string().default('auto'),
  encoding: encodingSchema,
});
export type EstimateWish = z.infer<typeof estimateWishSchema>;

const rangeSchema = z.object({ from: z.number().min(0), to: z.number().min(0) });
export type EstimateRange = z.infer<typeof rangeSchema>;

export const renderEstimateSchema = z.object({
  /** Seconds; null: nothing of the kind was made on this computer yet. */
  sec: rangeSchema.nullable(),
  /** Size of the file; null: nothing of the kind was made on this computer yet. */
  bytes: rangeSchema.nullable(),
  /** How many earlier renders this is taken from. */
  renders: z.number().int().min(0),
});
export type RenderEstimate = z.infer<typeof renderEstimateSchema>;
