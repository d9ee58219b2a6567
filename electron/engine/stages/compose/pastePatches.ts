import type { YuvImage } from '../../frames/yuv.ts';
import type { PixelRect } from '../lipsync/engines/builtin/draw/idle.ts';
import { readAffine } from '../lipsync/engines/wav2lip/affine.ts';
import { createOverlayMaker } from '../lipsync/engines/wav2lip/overlay.ts';
import type { PatchAnimation } from '../lipsync/engines/wav2lip/types.ts';
import { patchLength } from '../lipsync/engines/wav2lip/types.ts';
import type { PatchBounds } from './pastePatch.ts';
import { boundsOfMask, pastePatch, rectOfPatch } from './pastePatch.ts';

/** Lays the drawn mouths of one animation over pictures; holds scratch memory, so every worker has its own. */
export interface PatchPaster {
  /**
   * Lays the mouth of one frame over a picture of the frame's size; changes what {@link drawnMouthRect} says.
   * @param patchOffset where the drawn mouth lies in the patch feed, bytes
   * @param source the picture without the mouth
   * @param target receives the pixels under the mouth; may be `source` itself, else it holds a copy of it there
   */
  paste(frameIndex: number, patchOffset: number, source: YuvImage, target: YuvImage): void;
}

const boundsOfCrop = ({ masks, sidePx }: PatchAnimation, crop: number): PatchBounds =>
  boundsOfMask(masks.subarray(crop * sidePx * sidePx, (crop + 1) * sidePx * sidePx), sidePx);

/** What the mouth of one frame may change in a frame of this size. */
export function drawnMouthRect(
  animation: PatchAnimation,
  frameIndex: number,
  size: { readonly width: number; readonly height: number },
): PixelRect {
  const crop = animation.cropOfFrame[frameIndex];
  return rectOfPatch(boundsOfCrop(animation, crop), readAffine(animation.crops, crop), size);
}

/** @param patchBuffer the memory of the patch feed */
export function createPatchPaster(animation: PatchAnimation, patchBuffer: SharedArrayBuffer): PatchPaster {
  const { sidePx, crops, cropOfFrame } = animation;
  const overlayOf = createOverlayMaker(animation);
  return {
    paste(frameIndex, patchOffset, source, target) {
      const patch = new Float32Array(patchBuffer, patchOffset, patchLength(sidePx));
      const crop = cropOfFrame[frameIndex];
      const overlay = overlayOf(frameIndex, patch);
      pastePatch(source, target, overlay, boundsOfCrop(animation, crop), readAffine(crops, crop));
    },
  };
}
