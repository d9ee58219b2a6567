/** Titles as data: large words over the picture, in times of the voice as it was recorded or read aloud. */
import { z } from 'zod';
import {
  TITLE_MAX_CHARS,
  TITLE_POSITIONS,
  TITLE_SIZE_RANGE,
  TITLE_STYLES,
  TITLES_MAX,
} from './titleShapes.ts';

export const titleSchema = z
  .object({
    /** Lines are parted by a line feed. */
    text: z.string().min(1).max(TITLE_MAX_CHARS),
    startSec: z.number().min(0),
    endSec: z.number().min(0),
    position: z.enum(TITLE_POSITIONS),
    style: z.enum(TITLE_STYLES),
    /** Height of a line, percent of the frame's shorter side; smaller where a word would not fit. */
    sizePercent: z.number().min(TITLE_SIZE_RANGE.min).max(TITLE_SIZE_RANGE.max),
  })
  .refine(({ startSec, endSec }) => startSec < endSec, 'a title must end after it begins');
export type Title = z.infer<typeof titleSchema>;

export const titlesSchema = z.array(titleSchema).max(TITLES_MAX).readonly();
