import type { FrameBase } from '../stages/compose/frameBase.ts';
import type { TitleTrack } from '../stages/compose/titles/titleTrack.ts';
import type { MouthMotion } from '../stages/lipsync/types.ts';
import type { CutPicture } from './cutPicture.ts';
import type { FedFrame } from './frameFeed.ts';

/** What a pixel worker is started with. Every picture in it is shared memory: nothing is copied. */
export interface PixelScene {
  readonly base: FrameBase;
  readonly mouth: MouthMotion;
  /** The pool of frames: slots of one frame each, back to back. */
  readonly frameBuffer: SharedArrayBuffer;
  /** Pictures of a video loop; null for a photo. */
  readonly baseBuffer: SharedArrayBuffer | null;
  /** Mouths drawn by a network; null for the built-in lip-sync. */
  readonly patchBuffer: SharedArrayBuffer | null;
  /** Drawn captions; null for a video without any. */
  readonly captionBuffer: SharedArrayBuffer | null;
  /** Large words; left out for a video without any. */
  readonly titles?: TitleTrack | null;
}

export type PixelRequest =
  | ({
      readonly kind: 'draw';
      readonly frameIndex: number;
      readonly byteOffset: number;
      /** Whether what differs from the picture at rest is also to be answered, for display. */
      readonly isShown: boolean;
    } & FedFrame)
  | { readonly kind: 'close' };

export interface PixelReply {
  readonly frameIndex: number;
  /** null where nothing was to be shown. */
  readonly picture: CutPicture | null;
}
