import type { FedFrame } from '../../frames/frameFeed.ts';
import type { YuvImage } from '../../frames/yuv.ts';
import { viewYuv } from '../../frames/yuv.ts';
import type { LoopBase } from './frameBase.ts';

/** The picture of a video loop that a frame shows. @throws Error when the frame was drawn without its feed */
export function loopPicture(
  { width, height }: LoopBase,
  baseBuffer: SharedArrayBuffer,
  { baseOffset }: FedFrame,
): YuvImage {
  if (baseOffset === null) throw new Error('A frame of a video loop needs its picture.');
  return viewYuv(baseBuffer, baseOffset, width, height);
}

/** Fills a frame with a picture of its size. */
export function copyPicture(from: YuvImage, to: YuvImage): void {
  for (const plane of ['y', 'u', 'v'] as const) to[plane].set(from[plane]);
}
