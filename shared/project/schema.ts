/** The saved document of a project: what a `.kotohogi` file says. Everything else in the file is media. */
import { z } from 'zod';
import { renderRequestSchema } from '../contract/render.ts';
import { matteTouchUpSchema } from '../matteTouchUp.ts';
import { prosodyEditSchema } from '../prosody/editSchema.ts';

/** Raised whenever an older reader would misunderstand the document. */
export const PROJECT_VERSION = 1;
export const PROJECT_KIND = 'kotohogi-project';
/** Characters of a title; also of a media name. */
const NAME_MAX = 255;

const mediaIdSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of the file');

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

export const projectDocumentSchema = z.strictObject({
  kind: z.literal(PROJECT_KIND),
  schemaVersion: z.literal(PROJECT_VERSION),
  /** Version of the program that saved it. */
  savedBy: z.string().max(64),
  savedAt: z.iso.datetime(),
  title: z.string().max(NAME_MAX),
  media: z.array(projectMediaSchema).max(10_000),
  photo: z
    .strictObject({
      mediaId: mediaIdSchema,
      personIndex: request.personIndex.unwrap(),
      faceIndex: request.faceIndex,
      crop: request.crop.unwrap(),
      matteTouchUp: matteTouchUpSchema.nullable(),
    })
    .nullable(),
  voice: z.strictObject({ mediaId: mediaIdSchema }).nullable(),
  /** How the voice is changed; null: as it was recorded. */
  prosody: prosodyEditSchema.nullable(),
  frame: z.strictObject({ size: request.size, fps: request.fps }),
  background: z.strictObject({
    kind: z.enum(['none', 'blur', 'color', 'picture']),
    /** Kept while another kind is chosen. */
    color: z.string().regex(/^#[0-9a-fA-F]{6}$/),
    pictureMediaId: mediaIdSchema.nullable(),
  }),
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
