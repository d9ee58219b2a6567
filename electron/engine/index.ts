/** The engine's public calls: the same for the app, the command line and tests. Plain Node. */
import type { RenderProgress, RenderReport, RenderRequest } from '../../shared/contract/render.ts';
import type { CompareReport, CompareRequest } from './compare/types.ts';
import { compareVideos } from './compareVideos.ts';
import type { EngineContext, EngineFolders, Log } from './context.ts';
import { renderVideo } from './pipeline.ts';
import { silentProgress } from './progress.ts';
import type { ModelStore } from './runtime/modelStore.ts';
import { createModelStore, recordingStore } from './runtime/modelStore.ts';
import { findFaces } from './stages/face/index.ts';
import type { FaceResult } from './stages/face/types.ts';
import { cutOut } from './stages/matte/index.ts';
import type { Matte } from './stages/matte/types.ts';
import { decodePhoto, decodeVoice } from './stages/media/index.ts';
import type { Photo, Voice } from './stages/media/types.ts';
import { analyseSpeech } from './stages/voice/index.ts';
import type { SpeechFeatures } from './stages/voice/types.ts';

/** What the caller provides for one call. */
export interface EngineRun {
  readonly folders: EngineFolders;
  /** Absolute path of an ffmpeg that was checked to start. */
  readonly ffmpegPath: string;
  readonly log: Log;
  readonly signal: AbortSignal;
  onProgress(progress: RenderProgress): void;
}

export interface PhotoInspection {
  readonly photo: Photo;
  readonly faces: FaceResult;
  readonly matte: Matte;
}

export interface VoiceAnalysis {
  readonly voice: Voice;
  readonly features: SpeechFeatures;
}

/** Loaded models stay loaded between calls; sessions are safe to reuse, and loading them costs more than a photo. */
const stores = new Map<string, ModelStore>();

function contextOf(run: EngineRun): EngineContext {
  let models = stores.get(run.folders.models);
  if (!models) {
    models = createModelStore(run.folders.models);
    stores.set(run.folders.models, models);
  }
  return {
    folders: run.folders,
    ffmpegPath: run.ffmpegPath,
    models,
    log: run.log,
    signal: run.signal,
    progress: silentProgress,
  };
}

/**
 * Renders a talking video.
 * @returns the report of what was done, with what, and how long it took
 * @throws KotohogiError kinds `input`, `missing`, `cancelled`; the target is then as it was before
 */
export function render(request: RenderRequest, run: EngineRun): Promise<RenderReport> {
  const context = contextOf(run);
  return renderVideo(request, { ...context, models: recordingStore(context.models) }, (progress) =>
    run.onProgress(progress),
  );
}

/**
 * Renders several presets of one voice on one face: a video each, and one with all of them side by side.
 * @throws KotohogiError kinds `input`, `missing`, `cancelled`; the folder is then as it was before
 */
export function compare(request: CompareRequest, run: EngineRun): Promise<CompareReport> {
  return compareVideos(request, contextOf(run), (progress) => run.onProgress(progress));
}

/** Decodes a photo and finds faces and the person in it. No face is a result here, not an error. */
export async function inspectPhoto(path: string, run: EngineRun): Promise<PhotoInspection> {
  const context = contextOf(run);
  const photo = await decodePhoto(path, context);
  const faces = await findFaces(photo, context);
  return { photo, faces, matte: await cutOut(photo, faces.faces, context) };
}

/** Decodes a voice and analyses its speech. */
export async function analyzeVoice(path: string, run: EngineRun): Promise<VoiceAnalysis> {
  const context = contextOf(run);
  const voice = await decodeVoice(path, context);
  return { voice, features: analyseSpeech(voice, context) };
}
