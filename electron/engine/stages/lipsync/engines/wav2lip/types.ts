import type { FaceAnimation } from '../builtin/index.ts';

/** Values of one face picture: three planes of `sidePx` x `sidePx`. */
export const patchLength = (sidePx: number): number => 3 * sidePx * sidePx;

/**
 * Everything a drawing worker needs to lay the network's mouths over frames; plain data over shared memory. The
 * drawn mouth of frame i lies in the patch feed: {@link patchLength} floats, B, G, R planes, 0..1.
 */
export interface PatchAnimation {
  /** Side of the face picture that the network reads and draws, pixels: 96 for Wav2Lip. */
  readonly sidePx: number;
  /**
   * Where the face picture lies in the frame: for each crop six values a, b, c, d, e, f, so that the point (u, v) of
   * the picture (pixels, continuous, 0..sidePx) is at (a u + b v + c, d u + e v + f) in the frame.
   */
  readonly crops: Float32Array<SharedArrayBuffer>;
  /** Which crop frame i uses: always 0 for a photo, the picture that is shown for a video loop. */
  readonly cropOfFrame: Int32Array<SharedArrayBuffer>;
  /** Opacity of the drawn mouth per pixel of the face picture, 0..255, soft at the rim: one mask per crop. */
  readonly masks: Uint8Array<SharedArrayBuffer>;
  /** The face pictures as the network reads them (B, G, R planes, 0..255): what a drawn mouth is compared with. */
  readonly references: Uint8Array<SharedArrayBuffer>;
  /** Sharpening of what was drawn, 0..1. */
  readonly sharpness: number;
  /** 1 lays the drawn mouth fully over the photo's own, 0 leaves that alone. */
  readonly opacity: number;
  /** Blinks, sway and breathing of a photo; null on a video loop, which has its own life. */
  readonly idle: FaceAnimation | null;
}
