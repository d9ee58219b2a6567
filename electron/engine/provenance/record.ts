/** The record of how a file was made: everything that went into it, by name and hash, and that it is synthetic. */
import path from 'node:path';
import { z } from 'zod';
import { version } from '../../../package.json';
import { MARK_WORDS } from '../../../shared/contract/provenanceConstants.ts';
import { markLanguageSchema, talkReportSchema } from '../../../shared/contract/provenance.ts';
import {
  renderReportSchema,
  speakerCreditSchema,
  type RenderReport,
  type RenderRequest,
} from '../../../shared/contract/render.ts';
import { consentNotesSchema } from '../../../shared/contract/consent.ts';

export const PROVENANCE_VERSION = 1;
export const PROVENANCE_KIND = 'kotohogi-provenance';
export const PROGRAM = { name: 'Kotohogi Studio', version } as const;

const inputSchema = z.object({
  role: z.enum(['photo', 'voice', 'music', 'background', 'pictures']),
  /** Without its folder. */
  name: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export const provenanceRecordSchema = z.object({
  kind: z.literal(PROVENANCE_KIND),
  schemaVersion: z.literal(PROVENANCE_VERSION),
  /** That the file is synthetic media, for people. */
  statement: z.object({ en: z.string(), ja: z.string() }),
  madeAt: z.iso.datetime(),
  program: z.object({ name: z.string(), version: z.string() }),
  output: z.object({
    name: z.string(),
    sha256: z.string(),
    bytes: z.number().int(),
    form: z.string(),
    durationSec: z.number(),
    widthPx: z.number().int(),
    heightPx: z.number().int(),
    frames: z.number().int(),
    fps: z.number(),
  }),
  inputs: z.array(inputSchema),
  /** Every network that took part, with its licence. */
  models: z.array(z.object({ id: z.string(), role: z.string(), sha256: z.string(), licence: z.string() })),
  /** What moved the mouth, where, and what wrote the pictures. */
  engine: z.object({ lipsync: z.string(), device: z.string(), encoder: z.string().nullable() }),
  /** Who read the text; null: the voice is a recording. */
  speaker: speakerCreditSchema.nullable(),
  /** Who made the pictures, where it was not this computer. */
  talk: talkReportSchema.nullable(),
  /** As asked for, files by name alone. */
  settings: z.record(z.string(), z.unknown()),
  /** In whose colour the voice speaks, and what they agreed to; left out where nobody's. */
  colours: renderReportSchema.shape.colours,
  /** Who agreed that their face or voice is used, and to what. */
  consents: consentNotesSchema,
  /** Language of the visible mark, and its words; null: none. */
  mark: z.object({ language: markLanguageSchema, words: z.string() }).nullable(),
  /** Who signed the file; null: nobody. */
  signedBy: z.string().nullable(),
});
export type ProvenanceRecord = z.infer<typeof provenanceRecordSchema>;
export type ProvenanceInput = z.infer<typeof inputSchema>;

const SYNTHETIC = {
  en: 'Synthetic media: the movements of the face were made by a computer, from a photo and a voice.',
  ja: '合成メディア：顔の動きは、写真と声からコンピューターが作ったものです。',
};
const SOUND_ONLY = {
  en: 'Made by a computer from a recorded or synthetic voice.',
  ja: '録音または合成の声から、コンピューターが作ったものです。',
};
/** Nobody is seen in these. */
const WITHOUT_PICTURES: ReadonlySet<string> = new Set(['sound', 'captions']);

/** The files that a request names, by what they are for. */
export function inputsOf({
  photoPath,
  voicePath,
  background,
  music,
  talk,
  form,
}: RenderRequest): { readonly role: ProvenanceInput['role']; readonly path: string }[] {
  const hasPictures = !WITHOUT_PICTURES.has(form.kind);
  return [
    ...(hasPictures ? [{ role: 'photo' as const, path: photoPath }] : []),
    { role: 'voice', path: voicePath },
    ...(hasPictures && background.kind === 'picture'
      ? [{ role: 'background' as const, path: background.path }]
      : []),
    ...(music ? [{ role: 'music' as const, path: music.path }] : []),
    ...(talk ? [{ role: 'pictures' as const, path: talk.path }] : []),
  ];
}

/** Said by other parts of the record, or places on this computer. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set<keyof RenderRequest>([
  'photoPath',
  'voicePath',
  'outPath',
  'talk',
  'provenance',
  'mark',
  'speaker',
  'consents',
  'colours',
]);

/** What was asked for without what is told elsewhere, and without any folder of this computer. */
function settingsOf(request: RenderRequest): Record<string, unknown> {
  const { background, music } = request;
  const named = <Named extends { readonly path: string }>(one: Named): Named => ({
    ...one,
    path: path.basename(one.path),
  });
  return {
    ...Object.fromEntries(Object.entries(request).filter(([name]) => !TOLD_ELSEWHERE.has(name))),
    background: background.kind === 'picture' ? named(background) : background,
    music: music && named(music),
  };
}

export interface RecordedOutput {
  readonly sha256: string;
  readonly bytes: number;
  readonly madeAt: Date;
  readonly signedBy: string | null;
}

/** The record of a finished file. */
export function recordOf(
  request: RenderRequest,
  report: RenderReport,
  inputs: readonly ProvenanceInput[],
  { sha256, bytes, madeAt, signedBy }: RecordedOutput,
): ProvenanceRecord {
  const { mark } = request;
  return {
    kind: PROVENANCE_KIND,
    schemaVersion: PROVENANCE_VERSION,
    statement: WITHOUT_PICTURES.has(report.form) ? SOUND_ONLY : SYNTHETIC,
    madeAt: madeAt.toISOString(),
    program: PROGRAM,
    output: {
      name: path.basename(report.out),
      sha256,
      bytes,
      form: report.form,
      durationSec: report.durationSec,
      widthPx: report.width,
      heightPx: report.height,
      frames: report.frames,
      fps: report.fps,
    },
    inputs: [...inputs],
    models: report.models,
    engine: { lipsync: report.lipsync, device: report.device, encoder: report.encoder },
    speaker: report.speaker,
    talk: report.talk,
    settings: settingsOf(request),
    ...(report.colours ? { colours: report.colours } : {}),
    consents: request.consents ?? [],
    mark: mark && { language: mark, words: MARK_WORDS[mark] },
    signedBy,
  };
}

/**
 * The record in short, for the metadata of the file itself: no names of files or people.
 * @returns by the names that ffmpeg gives fields of MP4 files
 */
export function metadataOf(
  report: RenderReport,
  inputs: readonly ProvenanceInput[],
): { readonly comment: string; readonly description: string } {
  const short = {
    kind: PROVENANCE_KIND,
    schemaVersion: PROVENANCE_VERSION,
    program: PROGRAM,
    synthetic: true,
    inputs: inputs.map(({ role, sha256 }) => ({ role, sha256 })),
    models: report.models.map(({ id, sha256, licence }) => ({ id, sha256, licence })),
    lipsync: report.lipsync,
    picturesBy: report.talk?.by ?? null,
  };
  return {
    comment: `${SYNTHETIC.en} ${SYNTHETIC.ja} ${PROGRAM.name} ${PROGRAM.version}`,
    description: JSON.stringify(short),
  };
}
