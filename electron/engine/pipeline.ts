/** The only file that knows the order of the rooms. */
import os from 'node:os';
import type { RenderReport, RenderRequest, StageName } from '../../shared/contract/render.ts';
import { RENDER_REPORT_VERSION } from '../../shared/contract/render.ts';
import { inputError, missingError, throwIfCancelled } from '../../shared/errors.ts';
import { frameCount } from '../../shared/timeline/frames.ts';
import type { EngineContext } from './context.ts';
import { ownCpuSec, processCpuSec } from './cpuTime.ts';
import { drawFrames } from './frames/drawFrames.ts';
import { createFramePool } from './frames/framePool.ts';
import { createPixelPool } from './frames/pixelPool.ts';
import type { RecordingModelStore } from './runtime/modelStore.ts';
import { createRenderProgress } from './renderProgress.ts';
import type { RenderProgressSink } from './renderProgress.ts';
import { composeStill } from './stages/compose/index.ts';
import { landmarksInFrame, layOut } from './stages/compose/layout.ts';
import { aacSampleRateHz, checkOutPath, encodeVideo } from './stages/encode/index.ts';
import { chooseFace, findFaces } from './stages/face/index.ts';
import type { FaceResult } from './stages/face/types.ts';
import { animateFace } from './stages/lipsync/engines/builtin/index.ts';
import { cutOut } from './stages/matte/index.ts';
import { decodePhoto, decodeVoice } from './stages/media/index.ts';
import type { Voice } from './stages/media/types.ts';
import { analyseSpeech } from './stages/voice/index.ts';
import type { SpeechFeatures } from './stages/voice/types.ts';

/** Frames that may wait between the drawing workers and the encoder, besides those being drawn. */
const FRAMES_AHEAD = 3;
/** More drawing workers than this no longer help: the encoder wants the cores. */
const MAX_PIXEL_WORKERS = 8;

const chooseEngine = (request: RenderRequest): void => {
  if (request.lipsync === 'wav2lip')
    throw missingError(
      'wav2lip-missing',
      'The Wav2Lip lip-sync is not part of this version.',
      'Use the built-in lip-sync: --lipsync builtin.',
    );
};

function fallbacksOf(request: RenderRequest): string[] {
  return request.device === 'auto' || request.device === 'cpu'
    ? []
    : [
        `The device "${request.device}" was not used: the built-in lip-sync and its models run on the processor.`,
      ];
}

function warningsOf(request: RenderRequest, faces: FaceResult, voice: Voice): string[] {
  const warnings: string[] = [];
  if (faces.faces.length > 1)
    warnings.push(
      `The photo shows ${faces.faces.length} faces; face ${request.faceIndex} speaks (0 is the largest).`,
    );
  const rateHz = aacSampleRateHz(voice.clip.sampleRateHz);
  if (rateHz !== voice.clip.sampleRateHz)
    warnings.push(
      `The sound in the video has ${rateHz} Hz: AAC cannot carry the voice's own ${voice.clip.sampleRateHz} Hz.`,
    );
  return warnings;
}

function requireSpeech(voice: Voice, speech: SpeechFeatures): void {
  if (speech.activity.some((active) => active === 1)) return;
  throw inputError(
    'voice-no-speech',
    `No speech was found in "${voice.path}".`,
    'Use a recording in which one person speaks clearly, without loud music or noise.',
  );
}

/**
 * Renders one photo and one voice to a talking video.
 * @throws KotohogiError for bad input, missing parts and cancel; nothing half-written remains in any case
 */
export async function renderVideo(
  request: RenderRequest,
  context: Omit<EngineContext, 'progress' | 'models'> & { readonly models: RecordingModelStore },
  onProgress: RenderProgressSink,
): Promise<RenderReport> {
  const startedMs = performance.now();
  chooseEngine(request);
  await checkOutPath(request.outPath);
  const size = request.size;
  const needsMatte = request.background.kind !== 'none';
  const progress = createRenderProgress(onProgress, needsMatte);
  let peakRssBytes = process.memoryUsage.rss();

  const stages: { name: StageName; ms: number; cache: 'hit' | 'miss' }[] = [];
  /** Runs one room: its time, its progress, and cancel between rooms. */
  async function stage<T>(name: StageName, run: (context: EngineContext) => Promise<T> | T): Promise<T> {
    throwIfCancelled(context.signal);
    const fromMs = performance.now();
    const result = await run({ ...context, progress: progress.stage(name) });
    progress.stage(name).report(1);
    stages.push({ name, ms: performance.now() - fromMs, cache: 'miss' });
    peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss());
    return result;
  }

  const { photo, voice } = await stage('media', async (room) => ({
    photo: await decodePhoto(request.photoPath, room),
    voice: await decodeVoice(request.voicePath, room),
  }));
  const frames = frameCount(voice.clip.length, voice.clip.sampleRateHz, request.fps);
  progress.setFrames(frames);

  const faces = await stage('face', (room) => findFaces(photo, room));
  const face = chooseFace(faces, request.faceIndex, request.photoPath);
  const matte = needsMatte ? await stage('matte', (room) => cutOut(photo, faces.faces, room)) : null;
  const speech = await stage('voice', (room) => analyseSpeech(voice, room));
  requireSpeech(voice, speech);

  const layout = layOut(photo.image, size, face.box);
  const animation = await stage('lipsync', (room) =>
    animateFace(
      { landmarks: landmarksInFrame(face.landmarks, layout), photoScale: layout.scaleX },
      speech,
      { ...request, frames },
      room,
    ),
  );
  const { layers, still } = await stage('compose', (room) =>
    composeStill(photo, matte, request.background, layout, size, room),
  );

  const workers = Math.min(MAX_PIXEL_WORKERS, os.availableParallelism());
  const framePool = createFramePool(still, workers + FRAMES_AHEAD);
  const pixelPool = createPixelPool({ layers, still, animation, frameBuffer: framePool.buffer }, workers);
  const drawStartedMs = performance.now();
  const ownCpuAtStart = ownCpuSec();
  let encoderPid: number | null = null;
  let cpuSecPerFrame: number | null = null;
  /** Takes the processor time of drawing and encoding so far; read while the encoder lives, hence between frames. */
  const takeCpuTime = async (framesDone: number): Promise<void> => {
    const encoderSec = encoderPid === null ? null : await processCpuSec(encoderPid);
    if (encoderSec !== null) cpuSecPerFrame = (ownCpuSec() - ownCpuAtStart + encoderSec) / framesDone;
  };
  try {
    await stage('encode', (room) =>
      encodeVideo(
        {
          outPath: request.outPath,
          widthPx: size.widthPx,
          heightPx: size.heightPx,
          fps: request.fps,
          clip: voice.clip,
          onStart: (pid) => {
            encoderPid = pid;
          },
        },
        drawFrames(frames, framePool, pixelPool, context.signal),
        (framesDone) => {
          progress.frameDone(framesDone);
          if (framesDone % 25 !== 0) return;
          peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss());
          void takeCpuTime(framesDone);
        },
        room,
      ),
    );
  } finally {
    await pixelPool.close();
  }
  const endedMs = performance.now();

  const cards = await context.models.used();
  return {
    schemaVersion: RENDER_REPORT_VERSION,
    out: request.outPath,
    frames,
    fps: request.fps,
    width: size.widthPx,
    height: size.heightPx,
    durationSec: voice.durationSec,
    lipsync: 'builtin',
    device: 'cpu',
    models: cards.map(({ id, role, sha256, licence }) => ({ id, role, sha256, licence })),
    stages,
    totalMs: endedMs - startedMs,
    renderFps: (frames / (endedMs - drawStartedMs)) * 1000,
    ceilingFps: cpuSecPerFrame === null ? null : os.availableParallelism() / cpuSecPerFrame,
    peakRssBytes,
    warnings: [...photo.warnings, ...voice.warnings, ...warningsOf(request, faces, voice)],
    fallbacks: fallbacksOf(request),
  };
}
