/**
 * The plain values of music, encoding and forms of export, without the schema library, so that the page can use them
 * (its policy forbids `eval`, which the schema library probes for).
 */
import type { Encoding, ExportForm, Music } from './export.ts';

/** Ranges of what can be set of music. */
export const MUSIC_RANGES = {
  gainDb: { min: -40, max: 12 },
  duckDb: { min: -30, max: 0 },
  fadeInSec: { min: 0, max: 30 },
  fadeOutSec: { min: 0, max: 30 },
  startSec: { min: 0, max: 3600 },
} as const;

/** Music that stays behind a voice at its usual level, and comes forward where nobody speaks. */
export const MUSIC_DEFAULTS = {
  gainDb: -9,
  duckDb: -12,
  fadeInSec: 1,
  fadeOutSec: 2,
  startSec: 0,
  loop: true,
} as const satisfies Omit<Music, 'path'>;

export const QUALITIES = ['draft', 'standard', 'high'] as const;
export const ENCODER_CHOICES = ['auto', 'software', 'hardware'] as const;

/** By its name in ffmpeg: it runs anywhere. */
export const SOFTWARE_ENCODER = 'libx264';

export const ENCODING_DEFAULTS = { quality: 'standard', encoder: 'software' } as const satisfies Encoding;

export const FORM_KINDS = ['video', 'still', 'sticker', 'sound', 'captions'] as const;

/** What a file of each form may be called; the ending decides the format. */
export const FORM_ENDINGS = {
  video: ['.mp4'],
  still: ['.png', '.jpg', '.jpeg'],
  sticker: ['.gif', '.webp'],
  sound: ['.m4a', '.wav'],
  captions: ['.srt', '.vtt'],
} as const satisfies Record<ExportForm['kind'], readonly string[]>;

/** Stickers are small and short: messengers refuse others, and a GIF has no way to be both. */
export const STICKER_RANGES = {
  /** Longer side of the picture. */
  sidePx: { min: 128, max: 512 },
  fps: { min: 5, max: 25 },
  startSec: { min: 0, max: 3600 },
  lengthSec: { min: 0.5, max: 15 },
} as const;

export const STICKER_DEFAULTS = {
  isCutOut: false,
  sidePx: 480,
  fps: 12,
  startSec: 0,
  lengthSec: 6,
} as const;

export const VIDEO_FORM = { kind: 'video' } as const satisfies ExportForm;

/** The form that files with this ending have; null for an ending that none has. @param ending with its dot */
export function formKindOf(ending: string): ExportForm['kind'] | null {
  const lower = ending.toLowerCase();
  return FORM_KINDS.find((kind) => FORM_ENDINGS[kind].some((known) => known === lower)) ?? null;
}
