/** How much faster frames are drawn by more workers, and that they are the same frames. */
import { createHash } from 'node:crypto';
import type { RenderRequest } from '../../../../shared/contract/render.ts';
import { DEFAULT_INFERENCE_SETTINGS } from '../../../../shared/contract/inference.ts';
import { contextOfCall } from '../../engineHost.ts';
import { drawFrames } from '../../frames/drawFrames.ts';
import { createFramePool } from '../../frames/framePool.ts';
import { createPixelPool } from '../../frames/pixelPool.ts';
import type { DrawingScene } from '../../frames/startDrawing.ts';
import type { EngineRun } from '../../index.ts';
import { prepareRender } from '../../pipeline.ts';
import { createRenderProgress } from '../../renderProgress.ts';
import { recordingStore } from '../../runtime/modelStore.ts';
import { createStageClock } from '../../stageClock.ts';
import { sizeOfBase } from '../../stages/compose/frameBase.ts';

export interface PixelWorkers {
  readonly workers: number;
  /** Frames a second, nothing encoded. */
  readonly fps: number;
  /** Against one worker. */
  readonly speedUp: number;
}

/** Slots beyond those being drawn, as a render has them. */
const FRAMES_AHEAD = 3;

async function drawAll(
  scene: DrawingScene,
  workers: number,
  signal: AbortSignal,
): Promise<{ fps: number; sha256: string }> {
  const { base, mouth, titles = null, frames } = scene;
  const still = base.kind === 'still' ? base.still : null;
  const framePool = createFramePool(sizeOfBase(base), still, workers + FRAMES_AHEAD);
  const none = { baseBuffer: null, patchBuffer: null, captionBuffer: null };
  const pixelPool = createPixelPool({ base, mouth, titles, frameBuffer: framePool.buffer, ...none }, workers);
  const feeds = { baseFeed: null, patchFeed: null, captionFeed: null };
  const hash = createHash('sha256');
  let startMs = 0;
  try {
    for await (const frame of drawFrames(frames, { framePool, pixelPool, ...feeds }, signal)) {
      // The start of the threads is not what is measured.
      if (frame.frameIndex === 0) startMs = performance.now();
      hash.update(frame.bytes);
      frame.release();
    }
    const fps = ((frames - 1) / (performance.now() - startMs)) * 1000;
    return { fps, sha256: hash.digest('hex') };
  } finally {
    await pixelPool.close();
  }
}

/**
 * Draws a photo's video with one worker and more.
 * @param request with the built-in lip-sync, without captions
 * @throws Error when another number of workers draws other frames: a defect
 */
export async function benchPixelWorkers(
  request: RenderRequest,
  run: EngineRun,
  most: number,
): Promise<readonly PixelWorkers[]> {
  const context = contextOfCall({ ...run, settings: DEFAULT_INFERENCE_SETTINGS });
  const progress = createRenderProgress(() => undefined, false);
  const clock = createStageClock(context, progress);
  const prepared = await prepareRender(
    request,
    { ...context, models: recordingStore(context.models) },
    clock,
    progress,
  );
  try {
    const results: PixelWorkers[] = [];
    let expected: string | null = null;
    for (let workers = 1; workers <= most; workers++) {
      const { fps, sha256 } = await drawAll(prepared.scene, workers, run.signal);
      expected ??= sha256;
      if (sha256 !== expected) throw new Error(`${workers} workers draw other frames than one.`);
      results.push({ workers, fps, speedUp: fps / (results[0]?.fps ?? fps) });
    }
    return results;
  } finally {
    await prepared.lipSync.close();
    await prepared.sound.dispose();
  }
}
