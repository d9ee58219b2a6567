/** A finished file is told how it was made: in short in itself, signed where wished, in full beside it. */
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RenderReport, RenderRequest } from '../../../shared/contract/render.ts';
import { fileUrl, inputFileArgs, runFfmpeg } from '../ffmpeg/run.ts';
import { writeWhole } from '../runtime/writeWhole.ts';
import { checkOutPlace } from '../stages/encode/index.ts';
import { hashFile } from '../stages/media/inputFile.ts';
import type { OpenSigner } from './c2pa.ts';
import { inputsOf, metadataOf, PROGRAM, recordOf, type ProvenanceInput } from './record.ts';

export const PROVENANCE_ENDING = '.provenance.json';

/** Where the record of a file lies. */
export const recordPathOf = (outPath: string): string => {
  const { dir, name } = path.parse(path.resolve(outPath));
  return path.join(dir, `${name}${PROVENANCE_ENDING}`);
};

interface Tools {
  readonly ffmpegPath: string;
  readonly signal: AbortSignal;
}

/** The wish for a record, checked before anything is made. */
export interface OpenProvenance {
  /** Tells the file that a report is of. @returns the report, with the record in it */
  complete(report: RenderReport, tools: Tools): Promise<RenderReport>;
}

/** Puts words into the metadata of an MP4 file; pictures and sound stay as they are, to the bit. */
async function writeMetadata(
  file: string,
  words: Readonly<Record<string, string>>,
  { ffmpegPath, signal }: Tools,
): Promise<void> {
  await writeWhole(file, async (partial) => {
    await runFfmpeg(
      [
        ...inputFileArgs(file, 'mov'),
        ...['-map', '0', '-c', 'copy', '-map_metadata', '-1'],
        ...Object.entries(words).flatMap(([name, text]) => ['-metadata', `${name}=${text}`]),
        ...['-movflags', '+faststart', '-f', 'mp4', '-y', fileUrl(partial)],
      ],
      { ffmpegPath, signal },
    );
  });
}

async function hashInputs(request: RenderRequest, signal: AbortSignal): Promise<ProvenanceInput[]> {
  const inputs: ProvenanceInput[] = [];
  for (const { role, path: file } of inputsOf(request))
    inputs.push({ role, name: path.basename(file), sha256: await hashFile(file, signal) });
  return inputs;
}

async function openWished(request: RenderRequest): Promise<OpenSigner | null> {
  const signer = request.provenance?.signer ?? null;
  if (signer === null) return null;
  // Loaded late: nobody else needs the library.
  const { openSigner } = await import('./c2pa.ts');
  return openSigner(signer);
}

/**
 * Looks at the wish for a record, so that what is wrong with it is said before the work.
 * @returns null where none is wished
 * @throws KotohogiError kind `input` `c2pa-signer`; as `checkOutPlace`
 */
export async function openProvenance(request: RenderRequest): Promise<OpenProvenance | null> {
  if (!request.provenance) return null;
  const record = recordPathOf(request.outPath);
  await checkOutPlace(record);
  const signer = await openWished(request);
  return {
    async complete(report, tools) {
      const warnings: string[] = [];
      const inputs = await hashInputs(request, tools.signal);
      const isVideo = report.form === 'video';
      if (isVideo) await writeMetadata(report.out, metadataOf(report, inputs), tools);
      if (signer && isVideo) {
        const { signVideo } = await import('./c2pa.ts');
        await signVideo(report.out, signer, `${PROGRAM.name} ${PROGRAM.version}`);
      }
      if (signer && !isVideo)
        warnings.push('Only videos are signed: this file has its record beside it, without a signature.');
      const signedBy = signer && isVideo ? signer.name : null;
      const { size: outBytes } = await stat(report.out);
      const output = {
        sha256: await hashFile(report.out, tools.signal),
        bytes: outBytes,
        madeAt: new Date(),
        signedBy,
      };
      const text = `${JSON.stringify(recordOf(request, report, inputs, output), null, 2)}\n`;
      await writeWhole(record, (partial) => writeFile(partial, text));
      return {
        ...report,
        outBytes,
        provenance: { record, isInFile: isVideo, signedBy },
        warnings: [...report.warnings, ...warnings],
      };
    },
  };
}
