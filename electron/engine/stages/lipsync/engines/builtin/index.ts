import type { EngineContext } from '../../../../context.ts';
import type { SpeechFeatures } from '../../../voice/types.ts';
import type { FaceInFrame, LipSyncOptions, MouthTrack } from '../../types.ts';
import type { FaceRig } from './draw/rig.ts';
import { buildRig } from './draw/rig.ts';
import { makePoses } from './poses.ts';
import { mouthTrack } from './track/index.ts';

export const BUILTIN_VERSION = 2;

/** Everything that drawing any frame of this video needs; plain data over shared memory, sent to workers once. */
export interface FaceAnimation {
  readonly rig: FaceRig;
  /** Packed poses, see draw/pose.ts. */
  readonly poses: Float32Array<SharedArrayBuffer>;
  readonly frames: number;
  readonly idleMotion: boolean;
  readonly photoScale: number;
}

/**
 * The built-in lip-sync: mouth targets from the sound by our own small network, drawn by warping the photo.
 * Needs no downloaded weights and works at the photo's resolution.
 */
export async function animateFace(
  face: FaceInFrame,
  speech: SpeechFeatures,
  options: LipSyncOptions,
  context: EngineContext,
): Promise<FaceAnimation> {
  const track = await mouthTrack(speech, options.fps, context);
  if (track.frames !== options.frames)
    throw new Error(`The mouth track has ${track.frames} frames, the video ${options.frames}.`);
  return animationOf(face, track, options);
}

/** The part of {@link animateFace} that comes after the sound: the movement of a mouth that is known already. */
export function animationOf(
  face: FaceInFrame,
  track: MouthTrack,
  options: Omit<LipSyncOptions, 'fps' | 'frames'>,
): FaceAnimation {
  const rig = buildRig(face.landmarks);
  const mouthWidth = rig.mouth.cornerRight - rig.mouth.cornerLeft;
  return {
    rig,
    poses: makePoses(track, { ...options, mouthWidth }),
    frames: track.frames,
    idleMotion: options.idleMotion > 0,
    photoScale: face.photoScale,
  };
}
