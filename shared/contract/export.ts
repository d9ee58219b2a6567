import { z } from 'zod';
import { ENCODER_CHOICES, MUSIC_RANGES, QUALITIES, STICKER_RANGES } from './exportConstants.ts';

const within = ({ min, max }: { readonly min: number; readonly max: number }) => z.number().min(min).max(max);

/** How music lies under a voice; without the file itself. */
export const musicSettingsSchema = z.object({
  /** Against the level of the file. */
  gainDb: within(MUSIC_RANGES.gainDb),
  /** How much softer it is while somebody speaks; 0 leaves it as it is. */
  duckDb: within(MUSIC_RANGES.duckDb),
  fadeInSec: within(MUSIC_RANGES.fadeInSec),
  fadeOutSec: within(MUSIC_RANGES.fadeOutSec),
  /** Where in the music the video begins. */
  startSec: within(MUSIC_RANGES.startSec),
  /** Begins again where it ends before the video does. */
  loop: z.boolean(),
});
export const musicSchema = musicSettingsSchema.extend({ path: z.string().min(1) });
export type Music = z.infer<typeof musicSchema>;

export const encodingSchema = z.object({
  quality: z.enum(QUALITIES),
  /** `auto`: hardware where it was found to be right on this machine; `hardware` says so when there is none. */
  encoder: z.enum(ENCODER_CHOICES),
});
export type Encoding = z.infer<typeof encodingSchema>;

/** What is made of a photo and a voice. The ending of the file decides the format, see FORM_ENDINGS. */
export const exportFormSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('video') }),
  /** One picture of the video: PNG or JPEG. */
  z.object({ kind: z.literal('still'), atSec: z.number().min(0) }),
  /** A short stretch without sound: GIF or WebP. */
  z.object({
    kind: z.literal('sticker'),
    /** The person alone, before nothing. */
    isCutOut: z.boolean(),
    /** Longer side; the other follows from the size of the video. */
    sidePx: within(STICKER_RANGES.sidePx).int(),
    fps: within(STICKER_RANGES.fps),
    startSec: within(STICKER_RANGES.startSec),
    lengthSec: within(STICKER_RANGES.lengthSec),
  }),
  /** The voice as it was adjusted, with the music: M4A or WAV. */
  z.object({ kind: z.literal('sound') }),
  /** The captions in times of the video: SubRip or WebVTT. */
  z.object({ kind: z.literal('captions') }),
]);
export type ExportForm = z.infer<typeof exportFormSchema>;
