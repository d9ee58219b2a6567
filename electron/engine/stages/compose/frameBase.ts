import type { YuvImage } from '../../frames/yuv.ts';
import type { FrameLayers } from './paintFrame.ts';

/** A photo: one frame, over which only the face moves. */
export interface StillBase {
  readonly kind: 'still';
  readonly layers: FrameLayers;
  /** The layers put together, when nothing moves. */
  readonly still: YuvImage;
}

/** A video loop: another picture every frame, handed out by a feed. */
export interface LoopBase {
  readonly kind: 'loop';
  readonly width: number;
  readonly height: number;
  /** What stands behind the person; null when the loop keeps its own background. Each picture then carries its matte. */
  readonly background: YuvImage | null;
}

export type FrameBase = StillBase | LoopBase;

/** Size of the frames that are drawn on a base, pixels. */
export const sizeOfBase = (base: FrameBase): { readonly width: number; readonly height: number } =>
  base.kind === 'still' ? base.still : base;
