/**
 * A lip-sync network that draws a small picture of the face for every frame (Wav2Lip and what shares its tensors).
 *
 * Side, crop and mask of the face picture are data, so a network with a larger picture fits in here. EdTalk (256
 * pixels) is not bound: beyond the names of its inputs, nothing is published about the shapes, the crop and the output
 * that its weights were exported with.
 */
import type { EngineContext } from '../../../../context.ts';
import type { InferencePool } from '../../../../runtime/inference/types.ts';
import type { TensorInfo } from '../../../../runtime/onnx.ts';
import type { SpeechFeatures } from '../../../voice/types.ts';
import type { FaceInFrame, LipSyncOptions, LipSyncResult } from '../../types.ts';
import { smoothStep } from '../builtin/draw/curve.ts';
import { animateFace } from '../builtin/index.ts';
import { bindNetwork } from './binding.ts';
import type { MovingFace } from './faces.ts';
import { cutFaces } from './faces.ts';
import { mouthSound } from './mouthSound.ts';
import { createPatchFeed } from './patchFeed.ts';
import type { PatchAnimation } from './types.ts';

/** Raised whenever the same face, voice and network would give other mouths. */
export const WAV2LIP_VERSION = 1;

/** A face for the network. */
export interface DrawnFace extends MovingFace {
  /** The picture that each frame shows; all 0 for a photo. */
  readonly pictureOfFrame: Int32Array;
  /** Where a photo's face stands in the frame, for its blinks and sway; null for a video loop. */
  readonly still: FaceInFrame | null;
}

export interface DrawnMouthOptions extends LipSyncOptions {
  /** Sharpening of what the network draws, 0..1. */
  readonly mouthSharpness: number;
}

/** A checked network and where it runs. */
export interface MouthNetwork {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  readonly pool: InferencePool;
}

/** Below this strength the photo's own mouth comes through, so that at 0 there is nothing but it. */
const FADE_STRENGTH = 0.15;

/** How much of the drawn mouth is laid over the photo's own, 0..1; at 0 the network need not be asked. */
export const drawnOpacity = (mouthStrength: number): number => smoothStep(0, FADE_STRENGTH, mouthStrength);

/**
 * Lip-sync by a network: cuts out the face, then draws mouths while frames are drawn. With a mouth strength of 0 the
 * network is not asked at all.
 * @returns the caller closes the feed, then the pool
 * @throws KotohogiError `lipsync-network` for a network with other tensors; `cancelled`
 */
export async function animateWithNetwork(
  face: DrawnFace,
  speech: SpeechFeatures,
  options: DrawnMouthOptions,
  { inputs, outputs, pool }: MouthNetwork,
  context: EngineContext,
): Promise<LipSyncResult> {
  const { fps, frames, mouthStrength, mouthSharpness } = options;
  const network = bindNetwork({ inputs, outputs });
  const pictures = await cutFaces(face, network.sidePx, context);
  const cropOfFrame = new Int32Array(new SharedArrayBuffer(frames * Int32Array.BYTES_PER_ELEMENT));
  cropOfFrame.set(face.pictureOfFrame);
  const animation: PatchAnimation = {
    ...pictures,
    cropOfFrame,
    sharpness: mouthSharpness,
    opacity: drawnOpacity(mouthStrength),
    // Head and eyes move as with the built-in lip-sync; its mouth is not drawn.
    idle: face.still && (await animateFace(face.still, speech, options, context)),
  };
  const sound = mouthSound(speech.wav2lipMel, fps, frames, mouthStrength);
  return {
    mouth: { kind: 'patch', animation },
    patchFeed:
      animation.opacity > 0
        ? createPatchFeed({ ...pictures, cropOfFrame, sound }, network, pool, context.signal)
        : null,
  };
}
