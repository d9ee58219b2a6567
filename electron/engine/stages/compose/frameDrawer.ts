import type { FedFrame } from '../../frames/frameFeed.ts';
import type { PixelScene } from '../../frames/pixelScene.ts';
import type { YuvImage } from '../../frames/yuv.ts';
import { createFaceWarp } from '../lipsync/engines/builtin/draw/faceWarp.ts';
import { readPose } from '../lipsync/engines/builtin/draw/pose.ts';
import type { FaceAnimation } from '../lipsync/engines/builtin/index.ts';
import { captionZone, readCaption } from './captions/captionPicture.ts';
import { copyZone, layCaption } from './captions/layCaption.ts';
import { openTitles, type TitleTrack } from './titles/titleTrack.ts';
import { sizeOfBase, type FrameBase, type LoopBase, type StillBase } from './frameBase.ts';
import { createFramePainter } from './paintFrame.ts';
import { fillFrame, loopLayers, loopPicture } from './loopPicture.ts';
import { patchedLoop } from './patchedLoop.ts';
import { patchedStill } from './patchedStill.ts';
import { warpedLoop } from './warpedLoop.ts';

/** Draws the frames of one scene, one at a time; holds scratch memory, so every worker has its own. */
export interface FrameDrawer {
  /**
   * @param target a slot of the frame pool: holds the base at rest or an earlier frame
   * @param fed where this frame's own pictures lie
   */
  draw(frameIndex: number, fed: FedFrame, target: YuvImage): void;
}

/** A photo with the built-in lip-sync. */
function warpedStill({ layers, still }: StillBase, animation: FaceAnimation): FrameDrawer {
  const warp = createFaceWarp(animation.rig, still, {
    idleMotion: animation.idleMotion,
    photoScale: animation.photoScale,
  });
  const painter = createFramePainter(layers, warp);
  return {
    draw(frameIndex, _fed, target) {
      warp.setPose(readPose(animation.poses, frameIndex));
      painter.paint(target);
    },
  };
}

/** A video whose pictures are shown as they are, over another background where one is wanted. */
function shownLoop(base: LoopBase, baseBuffer: SharedArrayBuffer): FrameDrawer {
  const layersOf = loopLayers(base);
  return {
    draw(frameIndex, fed, target) {
      fillFrame(layersOf(frameIndex, loopPicture(base, baseBuffer, fed)), target);
    },
  };
}

/** Lays captions over what another drawer has drawn. */
function captioned(drawer: FrameDrawer, base: FrameBase, captions: SharedArrayBuffer): FrameDrawer {
  const { width, height } = sizeOfBase(base);
  const zone = captionZone({ widthPx: width, heightPx: height });
  return {
    draw(frameIndex, fed, target) {
      // Drawers of a photo repaint what moves and nothing else: an earlier caption would stay.
      if (base.kind === 'still') copyZone(target, base.still, zone);
      drawer.draw(frameIndex, fed, target);
      const caption = fed.captionOffset === null ? null : readCaption(captions, fed.captionOffset);
      if (caption) layCaption(target, caption);
    },
  };
}

/** Lays titles over what another drawer has drawn, captions included. */
function titled(drawer: FrameDrawer, base: FrameBase, track: TitleTrack): FrameDrawer {
  const { zones, shownIn } = openTitles(track);
  return {
    draw(frameIndex, fed, target) {
      if (base.kind === 'still') for (const zone of zones) copyZone(target, base.still, zone);
      drawer.draw(frameIndex, fed, target);
      for (const { picture, strength } of shownIn(frameIndex)) layCaption(target, picture, strength);
    },
  };
}

function pictureDrawer({ base, mouth, baseBuffer, patchBuffer }: PixelScene): FrameDrawer {
  if (base.kind === 'loop' && baseBuffer && mouth.kind === 'own') return shownLoop(base, baseBuffer);
  if (base.kind === 'still' && mouth.kind === 'warp') return warpedStill(base, mouth.animation);
  if (base.kind === 'still' && mouth.kind === 'patch')
    return patchedStill(base, mouth.animation, patchBuffer);
  if (base.kind === 'loop' && baseBuffer && mouth.kind === 'warp')
    return warpedLoop(base, mouth.animation, baseBuffer);
  if (base.kind === 'loop' && baseBuffer && mouth.kind === 'patch')
    return patchedLoop(base, mouth.animation, baseBuffer, patchBuffer);
  throw new Error(`No way of drawing a ${base.kind} with a ${mouth.kind}.`);
}

/** Picks the way of drawing that fits the base and the lip-sync; captions lie over all of it, titles over those. */
export function createFrameDrawer(scene: PixelScene): FrameDrawer {
  const drawer = pictureDrawer(scene);
  const { base, captionBuffer, titles } = scene;
  const worded = captionBuffer ? captioned(drawer, base, captionBuffer) : drawer;
  return titles ? titled(worded, base, titles) : worded;
}
