import os from 'node:os';
import type { DrawnFrame } from './drawFrames.ts';
import { drawFrames } from './drawFrames.ts';
import { sizeOfBase } from '../stages/compose/frameBase.ts';
import type { FrameFeed } from './frameFeed.ts';
import { createFramePool } from './framePool.ts';
import { createPixelPool } from './pixelPool.ts';
import type { PixelScene } from './pixelScene.ts';

/** Frames that may wait between the drawing workers and the encoder, besides those being drawn. */
const FRAMES_AHEAD = 3;
/** More drawing workers than this no longer help: the encoder wants the cores. */
const MAX_PIXEL_WORKERS = 8;

/** What is drawn: the picture at rest, how the mouth moves, and what is made while drawing. */
export interface DrawingScene extends Pick<PixelScene, 'base' | 'mouth' | 'titles'> {
  readonly frames: number;
  /** Pictures of a video loop; null for a photo. */
  readonly baseFeed: FrameFeed | null;
  /** Mouths drawn by a network; null for the built-in lip-sync. */
  readonly patchFeed: FrameFeed | null;
  /** Captions; null for a video without any. */
  readonly captionFeed: FrameFeed | null;
}

/** A video being drawn. */
export interface Drawing {
  /** Frames in order; see {@link drawFrames}. */
  readonly frames: AsyncGenerator<DrawnFrame, void, undefined>;
  /** Ends the workers and closes the feeds. Call when nobody takes frames any more. */
  close(): Promise<void>;
}

/**
 * Starts workers that draw the frames of an animation.
 * @param together how many drawings share the machine
 * @param isNeeded which frames are drawn; without it all are
 */
export function startDrawing(
  scene: DrawingScene,
  signal: AbortSignal,
  together = 1,
  isNeeded?: (frameIndex: number) => boolean,
): Drawing {
  const share = Math.ceil(os.availableParallelism() / together);
  const workers = Math.min(MAX_PIXEL_WORKERS, share);
  const { base, mouth, titles = null, baseFeed, patchFeed, captionFeed } = scene;
  const still = base.kind === 'still' ? base.still : null;
  const framePool = createFramePool(sizeOfBase(base), still, workers + FRAMES_AHEAD);
  const tools = { framePool, baseFeed, patchFeed, captionFeed };
  if (isNeeded) for (const feed of [baseFeed, patchFeed, captionFeed]) feed?.expect?.(isNeeded);
  const pixelPool = createPixelPool(
    {
      base,
      mouth,
      titles,
      frameBuffer: framePool.buffer,
      baseBuffer: baseFeed?.buffer ?? null,
      patchBuffer: patchFeed?.buffer ?? null,
      captionBuffer: captionFeed?.buffer ?? null,
    },
    workers,
  );
  return {
    frames: drawFrames(scene.frames, { ...tools, pixelPool }, signal, isNeeded),
    async close() {
      await pixelPool.close();
      await Promise.all([baseFeed, patchFeed, captionFeed].map(async (feed) => feed?.close()));
    },
  };
}
