import { z } from 'zod';
import { FRAME_MAX_SIDE_PX, FRAME_MIN_SIDE_PX, FRAME_RATE_MAX_FPS, FRAME_RATE_MIN_FPS } from '../limits.ts';
import { captionsSchema } from '../captions/captions.ts';
import { PLACED_AS_IS, PLACEMENT_RANGES } from '../framing/placement.ts';
import { SCENE_IDS } from '../scenes/sceneIds.ts';
import { titlesSchema } from '../titles/titles.ts';
import { matteTouchUpSchema } from '../matteTouchUp.ts';
import { prosodyEditSchema, prosodyLanguageSchema } from '../prosody/editSchema.ts';
import { consentNoteSchema, consentNotesSchema, voiceColourSchema } from './consent.ts';
import { deviceChoiceSchema } from './devices.ts';
import { encodingSchema, exportFormSchema, musicSchema } from './export.ts';
import { ENCODING_DEFAULTS, FORM_KINDS, VIDEO_FORM } from './exportConstants.ts';
import { modelChoiceSchema } from './models.ts';
import {
  markLanguageSchema,
  provenanceReportSchema,
  provenanceWishSchema,
  talkReportSchema,
  talkSchema,
} from './provenance.ts';
import { STAGES } from './renderConstants.ts';

export { RENDER_DEFAULTS, STAGES, type StageName } from './renderConstants.ts';

const evenSide = z
  .number()
  .int()
  .min(FRAME_MIN_SIDE_PX)
  .max(FRAME_MAX_SIDE_PX)
  .refine((px) => px % 2 === 0, 'must be even');

const colorSchema = z.string().regex(/^#[0-9a-fA-F]{6}$/);

/** From one colour to another. */
export const gradientBackgroundSchema = z.object({
  kind: z.literal('gradient'),
  from: colorSchema,
  to: colorSchema,
  /** Where it goes to: 0 upwards, 90 to the right, clockwise. */
  angleDeg: z.number().min(0).max(359),
});

/** A festive scene of ours. */
export const sceneBackgroundSchema = z.object({ kind: z.literal('scene'), id: z.enum(SCENE_IDS) });

export const backgroundSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('blur') }),
  z.object({ kind: z.literal('color'), color: colorSchema }),
  gradientBackgroundSchema,
  sceneBackgroundSchema,
  z.object({ kind: z.literal('picture'), path: z.string().min(1) }),
]);
export type Background = z.infer<typeof backgroundSchema>;

/** See {@link Placement}: how the person is moved and scaled in the frame. */
export const placementSchema = z.object({
  scale: z.number().min(PLACEMENT_RANGES.scale.min).max(PLACEMENT_RANGES.scale.max),
  offsetX: z.number().min(PLACEMENT_RANGES.offset.min).max(PLACEMENT_RANGES.offset.max),
  offsetY: z.number().min(PLACEMENT_RANGES.offset.min).max(PLACEMENT_RANGES.offset.max),
});

/** A voice that read a text: named in the report, with what its makers ask for. */
export const speakerCreditSchema = z.object({
  id: z.string(),
  name: z.string(),
  licence: z.string(),
  /** Words to show with the video; null where nothing is asked. */
  credit: z.string().nullable(),
});

export const lipsyncChoiceSchema = z.enum(['auto', 'builtin', 'wav2lip']);
/** `auto` keeps the whole width or height where the person fills it, and comes closer where they are small. */
export const cropChoiceSchema = z.enum(['auto', 'widest']);

/** Everything a render needs, complete: no look-ups and no defaults are applied after this point. */
export const renderRequestSchema = z.object({
  photoPath: z.string().min(1),
  voicePath: z.string().min(1),
  outPath: z.string().min(1),
  background: backgroundSchema,
  size: z.object({ widthPx: evenSide, heightPx: evenSide }),
  fps: z.number().min(FRAME_RATE_MIN_FPS).max(FRAME_RATE_MAX_FPS),
  lipsync: lipsyncChoiceSchema,
  device: deviceChoiceSchema,
  /** Index into the faces sorted by size, largest first. */
  faceIndex: z.number().int().min(0),
  /** Mouth opening strength; 1 is natural, 0 keeps the mouth closed. */
  mouthStrength: z.number().min(0).max(1.5),
  /** 0 never blinks, 1 is the natural rate. */
  blink: z.number().min(0).max(2),
  /** Breathing and head sway; 0 holds the head still, 1 is natural. */
  idleMotion: z.number().min(0).max(2),
  /** Seed of everything that varies by chance (blink times, sway phases): same seed, same video. */
  seed: z.number().int().min(0).max(0x7fffffff),
  /** Voice preset by its id; null: the voice as it was recorded. */
  preset: z.string().min(1).nullable().default(null),
  /** Language spoken, for its rules of melody; null: any. */
  language: prosodyLanguageSchema.nullable().default(null),
  /** How the voice is changed, in full; null: `preset` decides. */
  prosody: prosodyEditSchema.nullable().default(null),
  /** Shown in the picture, in times of the voice as it was recorded or read aloud; null: none. */
  captions: captionsSchema.nullable().default(null),
  /** Who read the text; null: the voice is a recording. */
  speaker: speakerCreditSchema.nullable().default(null),
  /** The speaker is the largest face of this person (persons sorted by size); null: `faceIndex` decides. */
  personIndex: z.number().int().min(0).nullable().default(null),
  crop: cropChoiceSchema.default('auto'),
  personModel: modelChoiceSchema.default('auto'),
  matteModel: modelChoiceSchema.default('auto'),
  lipsyncModel: modelChoiceSchema.default('auto'),
  /** Sharpening of a mouth that was drawn at low resolution; 0 leaves it as the network drew it. */
  mouthSharpness: z.number().min(0).max(1).default(0.5),
  /** The person's own corrections of the matte, photo pixels. */
  matteTouchUp: matteTouchUpSchema.nullable().default(null),
  /** Where the person stands; with the photo's own background, which part of it is shown. */
  placement: placementSchema.default(PLACED_AS_IS),
  /** Large words over the picture, in times of the voice as it was recorded or read aloud. */
  titles: titlesSchema.default([]),
  /** Under the voice; null: none. */
  music: musicSchema.nullable().default(null),
  encoding: encodingSchema.default(ENCODING_DEFAULTS),
  /** What is made; everything else says of what. */
  form: exportFormSchema.default(VIDEO_FORM),
  /** Pictures that are shown as they are instead of moving a mouth, laid out as the photo would be; null: none. */
  talk: talkSchema.nullable().default(null),
  /** A record of how the file was made; null: none. */
  provenance: provenanceWishSchema.nullable().default(null),
  /** Small words in a corner of the picture that a computer made it; null: none. */
  mark: markLanguageSchema.nullable().default(null),
  /** Who agreed that their face or voice is used, and to what. */
  consents: consentNotesSchema.optional(),
  /** In whose colour the voice speaks, as its file tells. */
  colours: z.array(voiceColourSchema).readonly().optional(),
});
export type RenderRequest = z.infer<typeof renderRequestSchema>;

/** Progress of one render, at most ten a second. Fractions never go backwards. */
export const renderProgressSchema = z.object({
  stage: z.enum(STAGES),
  /** 0..1 within the stage. */
  stageFraction: z.number().min(0).max(1),
  /** 0..1 of the whole render. */
  fraction: z.number().min(0).max(1),
  /** Seconds left, from the measured frame rate; null until it can be known. */
  etaSec: z.number().min(0).nullable(),
  framesDone: z.number().int().min(0),
  /** null until the voice has been decoded. */
  framesTotal: z.number().int().min(1).nullable(),
});
export type RenderProgress = z.infer<typeof renderProgressSchema>;

export const RENDER_REPORT_VERSION = 1;
export const renderReportSchema = z.object({
  schemaVersion: z.literal(RENDER_REPORT_VERSION),
  out: z.string(),
  form: z.enum(FORM_KINDS).default('video'),
  /** Size of the file; 0 in reports of earlier versions. */
  outBytes: z.number().int().default(0),
  /** Pictures made; 0 for sound and captions, whose width and height are 0 too. */
  frames: z.number().int(),
  fps: z.number(),
  width: z.number().int(),
  height: z.number().int(),
  durationSec: z.number(),
  lipsync: z.string(),
  /** Voice preset that was applied. What it held back is among the warnings. */
  preset: z.string().nullable().default(null),
  /** Measured on the adjusted voice, 0..1; null where nothing was adjusted, or where it cannot be told. */
  confidence: z.number().min(0).max(1).nullable().default(null),
  /** Who read the text; null: the voice is a recording. */
  speaker: speakerCreditSchema.nullable().default(null),
  device: z.string(),
  /** What wrote the pictures, by its name in ffmpeg; null where no video was written. */
  encoder: z.string().nullable().default(null),
  /** What was asked for; null in reports of earlier versions. */
  request: renderRequestSchema.nullable().default(null),
  models: z.array(z.object({ id: z.string(), role: z.string(), sha256: z.string(), licence: z.string() })),
  /** Wall-clock time of each stage. Stages overlap, so the sum exceeds the total. */
  stages: z.array(z.object({ name: z.enum(STAGES), ms: z.number(), cache: z.enum(['hit', 'miss']) })),
  totalMs: z.number(),
  /** Frames per second from the first frame drawn to the file closed. */
  renderFps: z.number(),
  /**
   * The rate at which drawing and encoding would fill all cores without a gap: cores / processor seconds per frame of
   * both. null where it was not measured (not Linux, or fewer than 25 frames).
   */
  ceilingFps: z.number().nullable(),
  /** Parts that the video was made of, and how many of them were known from earlier renders. */
  segments: z.object({ total: z.number().int(), known: z.number().int() }).nullable().default(null),
  peakRssBytes: z.number(),
  /** null: no talk was asked for. */
  talk: talkReportSchema.nullable().default(null),
  /** null: no record was asked for. */
  provenance: provenanceReportSchema.nullable().default(null),
  /** A voice that was converted: in whose colour it speaks, by which networks, and what the person agreed to. */
  colours: z
    .array(voiceColourSchema.extend({ consent: consentNoteSchema }))
    .readonly()
    .optional(),
  warnings: z.array(z.string()),
  fallbacks: z.array(z.string()),
});
export type RenderReport = z.infer<typeof renderReportSchema>;
