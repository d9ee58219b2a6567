import { z } from 'zod';
import { CLOSE_UP_MAX_SIDE_PX } from '../limits.ts';
import { matteTouchUpSchema } from '../matteTouchUp.ts';
import { errorReportSchema } from './errorReport.ts';

/** What a file is wanted for; decides which extensions are welcome. */
export const mediaPurposeSchema = z.enum(['photo', 'voice', 'picture', 'music', 'list']);
export type MediaPurpose = z.infer<typeof mediaPurposeSchema>;

/** Stands for a file that the main process has granted to the page. The page never names a path. */
export const mediaTokenSchema = z.string().regex(/^[0-9a-f]{32}$/);

export const mediaRefSchema = z.object({
  token: mediaTokenSchema,
  purpose: mediaPurposeSchema,
  /** File name without folder. */
  name: z.string().min(1),
  bytes: z.number().int().min(0),
  /** `media://` address under which the page may load it. */
  url: z.string(),
});
export type MediaRef = z.infer<typeof mediaRefSchema>;

/** What came of choosing a file in a dialog: taken, or refused with the reason and the file's name. */
export const chosenFileSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('granted'), media: mediaRefSchema }),
  z.object({ kind: z.literal('refused'), fileName: z.string(), error: errorReportSchema }),
]);
export type ChosenFile = z.infer<typeof chosenFileSchema>;

/** Left, top, width, height in photo pixels. */
const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);

const cutEdgesSchema = z.object({
  left: z.boolean(),
  top: z.boolean(),
  right: z.boolean(),
  bottom: z.boolean(),
});

/** A photo as the engine sees it: upright, with faces and persons largest first. */
export const photoInspectionSchema = z.object({
  widthPx: z.number().int().min(1),
  heightPx: z.number().int().min(1),
  faces: z.array(
    z.object({
      box: boxSchema,
      score: z.number(),
      /** 468 points in photo pixels, FaceMesh order. */
      landmarks: z.array(z.tuple([z.number(), z.number()])),
      /** Index of the person whose face it is; null where none was found around it. */
      personIndex: z.number().int().min(0).nullable(),
    }),
  ),
  persons: z.array(
    z.object({
      box: boxSchema,
      score: z.number(),
      /** Index of this person's largest face; null where the face is hidden or turned away. */
      faceIndex: z.number().int().min(0).nullable(),
    }),
  ),
  /** The upright photo, reduced for display. */
  previewUrl: z.string(),
  /** The person alone on transparency, same size as the preview; null when no one could be cut out. */
  cutoutUrl: z.string().nullable(),
  /** Share of the photo that is person, 0..1; null when not computed. */
  coverage: z.number().nullable(),
  /** At which edges of the photo the person goes on beyond it. */
  cutEdges: cutEdgesSchema,
  /** Ids of the networks that all this comes from. */
  models: z.array(z.string()),
  warnings: z.array(z.string()),
});
export type PhotoInspection = z.infer<typeof photoInspectionSchema>;

/** The cut-out as the brush has corrected it: the whole reduced for display, or a part in photo pixels. */
export const mattePreviewRequestSchema = z.strictObject({
  photo: mediaTokenSchema,
  touchUp: matteTouchUpSchema.nullable(),
  /** Left, top, width, height in photo pixels, inside the photo; null: all of it. */
  part: z
    .tuple([
      z.number().int().min(0),
      z.number().int().min(0),
      z.number().int().min(1).max(CLOSE_UP_MAX_SIDE_PX),
      z.number().int().min(1).max(CLOSE_UP_MAX_SIDE_PX),
    ])
    .nullable(),
});
export type MattePreviewRequest = z.infer<typeof mattePreviewRequestSchema>;

export const mattePreviewSchema = z.object({
  /** The person on transparency. */
  cutoutUrl: z.string(),
  /** Share of the whole photo that is person, 0..1. */
  coverage: z.number(),
  /** As of a photo; null for a part. */
  cutEdges: cutEdgesSchema.nullable(),
});
export type MattePreview = z.infer<typeof mattePreviewSchema>;

export const voiceAnalysisSchema = z.object({
  durationSec: z.number().min(0),
  sampleRateHz: z.number().min(1),
  channels: z.number().int().min(1),
  /** Seconds with speech in them. */
  speechSec: z.number().min(0),
  /** Largest absolute sample of each of a few thousand equal slices, 0..1. */
  peaks: z.array(z.number()),
  warnings: z.array(z.string()),
});
export type VoiceAnalysis = z.infer<typeof voiceAnalysisSchema>;
