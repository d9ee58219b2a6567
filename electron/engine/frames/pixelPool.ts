import { Worker } from 'node:worker_threads';
import { workerUrl } from '../runtime/workerUrl.ts';
import type { FedFrame } from './frameFeed.ts';
import type { PixelReply, PixelRequest, PixelScene } from './pixelScene.ts';

/** Pixel workers that draw frames of one scene. */
export interface PixelPool {
  readonly size: number;
  /** Draws a frame into the slot at `byteOffset`; resolves when the pixels are there. */
  draw(frameIndex: number, byteOffset: number, fed: FedFrame): Promise<void>;
  /** Waits for the workers to end. Call when no draw is pending. */
  close(): Promise<void>;
}

interface Pending {
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

/** @param size number of workers, at least 1 */
export function createPixelPool(scene: PixelScene, size: number): PixelPool {
  const pending = new Map<number, Pending>();
  const idle: Worker[] = [];
  const waiting: ({ frameIndex: number; byteOffset: number } & FedFrame)[] = [];
  const ended = new Set<Worker>();
  let failure: Error | null = null;

  const post = (worker: Worker, request: PixelRequest): void => {
    worker.postMessage(request);
  };
  const next = (worker: Worker): void => {
    const job = waiting.shift();
    if (job) post(worker, { kind: 'draw', ...job });
    else idle.push(worker);
  };
  const fail = (error: Error): void => {
    failure = error;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };

  const workers = Array.from({ length: size }, () => {
    const worker = new Worker(workerUrl('pixelWorker'), { workerData: scene, name: 'pixels' });
    worker.on('message', ({ frameIndex }: PixelReply) => {
      pending.get(frameIndex)?.resolve();
      pending.delete(frameIndex);
      next(worker);
    });
    worker.on('error', fail);
    worker.once('exit', () => ended.add(worker));
    idle.push(worker);
    return worker;
  });

  return {
    size,
    draw(frameIndex, byteOffset, fed) {
      if (failure) return Promise.reject(failure);
      return new Promise((resolve, reject) => {
        pending.set(frameIndex, { resolve, reject });
        const worker = idle.pop();
        if (worker) post(worker, { kind: 'draw', frameIndex, byteOffset, ...fed });
        else waiting.push({ frameIndex, byteOffset, ...fed });
      });
    },
    async close() {
      await Promise.all(
        workers.map(
          (worker) =>
            new Promise<void>((resolve) => {
              if (ended.has(worker)) {
                resolve();
                return;
              }
              worker.once('exit', () => resolve());
              post(worker, { kind: 'close' });
            }),
        ),
      );
    },
  };
}
