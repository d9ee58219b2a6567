/** The only file that knows the order of the rooms. */
import { stat } from 'node:fs/promises';
import { mapCaptions } from '../../shared/captions/captions.ts';
import type { ModelCard } from '../../shared/contract/models.ts';
import type { RenderReport, RenderRequest } from '../../shared/contract/render.ts';
import { RENDER_REPORT_VERSION } from '../../shared/contract/render.ts';
import { mapTitles } from '../../shared/titles/titleShapes.ts';
import { frameCount } from '../../shared/timeline/frames.ts';
import { drawVideo, type DrawnVideo } from './drawVideo.ts';
import type { EngineContextOfCall } from './engineHost.ts';
import { hearVoice, phrasesInVideo, type SpokenPhrases } from './hearVoice.ts';
import type { DrawingScene } from './frames/startDrawing.ts';
import { chooseLipSync, openLipSync, type LipSync, type LipSyncChoice } from './lipSync.ts';
import { requireSpeech, warningsOf } from './renderChecks.ts';
import { licenceWarnings, namedModels, usedModels } from './namedModels.ts';
import type { RenderProgressSink, RenderProgressTracker } from './renderProgress.ts';
import { gateWarnings } from './measureConfidence.ts';
import { createRenderProgress } from './renderProgress.ts';
import type { RenderJournal } from './resume/journal.ts';
import { collectGarbage } from './runtime/collectGarbage.ts';
import type { RecordingModelStore } from './runtime/modelStore.ts';
import type { SoundFile, SpooledSound } from './runtime/spooledSound.ts';
import { spoolTrack } from './soundTrack.ts';
import { speakAs } from './speakAs.ts';
import type { StageClock } from './stageClock.ts';
import { createStageClock } from './stageClock.ts';
import { createCaptionFeed } from './stages/compose/captions/captionFeed.ts';
import { zoneOfFace } from './stages/compose/layout.ts';
import { createTitleTrack } from './stages/compose/titles/titleTrack.ts';
import { checkOutPath, chooseEncoder } from './stages/encode/index.ts';
import { spoolVoice, type Voice } from './stages/media/index.ts';
import { requireVoice } from './stages/voice/music.ts';
import type { LipSyncResult } from './stages/lipsync/types.ts';
import { openSubject, type PlacedSubject, type Subject } from './subject.ts';

/** A render's context: remembers which networks were used. */
export interface RenderContext extends EngineContextOfCall {
  readonly models: RecordingModelStore;
  /** Keeps account of the render while it is made; without it nobody does. */
  readonly journal?: RenderJournal;
}

/** What a render still needs once the picture, the voice and all that was computed on the way have been let go. */
export interface PreparedRender {
  readonly scene: DrawingScene;
  /** The caller closes it after the scene's feeds. */
  readonly lipSync: LipSync;
  readonly frames: number;
  readonly durationSec: number;
  /** Of the adjusted voice; null where nothing was adjusted, or where it cannot be told. */
  readonly confidence: number | null;
  readonly sound: SpooledSound;
  readonly phrases: SpokenPhrases;
  /** Networks whose results came from the cache or ran now. */
  readonly models: readonly ModelCard[];
  readonly warnings: readonly string[];
  /** null: no talk was asked for. */
  readonly talk: RenderReport['talk'];
}

/** What is left of the voice once its mouth is known: the sound itself waits in a file. */
interface HeardRender extends Omit<PreparedRender, 'scene' | 'models' | 'talk'> {
  readonly subject: Subject;
  /** The caller closes it. */
  readonly placed: PlacedSubject;
  /** The caller closes its feed, and the lip-sync after it. */
  readonly animated: LipSyncResult;
  readonly toAdjusted: (sec: number) => number;
}

/** Decodes the voice into a file, hears it, and removes all files of it but the one that is heard in the video. */
async function hearRender(
  request: RenderRequest,
  context: RenderContext,
  clock: StageClock,
  progress: RenderProgressTracker,
): Promise<HeardRender> {
  // What is missing is said before anything is worked out.
  const lipSyncChoice = await chooseLipSync(request, context.models);
  const recorded = await clock.run('media', (room) => spoolVoice(request.voicePath, room), {
    index: 0,
    count: 2,
  });
  const { folder } = recorded.clip;
  try {
    const heard = await hearRecording(recorded, lipSyncChoice, request, context, clock, progress);
    await folder.keepOnly(heard.sound);
    return heard;
  } catch (error) {
    await folder.dispose();
    throw error;
  }
}

/** Everything that looks at the voice: what of it lies in memory is let go when this returns, before pictures are made. */
async function hearRecording(
  recorded: Voice<SoundFile>,
  lipSyncChoice: LipSyncChoice,
  request: RenderRequest,
  context: RenderContext,
  clock: StageClock,
  progress: RenderProgressTracker,
): Promise<HeardRender> {
  const subject = await openSubject(request, context, clock);
  const musicWarnings = await clock.run('voice', () => requireVoice(recorded), { index: 0, count: 4 });
  const { voice, limits, confidence, toAdjusted, adjusted, phrases } = await clock.run(
    'voice',
    (room) => speakAs(recorded, request, room),
    {
      index: 1,
      count: 4,
    },
  );
  const frames = frameCount(voice.clip.length, voice.clip.sampleRateHz, request.fps);
  progress.setFrames(frames);
  const speech = await clock.run('voice', (room) => hearVoice(recorded, adjusted, phrases, room), {
    index: 2,
    count: 4,
  });
  requireSpeech(voice, speech);

  const { sound, warnings: soundWarnings } = await clock.run(
    'voice',
    (room) => spoolTrack(voice.clip, request.music, speech, room),
    { index: 3, count: 4 },
  );
  let placed: PlacedSubject | null = null;
  let lipSync: LipSync | null = null;
  try {
    placed = await subject.place(frames, voice.clip);
    const face = placed;
    const engine = await clock.run('lipsync', () => openLipSync(lipSyncChoice, context), {
      index: 0,
      count: 2,
    });
    lipSync = engine;
    await context.journal?.chosen({
      lipsync: engine.name === 'own' ? request.lipsync : engine.name,
      lipsyncModel: lipSyncChoice.kind === 'network' ? lipSyncChoice.card.id : request.lipsyncModel,
      device: lipSyncChoice.kind === 'network' ? engine.device() : request.device,
    });
    const animated = await clock.run(
      'lipsync',
      (room) => engine.animate(face, speech, { ...request, ...face.life, frames }, room),
      { index: 1, count: 2 },
    );
    return {
      subject,
      placed,
      animated,
      toAdjusted,
      lipSync: engine,
      sound,
      frames,
      phrases: phrasesInVideo(speech, phrases, request.fps),
      durationSec: voice.durationSec,
      confidence: confidence?.score ?? null,
      warnings: [
        ...voice.warnings,
        ...musicWarnings,
        ...limits,
        ...soundWarnings,
        ...(confidence ? gateWarnings('The adjusted voice', confidence) : []),
        ...subject.warnings,
        ...(placed.warnings ?? []),
        ...warningsOf(request, subject.faceCount, voice),
      ],
    };
  } catch (error) {
    await lipSync?.close();
    await sound.dispose();
    await placed?.close();
    throw error;
  }
}

/** Everything up to the first frame. */
export async function prepareRender(
  request: RenderRequest,
  context: RenderContext,
  clock: StageClock,
  progress: RenderProgressTracker,
): Promise<PreparedRender> {
  const { subject, placed, animated, toAdjusted, ...heard } = await hearRender(
    request,
    context,
    clock,
    progress,
  );
  const { mouth, patchFeed } = animated;
  const { frames, lipSync, sound } = heard;
  try {
    // A long voice would otherwise lie beside the pictures that are made now.
    collectGarbage();
    const { captions, fps, size } = request;
    const titles = await createTitleTrack(mapTitles(request.titles, toAdjusted), {
      size,
      fps,
      frames,
      aboveCaptions: captions !== null,
      face: zoneOfFace(placed.faceInFrame.landmarks),
      mark: request.mark,
    });
    const { base, baseFeed } = await placed.compose();
    return {
      scene: {
        base,
        mouth,
        titles,
        frames,
        baseFeed,
        patchFeed,
        captionFeed: captions && createCaptionFeed(mapCaptions(captions, toAdjusted), fps, size),
      },
      ...heard,
      models: subject.models,
      talk: placed.talk ?? null,
    };
  } catch (error) {
    await patchFeed?.close();
    await lipSync.close();
    await sound.dispose();
    throw error;
  } finally {
    await placed.close();
  }
}

/**
 * Renders one photo or video loop and one voice to a talking video.
 * @throws KotohogiError for bad input, missing parts and cancel; nothing half-written remains in any case
 */
export async function renderVideo(
  request: RenderRequest,
  context: RenderContext,
  onProgress: RenderProgressSink,
): Promise<RenderReport> {
  const startedMs = performance.now();
  await checkOutPath(request.outPath);
  const { size } = request;
  const { codec, fallbacks } = await chooseEncoder(request.encoding, { ...size, fps: request.fps }, context);
  const progress = createRenderProgress(onProgress, request.background.kind !== 'none');
  const clock = createStageClock(context, progress);
  const { scene, lipSync, sound, phrases, frames, durationSec, confidence, models, talk, warnings } =
    await prepareRender(request, context, clock, progress);

  const drawStartedMs = performance.now();
  let drawn: DrawnVideo;
  try {
    const { outPath, fps } = request;
    drawn = await drawVideo(
      { scene, codec, sound, phrases, outPath, size, fps },
      { context, clock, progress },
    );
  } finally {
    await lipSync.close();
    await sound.dispose();
  }
  const endedMs = performance.now();

  const cards = await usedModels(models, context.models);
  return {
    schemaVersion: RENDER_REPORT_VERSION,
    out: request.outPath,
    form: request.form.kind,
    outBytes: (await stat(request.outPath)).size,
    frames,
    fps: request.fps,
    width: size.widthPx,
    height: size.heightPx,
    durationSec,
    lipsync: lipSync.name,
    preset: request.preset,
    confidence,
    speaker: request.speaker,
    device: lipSync.device(),
    encoder: codec.encoder,
    request,
    models: namedModels(cards),
    stages: clock.stages,
    totalMs: endedMs - startedMs,
    renderFps: (frames / (endedMs - drawStartedMs)) * 1000,
    ceilingFps: drawn.ceilingFps,
    segments: drawn.segments,
    peakRssBytes: clock.peakRssBytes,
    talk,
    provenance: null,
    warnings: [...warnings, ...drawn.warnings, ...licenceWarnings(cards)],
    // Networks that share a device say the same of it.
    fallbacks: [...new Set([...fallbacks, ...context.fallbacks(), ...lipSync.fallbacks()])],
  };
}
