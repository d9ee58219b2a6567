/** Entry of a pixel worker: draws frames into shared memory. Holds no model and no state between frames. */
import { parentPort, workerData } from 'node:worker_threads';
import { createFramePainter } from '../stages/compose/paintFrame.ts';
import { createFaceWarp } from '../stages/lipsync/engines/builtin/draw/faceWarp.ts';
import { readPose } from '../stages/lipsync/engines/builtin/draw/pose.ts';
import type { PixelReply, PixelRequest, PixelScene } from './pixelScene.ts';
import { viewYuv } from './yuv.ts';

const port = parentPort;
if (!port) throw new Error('pixelWorker runs as a worker thread only.');
const { layers, still, animation, frameBuffer } = workerData as PixelScene;
const warp = createFaceWarp(animation.rig, still, {
  idleMotion: animation.idleMotion,
  photoScale: animation.photoScale,
});
const painter = createFramePainter(layers, warp);

port.on('message', (request: PixelRequest) => {
  if (request.kind === 'close') {
    port.close();
    return;
  }
  warp.setPose(readPose(animation.poses, request.frameIndex));
  painter.paint(viewYuv(frameBuffer, request.byteOffset, still.width, still.height));
  port.postMessage({ frameIndex: request.frameIndex } satisfies PixelReply);
});
