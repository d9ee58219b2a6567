/** One row of a list made into a video. */
import { stat } from 'node:fs/promises';
import { captionsFromSentences } from '../../../shared/captions/fromSentences.ts';
import type { RenderReport, RenderRequest } from '../../../shared/contract/render.ts';
import { keyOf, type KeyPart } from '../runtime/contentCache/index.ts';
import type { SpokenFile } from '../speakText.ts';
import type { PlannedText, PlannedVideo } from './planBatch.ts';
import { plannedVideoSchema, travelling } from './plannedVideo.ts';

/** What a video of a list needs of the engine. */
export interface VideoTools {
  render(request: RenderRequest): Promise<RenderReport>;
  speak(text: PlannedText): Promise<SpokenFile>;
}

/** What came of a row. */
export interface MadeVideo {
  /** Absolute path. */
  readonly out: string;
  readonly durationSec: number;
  readonly confidence: number | null;
  readonly warnings: readonly string[];
  /** Parts of the video, and how many of them were there from earlier; null where nothing is known of parts. */
  readonly parts: { readonly total: number; readonly known: number } | null;
}

const fileKey = async (file: string): Promise<string> => {
  const info = await stat(file).catch(() => null);
  return info ? `${info.size} ${info.mtimeMs}` : 'missing';
};

/**
 * Everything a row's video depends on; files by size and time, because a list of a hundred reads one photo often. A plan
 * that has travelled or lain on the disk has the key it had before.
 */
export async function keyOfVideo(video: PlannedVideo): Promise<string> {
  const { request, spoken, captions } = plannedVideoSchema.parse(travelling(video));
  const { photoPath, voicePath, background } = request;
  const files = [
    photoPath,
    ...(spoken ? [] : [voicePath]),
    ...(background.kind === 'picture' ? [background.path] : []),
    ...(request.music ? [request.music.path] : []),
    ...(request.provenance?.signer ? [request.provenance.signer.certPath] : []),
  ];
  const plain = JSON.parse(JSON.stringify({ request, spoken, captions })) as KeyPart;
  return keyOf({ plain, files: await Promise.all(files.map(fileKey)) });
}

/** Reads the row's words aloud where it has some, and renders. @throws KotohogiError as the engine does */
export async function makeVideo(
  { request, spoken, captions }: PlannedVideo,
  tools: VideoTools,
): Promise<MadeVideo> {
  const said = spoken && (await tools.speak(spoken));
  const speaker = said && {
    id: said.voice.id,
    name: said.voice.name,
    licence: said.voice.licence,
    credit: said.voice.credit,
  };
  const report = await tools.render({
    ...request,
    ...(said ? { voicePath: said.path, speaker } : {}),
    captions:
      said && captions
        ? captionsFromSentences(said.sentences, said.voice.language, said.phonemes)
        : request.captions,
  });
  const { out, durationSec, confidence, segments } = report;
  return {
    out,
    durationSec,
    confidence,
    warnings: [...report.fallbacks, ...report.warnings],
    parts: segments,
  };
}
