import type { YuvImage } from '../../frames/yuv.ts';
import type { FrameLayers } from './paintFrame.ts';

/** A photo: one frame, over which only the face moves. */
export interface StillBase {
  readonly kind: 'still';
  readonly layers: FrameLayers;
  /** The layers put together, when nothing moves. */
  readonly still: YuvImage;
}

/** The face of a video loop, picture by picture; in shared memory, so that drawing workers read it without a copy. */
export interface LoopFace {
  /** 468 x (x, y, z) per picture, frame pixels. */
  readonly landmarks: Float32Array<SharedArrayBuffer>;
  /** Which picture each frame shows. */
  readonly pictureOfFrame: Int32Array<SharedArrayBuffer>;
  /**
   * One picture with the mouth as closed as it gets: what the loop does not show of the mouth's inside is drawn for all
   * pictures in the light of this one, so that it does not flicker.
   */
  readonly reference: YuvImage;
  /** Its index. */
  readonly referencePicture: number;
}

/** Where the person is in each picture, coarsely. */
export interface LoopMatte {
  /** One square mask of values 0..255 per picture. */
  readonly masks: Uint8Array<SharedArrayBuffer>;
  /** Side of a mask, values. */
  readonly sidePx: number;
  /** The frame pixel (x, y) is at (left + x stepX, top + y stepY) in the mask; both continuous. */
  readonly left: number;
  readonly top: number;
  readonly stepX: number;
  readonly stepY: number;
  /** The part of the frame that pictures fill, pixels: nobody is outside it. */
  readonly filled: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
}

/** A person of a video loop before another background. */
export interface LoopCutOut {
  readonly matte: LoopMatte;
  /** What stands behind the person. */
  readonly background: YuvImage;
}

/** A video loop: another picture every frame, handed out by a feed. */
export interface LoopBase {
  readonly kind: 'loop';
  readonly width: number;
  readonly height: number;
  /** null when the loop keeps its own background. */
  readonly cutOut: LoopCutOut | null;
  readonly face: LoopFace;
}

export type FrameBase = StillBase | LoopBase;

/** Size of the frames that are drawn on a base, pixels. */
export const sizeOfBase = (base: FrameBase): { readonly width: number; readonly height: number } =>
  base.kind === 'still' ? base.still : base;
