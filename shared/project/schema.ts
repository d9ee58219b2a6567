/** The saved document of a project: what a `.kotohogi` file says. Everything else in the file is media. */
import { z } from 'zod';
import { captionsSchema } from '../captions/captions.ts';
import { CONSENTS_MAX } from '../consent/consent.ts';
import { consentFields } from '../contract/consent.ts';
import { COMPARED_RANGE } from '../contract/compareConstants.ts';
import { musicSettingsSchema } from '../contract/export.ts';
import {
  gradientBackgroundSchema,
  placementSchema,
  renderRequestSchema,
  sceneBackgroundSchema,
} from '../contract/render.ts';
import { matteTouchUpSchema } from '../matteTouchUp.ts';
import { prosodyEditSchema } from '../prosody/editSchema.ts';
import { titleSchema } from '../titles/titles.ts';
import { TITLES_MAX } from '../titles/titleShapes.ts';

/** Raised whenever an older reader would misunderstand the document; upgrade.ts brings earlier ones up to it. */
export const PROJECT_VERSION = 4;
export const PROJECT_KIND = 'kotohogi-project';
/** Characters of a title; also of a media name. */
export const NAME_MAX = 255;
/** Retakes, pauses and joined recordings; a list by hand never comes near. */
const CLIPS_MAX = 10_000;

const mediaIdSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of the file');
const colorSchema = z.string().regex(/^#[0-9a-fA-F]{6}$/);
const idSchema = z.string().min(1).max(64);

/** Where the bytes are: in the project file, or in a file of the person's that is only pointed at. */
const mediaPlaceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inside') }),
  z.strictObject({
    kind: z.literal('linked'),
    /** From the folder of the project file, with `/`; tried first, so that a folder may move as a whole. */
    relativePath: z.string().min(1).max(4096).nullable(),
    absolutePath: z.string().min(1).max(4096),
  }),
]);
export type MediaPlace = z.infer<typeof mediaPlaceSchema>;

export const projectMediaSchema = z.strictObject({
  /** SHA-256 of the bytes: the same photo under two names is one. */
  id: mediaIdSchema,
  /** The file's own name, for people. */
  name: z
    .string()
    .min(1)
    .max(NAME_MAX)
    .refine((name) => !/[/\\\0]/.test(name), 'must be a name without folders'),
  bytes: z.number().int().min(1),
  place: mediaPlaceSchema,
});
export type ProjectMedia = z.infer<typeof projectMediaSchema>;

const request = renderRequestSchema.shape;

/** A stretch of a sound file at its place in the voice. Times in seconds. */
export const clipFields = {
  id: idSchema,
  inSec: z.number().min(0),
  outSec: z.number().min(0),
  startSec: z.number().min(0),
  gainDb: z.number().min(-60).max(24),
};

/** A text that was read aloud by a voice engine. */
export const spokenTextSchema = z.strictObject({
  text: z.string().max(100_000),
  speakerId: z.string().max(255),
  language: z.string().max(35),
  speed: z.number().min(0.1).max(10),
});

/** Who agreed that their face or voice is used, and to what; with what shows it, a picture or a recording. */
const consentSchema = z.strictObject({
  ...consentFields,
  attachment: z.strictObject({ mediaId: mediaIdSchema, use: z.enum(['picture', 'voice']) }).nullable(),
});

/** What the project was begun for: the template, and the name of who is celebrated (empty: none was given). */
export const occasionSchema = z.strictObject({ templateId: idSchema, name: z.string().max(NAME_MAX) });

/** What both forms of a document say alike: the saved one, and the one in the window. */
export const sharedFields = {
  title: z.string().max(NAME_MAX),
  occasion: occasionSchema.nullable(),
  spoken: spokenTextSchema.nullable(),
  /** How the voice is changed; null: as it was recorded. */
  prosody: prosodyEditSchema.nullable(),
  /** `burnIn`: drawn into the picture; otherwise kept for subtitle files alone. */
  captions: z.strictObject({ items: captionsSchema.readonly(), burnIn: z.boolean() }),
  titles: z
    .array(titleSchema.safeExtend({ id: idSchema }))
    .max(TITLES_MAX)
    .readonly(),
  placement: placementSchema,
  /** The voices that were chosen to be compared, in the order of choosing; null: as it was recorded. */
  compared: z
    .array(z.strictObject({ id: idSchema, edit: prosodyEditSchema.nullable() }))
    .max(COMPARED_RANGE.max)
    .readonly(),
};

const { id: sceneIdSchema } = sceneBackgroundSchema.shape;

/** What lies behind the person; what belongs to other kinds is kept while one is chosen. */
export const backgroundFields = {
  kind: z.enum(['none', 'blur', 'color', 'gradient', 'scene', 'picture']),
  color: colorSchema,
  gradient: gradientBackgroundSchema.omit({ kind: true }),
  scene: sceneIdSchema,
};

export const projectDocumentSchema = z.strictObject({
  kind: z.literal(PROJECT_KIND),
  schemaVersion: z.literal(PROJECT_VERSION),
  /** Version of the program that saved it. */
  savedBy: z.string().max(64),
  savedAt: z.iso.datetime(),
  media: z.array(projectMediaSchema).max(10_000),
  ...sharedFields,
  photo: z
    .strictObject({
      mediaId: mediaIdSchema,
      personIndex: request.personIndex.unwrap(),
      faceIndex: request.faceIndex,
      matteTouchUp: matteTouchUpSchema.nullable(),
    })
    .nullable(),
  /** The whole voice as one sound. */
  voice: z.strictObject({ mediaId: mediaIdSchema }).nullable(),
  /** What the voice was put together from; empty: it is the file as it is. */
  clips: z.array(z.strictObject({ ...clipFields, mediaId: mediaIdSchema })).max(CLIPS_MAX),
  /** In whose colour the voice speaks; null: in its own. */
  voiceColour: z
    .strictObject({
      person: consentFields.name,
      /** The sample of their voice, and the voice as it was before; null where it is no longer known. */
      sampleMediaId: mediaIdSchema.nullable(),
      originalMediaId: mediaIdSchema.nullable(),
    })
    .nullable(),
  consents: z.array(consentSchema).max(CONSENTS_MAX).readonly(),
  music: musicSettingsSchema.extend({ mediaId: mediaIdSchema }).nullable(),
  frame: z.strictObject({ size: request.size, fps: request.fps, crop: request.crop.unwrap() }),
  background: z.strictObject({ ...backgroundFields, pictureMediaId: mediaIdSchema.nullable() }),
  motion: z.strictObject({
    mouthStrength: request.mouthStrength,
    blink: request.blink,
    idleMotion: request.idleMotion,
    seed: request.seed,
  }),
  engines: z.strictObject({
    lipsync: request.lipsync,
    lipsyncModel: request.lipsyncModel.unwrap(),
    personModel: request.personModel.unwrap(),
    matteModel: request.matteModel.unwrap(),
    mouthSharpness: request.mouthSharpness.unwrap(),
  }),
});
export type ProjectDocument = z.infer<typeof projectDocumentSchema>;
