import { LANDMARK_COUNT } from '../face/types.ts';
import type { MouthInterior } from '../lipsync/engines/builtin/draw/mouthInterior.ts';
import { createMouthInterior } from '../lipsync/engines/builtin/draw/mouthInterior.ts';
import { createFaceWarp } from '../lipsync/engines/builtin/draw/faceWarp.ts';
import type { MouthSample } from '../lipsync/engines/builtin/draw/mouthField.ts';
import { closingTowards } from '../lipsync/engines/builtin/draw/mouthField.ts';
import { readPose } from '../lipsync/engines/builtin/draw/pose.ts';
import type { MouthRig } from '../lipsync/engines/builtin/draw/rig.ts';
import { buildRig, slitOf } from '../lipsync/engines/builtin/draw/rig.ts';
import type { FaceAnimation } from '../lipsync/engines/builtin/index.ts';
import type { LoopBase } from './frameBase.ts';
import type { FrameDrawer } from './frameDrawer.ts';
import { fillFrame, loopLayers, loopPicture } from './loopPicture.ts';
import { createFramePainter } from './paintFrame.ts';

/**
 * The inside of the mouth as prepared on the reference picture, for another picture. Teeth belong to the skull: they
 * keep their distance from the base of the nose, while lips and their corners, which the mouth's axes go by, move.
 */
function movedInterior(interior: MouthInterior, reference: MouthRig, rig: MouthRig): MouthInterior {
  const down = rig.noseBase - reference.noseBase;
  const moved: MouthSample = { u: 0, v: 0, upperEdge: 0, lowerEdge: 0, across: 0 };
  return {
    setPose: (pose) => interior.setPose(pose),
    colorAt(u, v, slit, out) {
      moved.across = slit.across;
      moved.upperEdge = slit.upperEdge - down;
      moved.lowerEdge = slit.lowerEdge - down;
      interior.colorAt(u, v - down, moved, out);
    },
  };
}

/**
 * A video loop with the built-in lip-sync. Every picture has a rig of its own, from its own landmarks: its lips, parted
 * or not, wide or narrow, are first brought to where those of the reference picture are and then moved as the speech
 * asks, so that the mouth follows the voice whatever the person in the loop does with theirs. Eyes, head and chest are
 * those of the loop.
 * @param baseBuffer the memory of the loop's feed
 */
export function warpedLoop(
  base: LoopBase,
  animation: FaceAnimation,
  baseBuffer: SharedArrayBuffer,
): FrameDrawer {
  const { landmarks, pictureOfFrame, reference, referencePicture } = base.face;
  const rigOf = (picture: number): MouthRig =>
    buildRig(landmarks.subarray(picture * LANDMARK_COUNT * 3, (picture + 1) * LANDMARK_COUNT * 3)).mouth;
  const referenceMouth = rigOf(referencePicture);
  const interior = createMouthInterior(referenceMouth, reference);
  const layersOf = loopLayers(base);
  return {
    draw(frameIndex, fed, target) {
      const picture = loopPicture(base, baseBuffer, fed);
      const mouth = rigOf(pictureOfFrame[frameIndex]);
      const warp = createFaceWarp({ ...animation.rig, mouth, eyes: [] }, picture, {
        idleMotion: false,
        photoScale: animation.photoScale,
        interior: movedInterior(interior, referenceMouth, mouth),
        closing: closingTowards(mouth, referenceMouth),
      });
      const pose = readPose(animation.poses, frameIndex);
      warp.setPose({
        ...pose,
        cornerShift: pose.cornerShift + slitOf(referenceMouth).half - slitOf(mouth).half,
      });
      const layers = layersOf(frameIndex, picture);
      fillFrame(layers, target);
      createFramePainter(layers, warp).paint(target);
    },
  };
}
