import type { FaceAnimation } from '../builtin/index.ts';

/** Side of the face picture that the network reads and draws, pixels. */
export const PATCH_SIDE_PX = 96;
/** Channels x rows x columns of one drawn mouth: B, G, R planes, 0..1. */
export const PATCH_FLOATS = 3 * PATCH_SIDE_PX * PATCH_SIDE_PX;

/**
 * Everything a drawing worker needs to lay the network's mouths over frames; plain data over shared memory. The
 * drawn mouth of frame i lies in the patch feed: {@link PATCH_FLOATS} floats.
 */
export interface PatchAnimation {
  /**
   * Where the face picture lies in the frame: for each crop six values a, b, c, d, e, f, so that the point (u, v) of
   * the picture (pixels, continuous, 0..96) is at (a u + b v + c, d u + e v + f) in the frame.
   */
  readonly crops: Float32Array<SharedArrayBuffer>;
  /** Number of crops: 1 for a photo, one per picture of a video loop. Frame i uses crop `cropOfFrame[i]`. */
  readonly cropOfFrame: Int32Array<SharedArrayBuffer>;
  /** Opacity of the drawn mouth per pixel of the face picture, 0..1, soft at the rim: one mask per crop. */
  readonly masks: Float32Array<SharedArrayBuffer>;
  /** What the photo shows there, as the network sees it (B, G, R planes, 0..1): the reference of the colour match. */
  readonly references: Float32Array<SharedArrayBuffer>;
  /** Sharpening, 0..1. */
  readonly sharpness: number;
  /** Mouth opening strength: 1 is as drawn, 0 leaves the photo's own mouth. */
  readonly strength: number;
  /** Blinks, sway and breathing of a photo, with the mouth left alone; null on a video loop, which has its own life. */
  readonly idle: FaceAnimation | null;
}
