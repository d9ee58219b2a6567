import { createYuv } from '../../frames/yuv.ts';
import { createFaceWarp } from '../lipsync/engines/builtin/draw/faceWarp.ts';
import { readPose } from '../lipsync/engines/builtin/draw/pose.ts';
import type { PatchAnimation } from '../lipsync/engines/wav2lip/types.ts';
import type { StillBase } from './frameBase.ts';
import type { FrameDrawer } from './frameDrawer.ts';
import { createFramePainter } from './paintFrame.ts';
import { createPatchPaster, drawnMouthRect } from './pastePatches.ts';

/**
 * A photo with a mouth that a network draws. The mouth is laid on a copy of the person, and that copy is moved as the
 * head sways, so the mouth stays on its face.
 * @param patchBuffer the memory of the patch feed; null where the photo keeps its own mouth
 */
export function patchedStill(
  { layers, still }: StillBase,
  animation: PatchAnimation,
  patchBuffer: SharedArrayBuffer | null,
): FrameDrawer {
  const { idle } = animation;
  if (!idle) throw new Error('A photo needs the idle life of a face.');
  const { person } = layers;
  const talking = createYuv(person.width, person.height);
  for (const plane of ['y', 'u', 'v'] as const) talking[plane].set(person[plane]);
  const paster = patchBuffer && createPatchPaster(animation, patchBuffer);
  const warp = createFaceWarp(idle.rig, still, {
    idleMotion: idle.idleMotion,
    photoScale: idle.photoScale,
    drawnMouth: drawnMouthRect(animation, 0, still),
  });
  const painter = createFramePainter({ ...layers, person: talking }, warp);
  return {
    draw(frameIndex, { patchOffset }, target) {
      if (paster && patchOffset !== null) paster.paste(frameIndex, patchOffset, person, talking);
      warp.setPose(readPose(idle.poses, frameIndex));
      painter.paint(target);
    },
  };
}
