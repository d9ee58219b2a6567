/** Captions as data: what is shown and when, in times of the voice as it was recorded or read aloud. */
import { z } from 'zod';

/** Three lines of a large frame; what is longer is no caption. */
const CAPTION_MAX_CHARS = 400;
/** An hour of speech has some two thousand. */
export const CAPTIONS_MAX = 20_000;

export const captionSchema = z
  .object({
    startSec: z.number().min(0),
    endSec: z.number().min(0),
    /** Lines are parted by a line feed. */
    text: z.string().min(1).max(CAPTION_MAX_CHARS),
  })
  .refine(({ startSec, endSec }) => startSec < endSec, 'a caption must end after it begins');
export type Caption = z.infer<typeof captionSchema>;

export const captionsSchema = z.array(captionSchema).max(CAPTIONS_MAX);

/** Captions in another time, e.g. that of the adjusted voice. What has no length left is dropped. */
export const mapCaptions = (captions: readonly Caption[], toOther: (sec: number) => number): Caption[] =>
  captions
    .map(({ startSec, endSec, text }) => ({ startSec: toOther(startSec), endSec: toOther(endSec), text }))
    .filter(({ startSec, endSec }) => startSec < endSec);
