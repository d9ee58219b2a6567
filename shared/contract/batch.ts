/** Videos for a list of people: the list, what is wrong with it, and how far the videos are. */
import { z } from 'zod';
import { BATCH_ROLES } from '../batch/columns.ts';
import { ROW_PROBLEM_CODES, type RowProblem } from '../batch/problems.ts';
import {
  AT_ONCE_RANGE,
  BATCH_MARKS,
  BATCH_ROW_STATES,
  BATCH_STATES,
  NAMING_MAX_CHARS,
} from './batchConstants.ts';
import { errorReportSchema } from './errorReport.ts';
import { jobIdSchema, renderOrderSchema } from './jobs.ts';
import { mediaRefSchema, mediaTokenSchema } from './media.ts';
import { SPEED_RANGE, TEXT_MAX_CHARS } from './spokenConstants.ts';

const nothing = z.null();
const lineSchema = z.number().int().min(1);
const oneRow = z.strictObject({ line: lineSchema });
const roleSchema = z.enum(BATCH_ROLES);

/** A list as it was read: nothing of it is understood yet. */
export const batchListSchema = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'shift_jis', 'windows-1252']),
  separator: z.enum([',', ';', '\t']),
  headings: z.array(z.string()),
  rows: z.array(z.object({ line: lineSchema, cells: z.array(z.string()) })),
  /** Where the videos go unless another folder is chosen, for people to read. */
  outFolder: z.string(),
});
export type BatchList = z.infer<typeof batchListSchema>;

/** The open project, as a template: what every video has. */
const templateSchema = renderOrderSchema
  .omit({
    photo: true,
    voice: true,
    subtitles: true,
    ending: true,
    suggestedName: true,
    form: true,
    didJob: true,
  })
  .extend({ photo: mediaTokenSchema.nullable(), voice: mediaTokenSchema.nullable() });

export const batchOrderSchema = z.strictObject({
  list: mediaTokenSchema,
  /** Column by what it stands for. */
  mapping: z.partialRecord(roleSchema, z.number().int().min(0).max(10_000)),
  template: templateSchema,
  /** What is said where a row has no words and no voice of its own; fields are filled in. */
  text: z.string().max(TEXT_MAX_CHARS),
  language: z.string().min(1).max(100),
  speaker: z.string().max(1000).nullable(),
  speed: z.number().min(SPEED_RANGE.min).max(SPEED_RANGE.max),
  /** Captions of what is read aloud. */
  captions: z.boolean(),
  naming: z.string().max(NAMING_MAX_CHARS),
});
export type BatchOrder = z.infer<typeof batchOrderSchema>;

const rowProblemSchema = z.object({
  code: z.enum(ROW_PROBLEM_CODES),
  column: roleSchema.nullable(),
  value: z.string(),
  error: errorReportSchema.nullable(),
}) satisfies z.ZodType<RowProblem>;

export const batchCheckSchema = z.object({
  /** Rows of which a video can be made. */
  ready: z.number().int(),
  problems: z.array(z.object({ line: lineSchema, problems: z.array(rowProblemSchema) })),
});
export type BatchCheck = z.infer<typeof batchCheckSchema>;

export const batchRowSchema = z.object({
  line: lineSchema,
  name: z.string(),
  /** File name of the video; null where none can be made. */
  videoName: z.string().nullable(),
  /** What is read aloud. */
  text: z.string().nullable(),
  state: z.enum(BATCH_ROW_STATES),
  /** 0..1 of a row that is being made. */
  fraction: z.number().nullable(),
  /** It was there from an earlier run, and nothing has changed. */
  wasThere: z.boolean(),
  outUrl: z.string().nullable(),
  durationSec: z.number().nullable(),
  /** Of an adjusted voice, 0..1; null: not computed. */
  confidence: z.number().nullable(),
  warnings: z.array(z.string()),
  error: errorReportSchema.nullable(),
  problems: z.array(rowProblemSchema),
  /** Parts of the video, and how many were there from earlier. */
  parts: z.object({ total: z.number().int(), known: z.number().int() }).nullable(),
  mark: z.enum(BATCH_MARKS).nullable(),
});
export type BatchRowView = z.infer<typeof batchRowSchema>;

export const batchSchema = z.object({
  id: jobIdSchema,
  state: z.enum(BATCH_STATES),
  /** For people to read. */
  outFolder: z.string(),
  /** Seconds left, from the rows that were made so far; null until one was. */
  etaSec: z.number().nullable(),
  rows: z.array(batchRowSchema),
});
export type Batch = z.infer<typeof batchSchema>;

/** What the page may ask around batches. There is one batch at a time. */
export const BATCH_CHANNELS = {
  readBatchList: { request: z.strictObject({ list: mediaTokenSchema }), reply: batchListSchema },
  /** Opens every file that the rows name; a newer question ends this one. Tells how far as `batchChecking`. */
  checkBatch: { request: batchOrderSchema, reply: batchCheckSchema },
  /** Grants the photo that stands in a cell. */
  openBatchPhoto: {
    request: z.strictObject({ list: mediaTokenSchema, line: lineSchema, column: z.number().int().min(0) }),
    reply: mediaRefSchema,
  },
  /** Asks for the folder of the videos; answers it for people to read, or null when the dialog was closed. */
  chooseBatchFolder: { request: nothing, reply: z.string().nullable() },
  /** Plans anew and begins. News come as `batchChanged`. `atOnce` null: as fits the machine. */
  startBatch: {
    request: z.strictObject({
      order: batchOrderSchema,
      atOnce: z.number().int().min(AT_ONCE_RANGE.min).max(AT_ONCE_RANGE.max).nullable(),
    }),
    reply: batchSchema,
  },
  /** The batch of this start, or the last one of an earlier start; null where there is none. */
  getBatch: { request: nothing, reply: batchSchema.nullable() },
  /** `again`: failed and cancelled rows, and those marked to be made again. */
  controlBatch: {
    request: z.strictObject({ action: z.enum(['pause', 'continue', 'cancel', 'again']) }),
    reply: batchSchema,
  },
  cancelBatchRow: { request: oneRow, reply: nothing },
  retryBatchRow: { request: oneRow, reply: nothing },
  markBatchRow: {
    request: z.strictObject({ line: lineSchema, mark: z.enum(BATCH_MARKS).nullable() }),
    reply: nothing,
  },
  /** Shows a row's video in its folder, or without a row the sheet to review. */
  revealBatch: { request: z.strictObject({ line: lineSchema.nullable() }), reply: nothing },
  /** Writes the review as a table; answers the file's name, or null when the dialog was closed. */
  saveBatchTable: {
    request: z.strictObject({ text: z.string().max(32 * 2 ** 20) }),
    reply: z.string().nullable(),
  },
  saveBatchSample: {
    request: z.strictObject({ text: z.string().max(100_000) }),
    reply: z.string().nullable(),
  },
} as const;

export const BATCH_EVENTS = {
  /** The batch with those of its rows of which there is news. */
  batchChanged: batchSchema,
  batchChecking: z.object({ done: z.number().int(), total: z.number().int() }),
} as const;
