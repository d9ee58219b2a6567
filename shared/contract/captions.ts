import { z } from 'zod';
import { captionsSchema } from '../captions/captions.ts';

/** What a subtitle file holds. */
export const subtitleFileSchema = z.object({
  fileName: z.string(),
  captions: captionsSchema,
  /** Lines of the file, counted from 1, where a caption should be and none could be read. */
  badLines: z.array(z.number().int().min(1)),
});
export type SubtitleFile = z.infer<typeof subtitleFileSchema>;

/** A subtitle file that was dropped on the page: its text, since nothing else of it is needed. */
export const subtitleTextSchema = z.strictObject({
  fileName: z.string().min(1).max(500),
  text: z.string().max(8 * 1024 * 1024),
});

export const saveSubtitlesSchema = z.strictObject({
  captions: captionsSchema.min(1),
  format: z.enum(['srt', 'vtt']),
  suggestedName: z.string().max(1000),
});
