/** What a file says of how it was made. */
import { z } from 'zod';
import { MARK_LANGUAGES } from './provenanceConstants.ts';

/** A certificate and its private key, PEM files of the person's own; the key is read when a file is signed, and never kept. */
export const signerSchema = z.object({ certPath: z.string().min(1), keyPath: z.string().min(1) });
export type Signer = z.infer<typeof signerSchema>;

/** A wish for a record of how a file was made: beside it as `<name>.provenance.json`, and in short in a video itself. */
export const provenanceWishSchema = z.object({
  /** Signs a video with a C2PA manifest; null: nothing is signed. */
  signer: signerSchema.nullable().default(null),
});
export type ProvenanceWish = z.infer<typeof provenanceWishSchema>;

/** Pictures in which the person says these words already, as another service made them. */
export const talkSchema = z.object({
  /** A video file. */
  path: z.string().min(1),
  /** Who made it, for reports. */
  by: z.string().min(1),
  /** The maker's job, for reports. */
  jobId: z.string(),
});
export type Talk = z.infer<typeof talkSchema>;

/** Language of the words in a corner of the picture that say that a computer made it. */
export const markLanguageSchema = z.enum(MARK_LANGUAGES);
export type MarkLanguage = z.infer<typeof markLanguageSchema>;

/** What became of a talk in a video. */
export const talkReportSchema = z.object({
  by: z.string(),
  jobId: z.string(),
  sha256: z.string(),
  /** How much later its sound begins than the voice, measured; null: it could not be told. */
  offsetSec: z.number().nullable(),
  /** How alike its sound and the voice are at that offset, 0..1. */
  agreement: z.number().min(0).max(1),
});
export type TalkReport = z.infer<typeof talkReportSchema>;

/** What a file was given to tell of its making. */
export const provenanceReportSchema = z.object({
  /** The record beside the file. */
  record: z.string(),
  /** Whether the file itself says in short that it is synthetic. */
  isInFile: z.boolean(),
  /** Name in the certificate of who signed it; null: it is not signed. */
  signedBy: z.string().nullable(),
});
export type ProvenanceReport = z.infer<typeof provenanceReportSchema>;
