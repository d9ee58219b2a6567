/** Entry of a pixel worker: draws frames into shared memory. Holds no model and no state between frames. */
import { parentPort, workerData } from 'node:worker_threads';
import { sizeOfBase } from '../stages/compose/frameBase.ts';
import { createFrameDrawer } from '../stages/compose/frameDrawer.ts';
import { cutPicture } from './cutPicture.ts';
import type { PixelReply, PixelRequest, PixelScene } from './pixelScene.ts';
import { viewYuv } from './yuv.ts';

const port = parentPort;
if (!port) throw new Error('pixelWorker runs as a worker thread only.');
const scene = workerData as PixelScene;
const { width, height } = sizeOfBase(scene.base);
const drawer = createFrameDrawer(scene);
const still = scene.base.kind === 'still' ? scene.base.still : null;

port.on('message', (request: PixelRequest) => {
  if (request.kind === 'close') {
    port.close();
    return;
  }
  const target = viewYuv(scene.frameBuffer, request.byteOffset, width, height);
  drawer.draw(request.frameIndex, request, target);
  const picture = request.isShown ? cutPicture(target, still) : null;
  const reply: PixelReply = { frameIndex: request.frameIndex, picture };
  port.postMessage(reply, picture ? [picture.rgba] : []);
});
