/** The only file that knows the order of the rooms. */
import os from 'node:os';
import type { RenderReport, RenderRequest } from '../../shared/contract/render.ts';
import { RENDER_REPORT_VERSION } from '../../shared/contract/render.ts';
import { frameCount } from '../../shared/timeline/frames.ts';
import type { EngineContext } from './context.ts';
import { ownCpuSec, processCpuSec } from './cpuTime.ts';
import type { DrawingScene } from './frames/startDrawing.ts';
import { startDrawing } from './frames/startDrawing.ts';
import { fallbacksOf, requireLipSync, requireSpeech, warningsOf } from './renderChecks.ts';
import type { RenderProgressSink, RenderProgressTracker } from './renderProgress.ts';
import { createRenderProgress } from './renderProgress.ts';
import { collectGarbage } from './runtime/collectGarbage.ts';
import type { RecordingModelStore } from './runtime/modelStore.ts';
import { speakAs } from './speakAs.ts';
import type { StageClock } from './stageClock.ts';
import { createStageClock } from './stageClock.ts';
import { composeStill } from './stages/compose/index.ts';
import { landmarksInFrame, layOut } from './stages/compose/layout.ts';
import type { SpooledSound } from './stages/encode/index.ts';
import { checkOutPath, encodeVideo, spoolSound } from './stages/encode/index.ts';
import { chooseFace, findFaces } from './stages/face/index.ts';
import { animateFace } from './stages/lipsync/engines/builtin/index.ts';
import { cutOut } from './stages/matte/index.ts';
import { decodePhoto, decodeVoice } from './stages/media/index.ts';
import { analyseSpeech } from './stages/voice/index.ts';

/** What a render still needs once the photo, the voice and all that was computed on the way have been let go. */
interface PreparedRender {
  readonly scene: DrawingScene;
  readonly frames: number;
  readonly durationSec: number;
  readonly sound: SpooledSound;
  readonly warnings: readonly string[];
}

/** Everything up to the first frame. */
async function prepareRender(
  request: RenderRequest,
  context: Pick<EngineContext, 'signal'>,
  clock: StageClock,
  progress: RenderProgressTracker,
): Promise<PreparedRender> {
  const needsMatte = request.background.kind !== 'none';
  const { photo, recorded } = await clock.run('media', async (room) => ({
    photo: await decodePhoto(request.photoPath, room),
    recorded: await decodeVoice(request.voicePath, room),
  }));

  const faces = await clock.run('face', (room) => findFaces(photo, room));
  const face = chooseFace(faces, request.faceIndex, request.photoPath);
  const matte = needsMatte ? await clock.run('matte', (room) => cutOut(photo, faces.faces, room)) : null;
  const { voice, limits } = await clock.run('voice', (room) => speakAs(recorded, request, room), {
    index: 0,
    count: 2,
  });
  const frames = frameCount(voice.clip.length, voice.clip.sampleRateHz, request.fps);
  progress.setFrames(frames);
  const speech = await clock.run('voice', (room) => analyseSpeech(voice, room), { index: 1, count: 2 });
  requireSpeech(voice, speech);

  const layout = layOut(photo.image, request.size, face.box);
  const animation = await clock.run('lipsync', (room) =>
    animateFace(
      { landmarks: landmarksInFrame(face.landmarks, layout), photoScale: layout.scaleX },
      speech,
      { ...request, frames },
      room,
    ),
  );
  const composed = await clock.run('compose', (room) =>
    composeStill(photo, matte, request.background, layout, request.size, room),
  );
  return {
    scene: {
      base: { kind: 'still', ...composed },
      mouth: { kind: 'warp', animation },
      frames,
      baseFeed: null,
      patchFeed: null,
    },
    sound: await spoolSound(voice.clip, context.signal),
    frames,
    durationSec: voice.durationSec,
    warnings: [...photo.warnings, ...voice.warnings, ...limits, ...warningsOf(request, faces, voice)],
  };
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
  requireLipSync(request);
  await checkOutPath(request.outPath);
  const { size } = request;
  const progress = createRenderProgress(onProgress, request.background.kind !== 'none');
  const clock = createStageClock(context, progress);
  const { scene, sound, frames, durationSec, warnings } = await prepareRender(
    request,
    context,
    clock,
    progress,
  );

  // Drawing starts from what is still needed, so that the peak does not depend on when V8 thinks of collecting.
  collectGarbage();
  const drawing = startDrawing(scene, context.signal);
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
    await clock.run('encode', (room) =>
      encodeVideo(
        {
          outPath: request.outPath,
          widthPx: size.widthPx,
          heightPx: size.heightPx,
          fps: request.fps,
          sound,
          onStart: (pid) => {
            encoderPid = pid;
          },
        },
        drawing.frames,
        (framesDone) => {
          progress.frameDone(framesDone);
          if (framesDone % 25 !== 0) return;
          clock.noteMemory();
          void takeCpuTime(framesDone);
        },
        room,
      ),
    );
  } finally {
    await drawing.close();
    await sound.dispose();
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
    durationSec,
    lipsync: 'builtin',
    preset: request.preset,
    speaker: request.speaker,
    device: 'cpu',
    models: cards.map(({ id, role, sha256, licence }) => ({ id, role, sha256, licence })),
    stages: clock.stages,
    totalMs: endedMs - startedMs,
    renderFps: (frames / (endedMs - drawStartedMs)) * 1000,
    ceilingFps: cpuSecPerFrame === null ? null : os.availableParallelism() / cpuSecPerFrame,
    peakRssBytes: clock.peakRssBytes,
    warnings: [...warnings],
    fallbacks: fallbacksOf(request),
  };
}
