import { z } from 'zod';
import { captionsSchema } from '../captions/captions.ts';
import { didJobIdSchema } from './cloud.ts';
import { errorReportSchema } from './errorReport.ts';
import { musicSettingsSchema } from './export.ts';
import { FORM_KINDS } from './exportConstants.ts';
import { mediaTokenSchema } from './media.ts';
import {
  gradientBackgroundSchema,
  renderProgressSchema,
  renderReportSchema,
  renderRequestSchema,
  sceneBackgroundSchema,
} from './render.ts';

export const jobStateSchema = z.enum(['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted']);
export type JobState = z.infer<typeof jobStateSchema>;

export const jobIdSchema = z.uuid();

/** A render as the page asks for it: files by token, and the place of the result left to the save dialog. */
export const renderOrderSchema = renderRequestSchema
  .pick({
    size: true,
    fps: true,
    faceIndex: true,
    personIndex: true,
    mouthStrength: true,
    blink: true,
    idleMotion: true,
    seed: true,
    lipsync: true,
    crop: true,
    mouthSharpness: true,
    matteTouchUp: true,
    placement: true,
    titles: true,
    prosody: true,
    captions: true,
    encoding: true,
    form: true,
    consents: true,
    mark: true,
  })
  .extend({
    photo: mediaTokenSchema,
    voice: mediaTokenSchema,
    background: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('none') }),
      z.object({ kind: z.literal('blur') }),
      z.object({ kind: z.literal('color'), color: z.string().regex(/^#[0-9a-fA-F]{6}$/) }),
      gradientBackgroundSchema,
      sceneBackgroundSchema,
      z.object({ kind: z.literal('picture'), picture: mediaTokenSchema }),
    ]),
    /** Under the voice; null: none. */
    music: musicSettingsSchema.extend({ media: mediaTokenSchema }).nullable().default(null),
    /** Written beside the video as a file of their own; null: none. */
    subtitles: captionsSchema.nullable().default(null),
    /** Shows the pictures that D-ID made in this job instead of moving a mouth; null: none. */
    didJob: didJobIdSchema.nullable().default(null),
    /** A record of how the file was made, signed where this computer has a certificate. */
    tellsOrigin: z.boolean().default(false),
    /** Of the file, with its dot: one of the form's. */
    ending: z.string().max(8).default('.mp4'),
    /** File name proposed by the save dialog, without folder and extension. */
    suggestedName: z.string().max(1000),
  });
export type RenderOrder = z.infer<typeof renderOrderSchema>;

/** A render as the page sees it. */
export const jobSchema = z.object({
  id: jobIdSchema,
  state: jobStateSchema,
  form: z.enum(FORM_KINDS),
  /** File name of the result. */
  outName: z.string(),
  /** Folder of the result, for people to read. */
  outFolder: z.string(),
  /** `media://` address of the finished video; null until done, or when the file has gone. */
  outUrl: z.string().nullable(),
  size: renderRequestSchema.shape.size,
  /** Without another background nobody is cut out, and that step does not exist. */
  keepsBackground: z.boolean(),
  progress: renderProgressSchema.nullable(),
  /** Frames finished per second so far, measured; null until frames are being made. */
  framesPerSec: z.number().nullable(),
  error: errorReportSchema.nullable(),
  report: renderReportSchema.nullable(),
  /** The last lines of the job's own log; filled when it failed. */
  logTail: z.array(z.string()),
  createdAtMs: z.number(),
  startedAtMs: z.number().nullable(),
  finishedAtMs: z.number().nullable(),
});
export type Job = z.infer<typeof jobSchema>;
