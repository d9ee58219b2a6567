import type { ModelCard } from '../../../shared/contract/models.ts';
import { keyOf, type ContentCache } from '../runtime/contentCache/index.ts';
import { FACE_VERSION } from '../stages/face/index.ts';
import type { FaceResult } from '../stages/face/types.ts';
import { LOOP_VERSION, openLoop, type LoopVideo } from '../stages/media/loop.ts';
import { faceTrackCodec } from './faceTrackCodec.ts';
import { smoothingReach, smoothTrack } from './smoothTrack.ts';
import type { AvatarCaches, AvatarStageRunner } from './stageRunner.ts';
import { trackFace, TRACK_LENGTH, TRACK_VERSION } from './trackFace.ts';

/** A video loop whose face is known in every picture. */
export interface LoopAvatar {
  readonly loop: LoopVideo;
  /** Pictures per second: the rate of the video that is made. */
  readonly fps: number;
  readonly pictures: number;
  /** 468 x (x, y, z) per picture, pixels of the upright loop, smoothed over time. */
  readonly landmarks: Float32Array;
  /** The faces of the first picture that shows one, pixels of the upright loop; largest first. */
  readonly faces: FaceResult;
  readonly caches: AvatarCaches;
  /** The networks that the results come from, whether they ran now or when the loop was first seen. */
  readonly models: readonly ModelCard[];
  /** Plain sentences: what was bridged, what could not be kept. */
  readonly warnings: readonly string[];
}

/**
 * Follows the face of a video loop, or remembers it. The pictures themselves are not kept: they are decoded when they
 * are drawn.
 * @param path a video of up to 60 s
 * @param stage runs each room in turn
 * @throws KotohogiError `input` for a video that cannot be used (loop-*, photo-face-index), `missing`, `cancelled`
 */
export async function registerLoop(
  path: string,
  { fps, faceIndex }: { readonly fps: number; readonly faceIndex: number },
  cache: ContentCache,
  stage: AvatarStageRunner,
): Promise<LoopAvatar> {
  const loop = await stage('media', (room) => openLoop(path, room));
  return await stage('face', async (room) => {
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
    const { pictures, faces, landmarks, bridged } = found.value;
    const warnings = [...found.warnings];
    if (bridged > 0)
      warnings.push(
        `The face was not seen in ${bridged} of ${pictures} pictures of the video; its place there is estimated.`,
      );
    return {
      loop,
      fps,
      pictures,
      landmarks: smoothTrack(landmarks, TRACK_LENGTH, smoothingReach(fps)),
      faces,
      caches: { face: found.cache },
      models,
      warnings,
    };
  });
}
