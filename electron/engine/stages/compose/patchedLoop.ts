import { createYuv } from '../../frames/yuv.ts';
import type { PatchAnimation } from '../lipsync/engines/wav2lip/types.ts';
import type { LoopBase } from './frameBase.ts';
import type { FrameDrawer } from './frameDrawer.ts';
import { copyPicture, fillFrame, loopLayers, loopPicture } from './loopPicture.ts';
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
  const layersOf = loopLayers(base);
  const scratch = createYuv(base.width, base.height);
  return {
    draw(frameIndex, fed, target) {
      const picture = loopPicture(base, baseBuffer, fed);
      const layers = layersOf(frameIndex, picture);
      if (!paster || fed.patchOffset === null) {
        fillFrame(layers, target);
        return;
      }
      const talking = layers.personAlpha ? scratch : target;
      copyPicture(picture, talking);
      paster.paste(frameIndex, fed.patchOffset, picture, talking);
      if (layers.personAlpha) fillFrame({ ...layers, person: talking }, target);
    },
  };
}
