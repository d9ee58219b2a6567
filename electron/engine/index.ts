/** The engine's public calls: the same for the app, the command line and tests. Plain Node. */
import type { DeviceChoice } from '../../shared/contract/devices.ts';
import type { EstimateWish, RenderEstimate } from '../../shared/contract/estimate.ts';
import { DEFAULT_INFERENCE_SETTINGS, type InferenceSettings } from '../../shared/contract/inference.ts';
import type { RenderProgress, RenderReport, RenderRequest } from '../../shared/contract/render.ts';
import type { MatteTouchUp } from '../../shared/matteTouchUp.ts';
import { registerAvatar, type Avatar } from './avatar/index.ts';
import type { CompareReport, CompareRequest } from './compare/types.ts';
import { compareVideos } from './compareVideos.ts';
import type { EngineContext, EngineFolders, Log } from './context.ts';
import { convertVoice, type ConversionOrder, type ConvertedFile } from './convertVoice.ts';
import { contextOfCall, type EngineContextOfCall } from './engineHost.ts';
import { openPreview, type PreviewSession, type PreviewStart, type TellPreview } from './preview/session.ts';
import { estimateFor, estimateRequest } from './estimate/index.ts';
import { exportForm } from './export/index.ts';
import { silentProgress } from './progress.ts';
import {
  compareTalk as runTalkComparison,
  type TalkComparison,
  type TalkComparisonRequest,
} from './talk/compareTalk.ts';
import type { ResumeWish } from './resume/journal.ts';
import { journaled, type JournaledRender } from './resume/journaled.ts';
import { openProvenance } from './provenance/index.ts';
import { recordingStore } from './runtime/modelStore.ts';
import { applyTouchUp } from './stages/matte/touchUp.ts';
import type { Matte } from './stages/matte/types.ts';
import { firstPicture } from './stages/media/firstPicture.ts';
import { decodePhoto, decodeVoice } from './stages/media/index.ts';
import { mediaKindOf } from './stages/media/loopKind.ts';
import type { Photo, Voice } from './stages/media/types.ts';
import type { PersonResult } from './stages/person/types.ts';
import { analyseVoiceProsody } from './stages/prosody/analysis/index.ts';
import type { ProsodyAnalysis } from './stages/prosody/types.ts';
import { withSpeaker } from './speakerCredit.ts';
import { tellColours, withColours } from './voiceColours.ts';
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
  /** How networks run on this machine; without it, as measures best. */
  readonly inference?: InferenceSettings;
  /** See InferenceOptions. */
  readonly loaderModule?: string;
  /** Whether a render goes on with one of the same request that was interrupted; without it, it begins anew. */
  readonly resume?: ResumeWish;
}

/** How a photo is looked at. */
export interface InspectionWishes {
  /** Models by id, or `auto`. */
  readonly personModel: string;
  readonly matteModel: string;
  readonly matteTouchUp: MatteTouchUp | null;
}

const DEFAULT_WISHES: InspectionWishes = { personModel: 'auto', matteModel: 'auto', matteTouchUp: null };

/** `matte`: with the person's own corrections. */
export interface PhotoInspection extends Omit<Avatar, 'persons' | 'matte'> {
  readonly photo: Photo;
  readonly persons: PersonResult;
  readonly matte: Matte;
}

export interface VoiceAnalysis {
  readonly voice: Voice;
  readonly features: SpeechFeatures;
}

const contextOf = (
  run: EngineRun,
  device: DeviceChoice = run.inference?.device ?? 'auto',
): EngineContextOfCall =>
  contextOfCall({
    ...run,
    settings: { ...(run.inference ?? DEFAULT_INFERENCE_SETTINGS), device },
  });

/** What a request asks for comes before the person's own setting. */
const deviceOf = (request: Pick<RenderRequest, 'device'>, { inference }: EngineRun): DeviceChoice =>
  request.device === 'auto' ? (inference?.device ?? 'auto') : request.device;

/**
 * Renders a talking video, or what else a request asks for: a picture of it, a sticker, its sound, its captions.
 * @returns the report of what was done, with what, and how long it took
 * @throws KotohogiError kinds `input`, `missing`, `cancelled`; the target is then as it was before
 */
export async function render(request: RenderRequest, run: EngineRun): Promise<RenderReport> {
  const told = await withColours(await withSpeaker(request));
  const provenance = await openProvenance(told);
  const work: JournaledRender = async (chosen, journal) => {
    const context = contextOf(run, deviceOf(chosen, run));
    const made = await exportForm(
      chosen,
      { ...context, models: recordingStore(context.models), journal },
      (progress) => run.onProgress(progress),
    );
    const report = tellColours(made, chosen);
    return provenance ? provenance.complete(report, run) : report;
  };
  const wishes = { home: run.folders.home, resume: run.resume ?? 'never', log: run.log };
  return journaled(told, wishes, work);
}

/**
 * Gives a voice the colour of a person who agreed to it.
 * @throws KotohogiError as {@link convertVoice}
 */
export const speakInColour = (
  order: ConversionOrder,
  run: EngineRun,
  onProgress: (fraction: number) => void,
): Promise<ConvertedFile> =>
  convertVoice(order, { ...contextOf(run), progress: { ...silentProgress, report: onProgress } });

/** How long a render will take and how large it will get, from earlier ones on this computer. */
export function estimate(wish: EstimateWish, run: EngineRun): Promise<RenderEstimate> {
  const { models } = contextOf(run);
  return estimateFor(wish, { home: run.folders.home, models });
}

/** The same of a complete request. @throws KotohogiError for a voice that cannot be used */
export const estimateOf = (request: RenderRequest, run: EngineRun): Promise<RenderEstimate> =>
  estimateRequest(request, { ...contextOf(run), progress: silentProgress });

/**
 * Renders several presets of one voice on one face: a video each, and one with all of them side by side.
 * @throws KotohogiError kinds `input`, `missing`, `cancelled`; the folder is then as it was before
 */
export function compare(request: CompareRequest, run: EngineRun): Promise<CompareReport> {
  const context = contextOf(run, deviceOf(request, run));
  return compareVideos(request, { ...context, models: recordingStore(context.models) }, (progress) =>
    run.onProgress(progress),
  );
}

/**
 * Renders a photo and a voice here and lays out what another service made of them, side by side.
 * @throws KotohogiError kinds `input`, `missing`, `cancelled`; the folder is then as it was before
 */
export function compareTalk(request: TalkComparisonRequest, run: EngineRun): Promise<TalkComparison> {
  const context = contextOf(run, deviceOf(request, run));
  return runTalkComparison(request, { ...context, models: recordingStore(context.models) }, (progress) =>
    run.onProgress(progress),
  );
}

/**
 * Opens a live preview; the run's signal closes it. What goes wrong is told, never thrown.
 * @param tell receives pictures, tracks and sound; what is listed beside them may be moved to another thread
 */
export function preview(start: PreviewStart, run: EngineRun, tell: TellPreview): PreviewSession {
  return openPreview(start, contextOf(run, deviceOf(start.request, run)), tell);
}

/** Decodes a photo, or the first picture of a video loop, and finds persons, faces and the matte. Nobody in it is a result here, not an error. */
export async function inspectPhoto(
  path: string,
  run: EngineRun,
  { personModel, matteModel, matteTouchUp }: InspectionWishes = DEFAULT_WISHES,
): Promise<PhotoInspection> {
  const call = contextOf(run);
  const context: EngineContext = { ...call, progress: silentProgress };
  const isLoop = (await mediaKindOf(path)) === 'loop';
  const photo = isLoop ? await firstPicture(path, context) : await decodePhoto(path, context);
  const { persons, matte, ...avatar } = await registerAvatar(
    photo,
    { personModel, matteModel },
    call.cache,
    (_stage, work) => work(context),
  );
  if (!persons || !matte) throw new Error('The avatar lacks what was asked for.');
  return {
    ...avatar,
    photo,
    persons,
    matte: matteTouchUp ? applyTouchUp(matte, photo.image, matteTouchUp) : matte,
  };
}

/** A voice and what it does. */
export interface MeasuredVoice {
  readonly voice: Voice;
  readonly analysis: ProsodyAnalysis;
}

/** Decodes a voice and measures its pitch, level, pauses and syllables. */
export async function measureVoice(path: string, run: EngineRun): Promise<MeasuredVoice> {
  const voice = await decodeSound(path, run);
  return { voice, analysis: analyseVoiceProsody(voice) };
}

/** Decodes a sound file of any kind that a voice may have. */
export const decodeSound = (path: string, run: EngineRun): Promise<Voice> =>
  decodeVoice(path, contextOf(run));

/** Decodes a voice and analyses its speech. */
export async function analyzeVoice(path: string, run: EngineRun): Promise<VoiceAnalysis> {
  const context: EngineContext = { ...contextOf(run), progress: silentProgress };
  const voice = await decodeVoice(path, context);
  return { voice, features: analyseSpeech(voice, context) };
}
