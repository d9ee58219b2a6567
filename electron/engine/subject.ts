/** What is shown: a photo, a video loop or a talk, with the face that speaks. All answer the same questions of a render. */
import type { ModelCard } from '../../shared/contract/models.ts';
import type { TalkReport } from '../../shared/contract/provenance.ts';
import type { RenderRequest } from '../../shared/contract/render.ts';
import { LOOP_MASK_MODEL } from './avatar/loopMasks.ts';
import { LOOP_BUDGET_BYTES, prepareLoop } from './avatar/prepareLoop.ts';
import { registerLoop } from './avatar/registerLoop.ts';
import type { EngineContextOfCall } from './engineHost.ts';
import type { FrameFeed } from './frames/frameFeed.ts';
import type { AudioClip } from './runtime/audio.ts';
import type { SoundSource } from './runtime/soundSource.ts';
import { drawnFaceOf, prepareSpeaker } from './speaker.ts';
import type { StageClock } from './stageClock.ts';
import type { FrameBase } from './stages/compose/frameBase.ts';
import { composeStill } from './stages/compose/index.ts';
import type { DrawnFace } from './stages/lipsync/engines/wav2lip/index.ts';
import type { FaceInFrame, LipSyncOptions } from './stages/lipsync/types.ts';
import { decodePhoto } from './stages/media/index.ts';
import { mediaKindOf } from './stages/media/loopKind.ts';
import { talkSubject } from './talk/talkSubject.ts';

/** A face in the frame, once the length of the video is known. */
export interface PlacedSubject {
  readonly faceInFrame: FaceInFrame;
  readonly drawnFace: () => DrawnFace;
  /** A loop lives by itself. */
  readonly life: Pick<LipSyncOptions, 'blink' | 'idleMotion'>;
  /** Of pictures that speak already: how they go with what is heard. */
  readonly talk?: TalkReport;
  /** Plain sentences about how it goes with what is heard. */
  readonly warnings?: readonly string[];
  /** What frames are drawn on. The caller closes the feed. */
  compose(): Promise<{ readonly base: FrameBase; readonly baseFeed: FrameFeed | null }>;
  /** Lets go of what `compose` has not handed over. */
  close(): Promise<void>;
}

export interface Subject {
  /** Number of faces in it. */
  readonly faceCount: number;
  /** The networks that its description comes from, whether they ran now or when it was first seen. */
  readonly models: readonly ModelCard[];
  /** Plain sentences. */
  readonly warnings: readonly string[];
  /**
   * @param frames number of frames of the video
   * @param heard the voice of the video, for pictures that speak already
   */
  place(frames: number, heard?: AudioClip | SoundSource): Promise<PlacedSubject>;
}

async function photoSubject(
  request: RenderRequest,
  { cache }: EngineContextOfCall,
  clock: StageClock,
): Promise<Subject> {
  const photo = await clock.run('media', (room) => decodePhoto(request.photoPath, room), {
    index: 1,
    count: 2,
  });
  const speaker = await prepareSpeaker(request, photo, cache, clock);
  return {
    faceCount: speaker.faces.faces.length,
    models: speaker.models,
    warnings: [...photo.warnings, ...speaker.warnings],
    place: (frames) =>
      Promise.resolve({
        faceInFrame: speaker.faceInFrame,
        drawnFace: () => drawnFaceOf(speaker, photo, frames),
        life: request,
        async compose() {
          const { background, size } = request;
          const composed = await clock.run('compose', (room) =>
            composeStill(photo, speaker.matte, background, speaker.layout, size, room, speaker.crop),
          );
          return { base: { kind: 'still', ...composed }, baseFeed: null };
        },
        close: () => Promise.resolve(),
      }),
  };
}

/** What a loop leaves out of the wishes; nothing is ignored silently. */
function unusedWishes({ personIndex, matteModel, background, matteTouchUp }: RenderRequest): string[] {
  const warnings: string[] = [];
  if (personIndex !== null)
    warnings.push('In a video loop a face is chosen, not a person: the choice of person was not used.');
  if (background.kind !== 'none' && matteModel !== 'auto' && matteModel !== LOOP_MASK_MODEL)
    warnings.push(`A video loop is cut out with the embedded model: "${matteModel}" was not used.`);
  if (matteTouchUp !== null && matteTouchUp.strokes.length > 0)
    warnings.push('Corrections of the cut-out are made on a photo: in a video loop they were not used.');
  return warnings;
}

async function loopSubject(
  request: RenderRequest,
  { cache }: EngineContextOfCall,
  clock: StageClock,
): Promise<Subject> {
  const avatar = await registerLoop(request.photoPath, request, cache, (stage, work) =>
    clock.run(stage, work),
  );
  clock.noteCaches(avatar.caches);
  return {
    faceCount: avatar.faces.faces.length,
    models: avatar.models,
    warnings: [...avatar.warnings, ...unusedWishes(request)],
    async place(frames) {
      const loop = await clock.run('compose', (room) =>
        prepareLoop(avatar, { ...request, frames, budgetBytes: LOOP_BUDGET_BYTES }, room),
      );
      let isHandedOver = false;
      return {
        faceInFrame: loop.face,
        drawnFace: () => loop.drawnFace,
        life: { blink: 0, idleMotion: 0 },
        compose() {
          isHandedOver = true;
          return Promise.resolve({ base: loop.base, baseFeed: loop.baseFeed });
        },
        async close() {
          await loop.closePictures();
          if (!isHandedOver) await loop.baseFeed.close();
        },
      };
    },
  };
}

/**
 * Opens the talk, the photo or the loop, the last two told apart by their content, and finds who speaks in it.
 * @throws KotohogiError kind `input` for a file that cannot be used and when the one who should speak is not in it;
 *   kind `missing`; `cancelled`
 */
export async function openSubject(
  request: RenderRequest,
  context: EngineContextOfCall,
  clock: StageClock,
): Promise<Subject> {
  if (request.talk) return talkSubject(request, request.talk, context, clock);
  const isLoop = (await mediaKindOf(request.photoPath)) === 'loop';
  return isLoop ? loopSubject(request, context, clock) : photoSubject(request, context, clock);
}
