import type { PatchAnimation } from '../lipsync/engines/wav2lip/types.ts';
import type { LoopBase } from './frameBase.ts';
import type { FrameDrawer } from './frameDrawer.ts';
import { copyPicture, loopPicture } from './loopPicture.ts';
import { createPatchPaster } from './pastePatches.ts';

/**
 * A video loop with a mouth that a network draws, laid over each picture where its face is.
 * @param baseBuffer the memory of the loop's feed
 * @param patchBuffer the memory of the patch feed; null where the loop keeps its own mouth
 */
export function patchedLoop(
  base: LoopBase,
  animation: PatchAnimation,
  baseBuffer: SharedArrayBuffer,
  patchBuffer: SharedArrayBuffer | null,
): FrameDrawer {
  const paster = patchBuffer && createPatchPaster(animation, patchBuffer);
  return {
    draw(frameIndex, fed, target) {
      const picture = loopPicture(base, baseBuffer, fed);
      copyPicture(picture, target);
      if (paster && fed.patchOffset !== null) paster.paste(frameIndex, fed.patchOffset, picture, target);
    },
  };
}
