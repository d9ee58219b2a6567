/**
 * The live preview: one face, up to four voices of it (the same recording with other prosody), random access to
 * frames and sound. What the page may ask on the preview's own line, and what it is told there.
 *
 * Everything heavy is pulled: the page says what it lacks, nearest first, and is sent that and nothing else. Frames
 * and pieces of sound are named by their content: what an edit leaves as it was keeps its name, and whoever has it
 * already asks for nothing. No pixel and no sample travels as text.
 */
import { z } from 'zod';
import { prosodyEditSchema } from '../prosody/editSchema.ts';
import type { ErrorReport } from '../errors.ts';
import { musicSettingsSchema } from './export.ts';
import { renderOrderSchema } from './jobs.ts';
import { mediaTokenSchema } from './media.ts';

/** Presets that can be compared at once. */
export const PREVIEW_VARIANTS_MAX = 4;
/** Frames that can be wanted at once: a few seconds. */
export const PREVIEW_WANTED_MAX = 256;
const PIECES_WANTED_MAX = 64;

const variantIndex = z
  .number()
  .int()
  .min(0)
  .max(PREVIEW_VARIANTS_MAX - 1);
const prosodyOrNone = prosodyEditSchema.nullable();
const pieceNames = z.array(z.number().min(1)).max(PIECES_WANTED_MAX);

/** What is heard under the voices; null: nothing. */
export const previewMusicSchema = musicSettingsSchema.extend({ media: mediaTokenSchema }).nullable();
export type PreviewMusicOrder = z.infer<typeof previewMusicSchema>;

/** What is seen: the render order without how the voice is changed, what is heard under it and what is written. */
export const previewLookSchema = renderOrderSchema
  .omit({
    didJob: true,
    tellsOrigin: true,
    prosody: true,
    music: true,
    subtitles: true,
    encoding: true,
    form: true,
    ending: true,
    suggestedName: true,
  })
  .extend({
    /** `draft`: small frames that any machine draws in time; `full`: the frames of the finished video. */
    quality: z.enum(['draft', 'full']),
  });
export type PreviewLook = z.infer<typeof previewLookSchema>;

/** One entry per voice that is compared; null: as it was recorded. */
export const previewOrderSchema = z.strictObject({
  look: previewLookSchema,
  variants: z.array(prosodyOrNone).min(1).max(PREVIEW_VARIANTS_MAX),
  music: previewMusicSchema,
  /** Names the line on which everything about this preview travels. */
  lineId: z.uuid(),
});
export type PreviewOrder = z.infer<typeof previewOrderSchema>;

/** From the page. */
export const previewWishSchema = z.discriminatedUnion('type', [
  /** Another way to change one voice. */
  z.strictObject({ type: z.literal('edit'), variant: variantIndex, prosody: prosodyOrNone }),
  /** Another look of the same photo; the voices stay as they are. */
  z.strictObject({ type: z.literal('look'), look: previewLookSchema }),
  /** Where the playhead is, seconds of that voice as it is heard: work is done nearest to it first. */
  z.strictObject({ type: z.literal('playhead'), variant: variantIndex, positionSec: z.number().min(0) }),
  /** All frames that the page lacks now, in the order it wants them; replaces what was wanted before. */
  z.strictObject({
    type: z.literal('frames'),
    /** How many frames have arrived on this line so far. */
    received: z.number().int().min(0),
    wanted: z.array(z.tuple([variantIndex, z.number().int().min(0)])).max(PREVIEW_WANTED_MAX),
  }),
  /** Pieces of sound by their names; each is sent once. */
  z.strictObject({
    type: z.literal('sound'),
    variant: variantIndex,
    pieces: pieceNames,
  }),
  /** Other music under the voices, or the same one lying differently; the voices stay as they are. */
  z.strictObject({ type: z.literal('music'), music: previewMusicSchema }),
  /** Pieces of music by their names; each is sent once. */
  z.strictObject({ type: z.literal('musicSound'), variant: variantIndex, pieces: pieceNames }),
]);
export type PreviewWish = z.infer<typeof previewWishSchema>;

/** A stretch of the voice that is heard, between two phrases; pieces follow each other without a gap. */
export interface SoundPiece {
  readonly startSample: number;
  readonly samples: number;
  /** The name of its content; 0: being worked out. */
  readonly id: number;
}

/** One voice as it is heard now. */
export interface PreviewTrack {
  readonly variant: number;
  readonly durationSec: number;
  readonly sampleRateHz: number;
  readonly channelCount: number;
  readonly fps: number;
  /** From seconds of the voice as it was recorded to seconds of the voice that is heard. */
  readonly timeMap: readonly (readonly [originalSec: number, adjustedSec: number])[];
  /** For each frame the name of its picture; 0: being worked out. Two frames of one name look the same. */
  readonly looks: Float64Array;
  readonly pieces: readonly SoundPiece[];
  /** Whether this is, to the last sample and pixel, what a render gives; until then the rims of edits may differ. */
  readonly settled: boolean;
  /** Sentences: what was held back and why. */
  readonly limits: readonly string[];
}

/**
 * The music beside one voice, in times of the voice that is heard; both together are what a render mixes. Pieces of one
 * length follow each other, the last one is shorter.
 */
export interface PreviewMusicTrack {
  readonly pieceSamples: number;
  /** As long as the voice. */
  readonly samples: number;
  /** For each piece the name of its content; 0: it is silent. */
  readonly names: Float64Array;
  /** Whether it was held against the whole of this voice: until then it may be louder where both together are too loud. */
  readonly settled: boolean;
}

/** Left, top, width, height, frame pixels. */
export type PreviewBox = readonly [left: number, top: number, width: number, height: number];

/** To the page. */
export type PreviewNews =
  | {
      /** The picture at rest that patches lie on: another look, or the first one. */
      readonly type: 'scene';
      readonly scene: number;
      readonly widthPx: number;
      readonly heightPx: number;
      /** RGBA, opaque; null: every frame comes whole. */
      readonly still: ArrayBuffer | null;
      /** Which engine moves the mouth, and where it runs. */
      readonly lipsync: string;
      readonly device: string;
      readonly warnings: readonly string[];
    }
  | { readonly type: 'track'; readonly track: PreviewTrack }
  | {
      readonly type: 'frame';
      readonly scene: number;
      readonly variant: number;
      readonly frame: number;
      readonly look: number;
      /** The part of the frame that differs from the picture at rest; nothing: width and height are 0. */
      readonly box: PreviewBox;
      /** RGBA, opaque, box width x height x 4 bytes. */
      readonly rgba: ArrayBuffer;
    }
  | {
      readonly type: 'sound';
      readonly variant: number;
      readonly id: number;
      /** One per channel. */
      readonly channels: readonly Float32Array[];
    }
  /** null: there is none, or it cannot be used. */
  | { readonly type: 'music'; readonly variant: number; readonly music: PreviewMusicTrack | null }
  | {
      readonly type: 'musicSound';
      readonly variant: number;
      readonly id: number;
      /** Left and right, as loud as they are heard. */
      readonly channels: readonly Float32Array[];
    }
  /** `closed`: nothing more comes. A look or an edit that failed leaves what was there before. */
  | { readonly type: 'problem'; readonly error: ErrorReport; readonly closed: boolean };
