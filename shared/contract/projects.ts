import { z } from 'zod';
import { CONSENTS_MAX } from '../consent/consent.ts';
import { SHAPES } from '../framing/shapes.ts';
import { backgroundFields, clipFields, sharedFields } from '../project/schema.ts';
import { templateSchema } from '../project/templateSchema.ts';
import { consentFields } from './consent.ts';
import { musicSettingsSchema } from './export.ts';
import { mediaRefSchema } from './media.ts';
import { renderRequestSchema } from './render.ts';

const request = renderRequestSchema.shape;

/** The document as the window has it: media by token, so that no path reaches the page. */
export const windowDocumentSchema = z.strictObject({
  ...sharedFields,
  /** In whose colour the voice speaks; files that are gone are null. */
  voiceColour: z
    .strictObject({
      person: consentFields.name,
      sample: mediaRefSchema.nullable(),
      original: mediaRefSchema.nullable(),
    })
    .nullable(),
  consents: z
    .array(z.strictObject({ ...consentFields, attachment: mediaRefSchema.nullable() }))
    .max(CONSENTS_MAX)
    .readonly(),
  photo: mediaRefSchema.nullable(),
  voice: mediaRefSchema.nullable(),
  clips: z.array(z.strictObject({ ...clipFields, media: mediaRefSchema })).readonly(),
  music: musicSettingsSchema.extend({ media: mediaRefSchema }).nullable(),
  faceIndex: request.faceIndex,
  personIndex: request.personIndex.unwrap(),
  matteTouchUp: request.matteTouchUp.unwrap(),
  shape: z.enum(SHAPES),
  crop: request.crop.unwrap(),
  background: z.strictObject({ ...backgroundFields, picture: mediaRefSchema.nullable() }),
  lipsync: request.lipsync,
  mouthStrength: request.mouthStrength,
  mouthSharpness: request.mouthSharpness.unwrap(),
  blink: request.blink,
  idleMotion: request.idleMotion,
  seed: request.seed,
});
export type WindowDocument = z.infer<typeof windowDocumentSchema>;

/** A project file that somebody wants to open: dropped, chosen, double-clicked, or used lately. Its path stays outside. */
export const projectOfferSchema = z.object({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** File name without folder and ending. */
  name: z.string(),
});
export type ProjectOffer = z.infer<typeof projectOfferSchema>;

/** Where a project lies; both null while it was never saved. For people to read. */
const placeFields = { name: z.string().nullable(), folder: z.string().nullable() };

export const openedProjectSchema = z.object({
  ...placeFields,
  document: windowDocumentSchema,
  /** There is something in it that its file does not have. */
  edited: z.boolean(),
});
export type OpenedProject = z.infer<typeof openedProjectSchema>;

/** A file that a project lists and that is not where it looks for it. */
export const missingMediaSchema = z.object({
  id: z.string(),
  name: z.string(),
  purpose: z.enum(['photo', 'voice', 'picture', 'music']),
  /** `changed`: there is a file of that name, but it is another one. */
  why: z.enum(['gone', 'changed']),
  /** Folder it was in, for people to read. */
  folder: z.string(),
});
export type MissingMedia = z.infer<typeof missingMediaSchema>;

/** What came of opening: the project, or the question what to do about files that are missing. */
export const openingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), project: openedProjectSchema }),
  z.object({ kind: z.literal('missing'), name: z.string(), files: z.array(missingMediaSchema) }),
]);
export type Opening = z.infer<typeof openingSchema>;

export const saveOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), name: z.string(), folder: z.string() }),
  /** The person closed the dialog. */
  z.object({ kind: z.literal('cancelled') }),
  /** The file was changed by another program since it was opened; nothing was written. */
  z.object({ kind: z.literal('changed') }),
]);
export type SaveOutcome = z.infer<typeof saveOutcomeSchema>;

export const recentProjectSchema = projectOfferSchema.extend({
  folder: z.string(),
  usedAtMs: z.number(),
  /** Address of a small picture of it; null where there is none yet. */
  pictureUrl: z.string().nullable(),
  /** False when the file is no longer there. */
  there: z.boolean(),
});
export type RecentProject = z.infer<typeof recentProjectSchema>;

/** What a page that has just come finds: a project that goes on, one that a crash left behind, one to be opened. */
export const projectSituationSchema = z.object({
  current: openedProjectSchema.nullable(),
  recovery: z.object({ name: z.string().nullable(), keptAtMs: z.number() }).nullable(),
  offered: projectOfferSchema.nullable(),
});
export type ProjectSituation = z.infer<typeof projectSituationSchema>;

export const saveRequestSchema = z.strictObject({
  document: windowDocumentSchema,
  /** Asks where, also where the project has a place already. */
  elsewhere: z.boolean(),
  /** Also when another program has changed the file meanwhile. */
  replace: z.boolean(),
  /** Proposed where the project has no name yet. */
  suggestedName: z.string().max(1000),
});

/** The part of the window that shows the picture, CSS pixels. */
export const pictureAreaSchema = z.strictObject({
  x: z.number().int().min(0).max(32_768),
  y: z.number().int().min(0).max(32_768),
  width: z.number().int().min(1).max(32_768),
  height: z.number().int().min(1).max(32_768),
});

const nothing = z.null();
const oneOffer = z.strictObject({ id: projectOfferSchema.shape.id });

/** The calls about projects. */
export const PROJECT_CHANNELS = {
  describeProject: { request: nothing, reply: projectSituationSchema },
  listTemplates: { request: nothing, reply: z.array(templateSchema) },
  listRecentProjects: { request: nothing, reply: z.array(recentProjectSchema) },
  forgetRecentProject: { request: oneOffer, reply: nothing },
  /** Asks for a file; answers null when the person closed the dialog. */
  chooseProject: { request: nothing, reply: projectOfferSchema.nullable() },
  /** From a file that was really dropped. */
  offerProject: {
    request: z.strictObject({ path: z.string().max(32_768) }),
    reply: projectOfferSchema,
  },
  /** The project before it is left as it is; what it had unsaved is the page's to ask about. */
  openProject: { request: oneOffer, reply: openingSchema },
  /** Asks where a missing file is now; answers null when the person closed the dialog. */
  findMissingMedia: {
    request: z.strictObject({ mediaId: z.string().regex(/^[0-9a-f]{64}$/) }),
    reply: openingSchema.nullable(),
  },
  /** Opens without what is missing. */
  openWithoutMissing: { request: nothing, reply: openedProjectSchema },
  /** The project before it stays. */
  cancelOpening: { request: nothing, reply: nothing },
  /** Begins one that has no place yet. */
  newProject: { request: nothing, reply: nothing },
  /** Keeps the document safe from crashes; answered when it is on the disk. */
  keepProject: {
    request: z.strictObject({ document: windowDocumentSchema, edited: z.boolean() }),
    reply: nothing,
  },
  saveProject: { request: saveRequestSchema, reply: saveOutcomeSchema },
  /** Remembers how the project looks, for the list of recent ones. */
  pictureProject: { request: pictureAreaSchema, reply: nothing },
  restoreProject: { request: nothing, reply: openingSchema },
  discardRecovery: { request: nothing, reply: nothing },
  /** Answers the event `closeAsked`. */
  answerClose: { request: z.strictObject({ close: z.boolean() }), reply: nothing },
} as const;

export const PROJECT_EVENTS = {
  /** Somebody wants to open a project from outside the window. */
  projectOffered: projectOfferSchema,
  /** The window is about to close; to be answered with `answerClose`. */
  closeAsked: z.null(),
} as const;
