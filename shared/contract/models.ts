import { z } from 'zod';
import { MODEL_ROLES } from './inferenceConstants.ts';

export { MODEL_ROLES } from './inferenceConstants.ts';
export const modelRoleSchema = z.enum(MODEL_ROLES);
export type ModelRole = z.infer<typeof modelRoleSchema>;

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
/** The same words for both interface languages. */
const wordsSchema = z.object({ en: z.string().min(1), ja: z.string().min(1) });

/** What a licence allows, as far as a person making a video must know before installing; `unstated`: ask the maker. */
export const licenceUseSchema = z.enum(['free', 'non-commercial', 'copyleft', 'unstated']);
export type LicenceUse = z.infer<typeof licenceUseSchema>;

/** Which exact tensors a file of a family has: the key into the contracts that are checked on load. */
export const ONNX_FAMILIES = [
  'blazeface',
  'facemesh',
  'selfie',
  'nanodet',
  'yolox',
  'ultralytics',
  'birefnet',
  'mouth',
  'wav2lip',
  'kokoro',
  'piper',
  'openvoice-encoder',
  'openvoice-converter',
] as const;
export type OnnxFamily = (typeof ONNX_FAMILIES)[number];
/** `kokoro-voice` is no network: rows of numbers that tell Kokoro who speaks. */
export const MODEL_FAMILIES = [...ONNX_FAMILIES, 'kokoro-voice'] as const;
export const modelFamilySchema = z.enum(MODEL_FAMILIES);
export type ModelFamily = z.infer<typeof modelFamilySchema>;

/** Small files beside a model: its settings, and the words of its makers about licence and origin. */
export const COMPANION_PARTS = ['config', 'card'] as const;
export const companionPartSchema = z.enum(COMPANION_PARTS);
export type CompanionPart = z.infer<typeof companionPartSchema>;

/** A model that ships with the studio. Its file is made at set-up and pinned by its hash. */
export const modelCardSchema = z.object({
  id: z.string(),
  role: modelRoleSchema,
  family: modelFamilySchema,
  /** What people call it; the id where it has no other name. */
  name: z.string().optional(),
  /** Relative to `models/` of the installation; absolute for an installed model. */
  file: z.string(),
  bytes: z.number().int(),
  sha256: sha256Schema,
  maker: z.string(),
  year: z.number().int(),
  licence: z.string(),
  /** What the licence allows; embedded models are all free to use. */
  use: licenceUseSchema.optional(),
  source: z.string(),
  inputs: z.record(z.string(), z.string()),
  outputs: z.record(z.string(), z.string()),
  /** Absolute paths of the small files that belong to it, by their part. */
  companions: z.partialRecord(companionPartSchema, z.string()).optional(),
});
export type ModelCard = z.infer<typeof modelCardSchema>;

/** A model that a person may install: by download, or from a file of their own. */
export const catalogueEntrySchema = z.object({
  /** Also part of file names. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  role: modelRoleSchema,
  family: modelFamilySchema,
  name: z.string(),
  /** One sentence: what it is better at, and what it costs. */
  summary: wordsSchema,
  maker: z.string(),
  year: z.number().int(),
  licence: z.string(),
  licenceUrl: z.string(),
  use: licenceUseSchema,
  /** What must be read and accepted before it is installed; null where the licence asks for nothing. */
  notice: wordsSchema.nullable(),
  /** Official addresses, tried in order; empty: only ever the person's own file. */
  urls: z.array(z.string()),
  fileName: z.string(),
  /** null where no source states it. */
  bytes: z.number().int().nullable(),
  /** null where no source states it: pinned on the first verified install, and said so. */
  sha256: sha256Schema.nullable(),
  /** Address of a file with the zlib CRC-32 of the asset, eight hex digits; guards against truncation only. */
  crc32Url: z.string().nullable(),
  /** Rank within the role when the choice is `auto`: the highest installed one is used; embedded models have 0. */
  rank: z.number().int().min(1),
  /** Small files that belong to it. Without an address they are looked for beside the imported file. */
  companions: z
    .array(
      z.object({
        part: companionPartSchema,
        /** Official address; null: only beside a file of the person's own. */
        url: z.string().nullable(),
        /** Without it the model is of no use. */
        required: z.boolean(),
      }),
    )
    .optional(),
  /** Each file imported here becomes a model of its own, named after the file. */
  many: z.literal(true).optional(),
});
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;

export const modelStateSchema = z.enum(['embedded', 'installed', 'partial', 'available', 'damaged']);
export type ModelState = z.infer<typeof modelStateSchema>;

/** A model as `kotohogi models list` and the Models screen show it. */
export const modelViewSchema = z.object({
  id: z.string(),
  role: modelRoleSchema,
  family: modelFamilySchema,
  name: z.string(),
  summary: wordsSchema.nullable(),
  maker: z.string(),
  year: z.number().int(),
  licence: z.string(),
  licenceUrl: z.string().nullable(),
  use: licenceUseSchema,
  notice: wordsSchema.nullable(),
  state: modelStateSchema,
  /** False: it can only be imported from a file. */
  downloadable: z.boolean(),
  bytes: z.number().int().nullable(),
  /** Bytes of an unfinished download. */
  partialBytes: z.number().int(),
  sha256: sha256Schema.nullable(),
  /** True when no source states the hash, so it was taken from the file at its first install. */
  pinnedHere: z.boolean(),
  acceptedAt: z.string().nullable(),
  installedAt: z.string().nullable(),
  /** True when `auto` would use it now. */
  inUse: z.boolean(),
});
export type ModelView = z.infer<typeof modelViewSchema>;

/** Progress of an install or an import. */
export const modelProgressSchema = z.object({
  id: z.string(),
  phase: z.enum(['download', 'copy', 'verify']),
  doneBytes: z.number().min(0),
  totalBytes: z.number().min(0).nullable(),
  /** Measured over the last seconds; null until it can be known. */
  bytesPerSec: z.number().min(0).nullable(),
});
export type ModelProgress = z.infer<typeof modelProgressSchema>;

/** A model by its id, or `auto`: the best that is installed. */
export const modelChoiceSchema = z.string().min(1).max(64);
