import type { ModelCard } from '../../../shared/contract/models.ts';
import type { RenderRequest } from '../../../shared/contract/render.ts';
import { keyOf, type ContentCache } from '../runtime/contentCache/index.ts';
import { FACE_VERSION } from '../stages/face/index.ts';
import type { FaceResult } from '../stages/face/types.ts';
import { LOOP_VERSION, openLoop, type LoopLimits, type LoopVideo } from '../stages/media/loop.ts';
import { faceTrackCodec } from './faceTrackCodec.ts';
import { smoothingReach, smoothTrack } from './smoothTrack.ts';
import { LOOP_MASK_MODEL, LOOP_MASKS_VERSION, loopMasksCodec, maskLoop } from './loopMasks.ts';
import type { AvatarCaches, AvatarStage, AvatarStageRunner } from './stageRunner.ts';
import { trackFace, TRACK_LENGTH, TRACK_VERSION } from './trackFace.ts';

/** A video loop whose face is known in every picture. */
export interface LoopAvatar {
  readonly loop: LoopVideo;
  /** Pictures per second: the rate of the video that is made. */
  readonly fps: number;
  readonly pictures: number;
  /** 468 x (x, y, z) per picture, pixels of the upright loop, smoothed over time. */
  readonly landmarks: Float32Array;
  /** Where the person is, 256 x 256 values 0..255 per picture; null where the loop keeps its background. */
  readonly masks: Uint8Array | null;
  /** The faces of the first picture that shows one, pixels of the upright loop; largest first. */
  readonly faces: FaceResult;
  readonly caches: AvatarCaches;
  /** The networks that the results come from, whether they ran now or when the loop was first seen. */
  readonly models: readonly ModelCard[];
  /** Plain sentences: what was bridged, what could not be kept. */
  readonly warnings: readonly string[];
}

/** What decides what has to be known about a loop. */
export interface LoopRegistration extends Pick<RenderRequest, 'fps' | 'faceIndex' | 'background'> {
  /** Without them those of a loop. */
  readonly limits?: LoopLimits;
}

/**
 * Follows the face of a video loop, and cuts the person out where another background is wanted; or remembers both. The pictures themselves are not kept: they are decoded when they
 * are drawn.
 * @param path a video of up to 60 s where the limits say nothing else
 * @param stage runs each room in turn
 * @throws KotohogiError `input` for a video that cannot be used (loop-*, photo-face-index), `missing`, `cancelled`
 */
export async function registerLoop(
  path: string,
  { fps, faceIndex, background, limits }: LoopRegistration,
  cache: ContentCache,
  stage: AvatarStageRunner,
): Promise<LoopAvatar> {
  const loop = await stage('media', (room) => openLoop(path, room, limits));
  const caches: Partial<Record<AvatarStage, 'hit' | 'miss'>> = {};
  const track = await stage('face', async (room) => {
    const models = [
      await room.models.choose('face-detector', 'auto'),
      await room.models.choose('face-landmarks', 'auto'),
    ];
    const key = keyOf({
      loop: loop.sha256,
      media: LOOP_VERSION,
      room: 'face track',
      version: TRACK_VERSION,
      face: FACE_VERSION,
      models: models.map(({ sha256 }) => sha256),
      fps,
      faceIndex,
    });
    const found = await cache.get(
      key,
      faceTrackCodec,
      () => trackFace(loop, fps, faceIndex, room),
      room.signal,
    );
    const { pictures, bridged } = found.value;
    const warnings = [...found.warnings];
    if (bridged > 0)
      warnings.push(
        `The face was not seen in ${bridged} of ${pictures} pictures of the video; its place there is estimated.`,
      );
    caches.face = found.cache;
    return { ...found.value, models, warnings };
  });

  const own = { loop: loop.sha256, media: LOOP_VERSION, fps };
  const cutOut =
    background.kind === 'none'
      ? null
      : await stage('matte', async (room) => {
          const { card } = await room.models.open(LOOP_MASK_MODEL);
          const key = keyOf({
            ...own,
            room: 'loop masks',
            version: LOOP_MASKS_VERSION,
            models: [card.sha256],
          });
          const found = await cache.get(key, loopMasksCodec, () => maskLoop(loop, fps, room), room.signal);
          caches.matte = found.cache;
          return { masks: found.value, card, warnings: found.warnings };
        });
  return {
    loop,
    fps,
    pictures: track.pictures,
    landmarks: smoothTrack(track.landmarks, TRACK_LENGTH, smoothingReach(fps)),
    masks: cutOut?.masks ?? null,
    faces: track.faces,
    caches,
    models: cutOut ? [...track.models, cutOut.card] : track.models,
    warnings: [...new Set([...track.warnings, ...(cutOut?.warnings ?? [])])],
  };
}
