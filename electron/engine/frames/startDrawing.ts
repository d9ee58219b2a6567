import os from 'node:os';
import type { DrawnFrame } from './drawFrames.ts';
import { drawFrames } from './drawFrames.ts';
import { createFramePool } from './framePool.ts';
import { createPixelPool } from './pixelPool.ts';
import type { PixelScene } from './pixelScene.ts';

/** Frames that may wait between the drawing workers and the encoder, besides those being drawn. */
const FRAMES_AHEAD = 3;
/** More drawing workers than this no longer help: the encoder wants the cores. */
const MAX_PIXEL_WORKERS = 8;

/** What is drawn: the layers at rest and how the face moves. */
export type DrawingScene = Omit<PixelScene, 'frameBuffer'>;

/** A video being drawn. */
export interface Drawing {
  /** Frames in order; see {@link drawFrames}. */
  readonly frames: AsyncGenerator<DrawnFrame, void, undefined>;
  /** Ends the workers. Call when nobody takes frames any more. */
  close(): Promise<void>;
}

/**
 * Starts workers that draw all frames of an animation.
 * @param together how many drawings share the machine
 */
export function startDrawing(scene: DrawingScene, signal: AbortSignal, together = 1): Drawing {
  const share = Math.ceil(os.availableParallelism() / together);
  const workers = Math.min(MAX_PIXEL_WORKERS, share);
  const framePool = createFramePool(scene.still, workers + FRAMES_AHEAD);
  const pixelPool = createPixelPool({ ...scene, frameBuffer: framePool.buffer }, workers);
  return {
    frames: drawFrames(scene.animation.frames, framePool, pixelPool, signal),
    close: () => pixelPool.close(),
  };
}
