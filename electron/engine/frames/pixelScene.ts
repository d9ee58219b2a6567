import type { FrameLayers } from '../stages/compose/paintFrame.ts';
import type { FaceAnimation } from '../stages/lipsync/engines/builtin/index.ts';
import type { YuvImage } from './yuv.ts';

/** What a pixel worker is started with. Every picture in it is shared memory: nothing is copied. */
export interface PixelScene {
  readonly layers: FrameLayers;
  readonly still: YuvImage;
  readonly animation: FaceAnimation;
  /** The pool of frames: slots of one frame each, back to back. */
  readonly frameBuffer: SharedArrayBuffer;
}

export type PixelRequest =
  | { readonly kind: 'draw'; readonly frameIndex: number; readonly byteOffset: number }
  | { readonly kind: 'close' };

export interface PixelReply {
  readonly frameIndex: number;
}
