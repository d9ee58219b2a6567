import { Worker } from 'node:worker_threads';
import { workerUrl } from '../runtime/workerUrl.ts';
import type { CutPicture } from './cutPicture.ts';
import type { FedFrame } from './frameFeed.ts';
import type { PixelReply, PixelRequest, PixelScene } from './pixelScene.ts';

/** Pixel workers that draw frames of one scene. */
export interface PixelPool {
  readonly size: number;
  /** Draws a frame into the slot at `byteOffset`; resolves when the pixels are there. */
  draw(frameIndex: number, byteOffset: number, fed: FedFrame): Promise<void>;
  /** Draws a frame, and says what of it differs from the picture at rest. */
  show(frameIndex: number, byteOffset: number, fed: FedFrame): Promise<CutPicture>;
  /** Waits for the workers to end. Call when no draw is pending. */
  close(): Promise<void>;
}

type DrawRequest = Extract<PixelRequest, { kind: 'draw' }>;

interface Pending {
  readonly resolve: (picture: CutPicture | null) => void;
  readonly reject: (reason: Error) => void;
}

/** @param size number of workers, at least 1 */
export function createPixelPool(scene: PixelScene, size: number): PixelPool {
  const pending = new Map<number, Pending>();
  const idle: Worker[] = [];
  const waiting: DrawRequest[] = [];
  const ended = new Set<Worker>();
  let failure: Error | null = null;

  const post = (worker: Worker, request: PixelRequest): void => {
    worker.postMessage(request);
  };
  const next = (worker: Worker): void => {
    const job = waiting.shift();
    if (job) post(worker, job);
    else idle.push(worker);
  };
  const fail = (error: Error): void => {
    failure = error;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };

  const workers = Array.from({ length: size }, () => {
    const worker = new Worker(workerUrl('pixelWorker'), { workerData: scene, name: 'pixels' });
    worker.on('message', ({ frameIndex, picture }: PixelReply) => {
      pending.get(frameIndex)?.resolve(picture);
      pending.delete(frameIndex);
      next(worker);
    });
    worker.on('error', fail);
    worker.once('exit', () => ended.add(worker));
    idle.push(worker);
    return worker;
  });

  const order = (request: DrawRequest): Promise<CutPicture | null> => {
    if (failure) return Promise.reject(failure);
    return new Promise((resolve, reject) => {
      pending.set(request.frameIndex, { resolve, reject });
      const worker = idle.pop();
      if (worker) post(worker, request);
      else waiting.push(request);
    });
  };

  return {
    size,
    async draw(frameIndex, byteOffset, fed) {
      await order({ kind: 'draw', frameIndex, byteOffset, isShown: false, ...fed });
    },
    async show(frameIndex, byteOffset, fed) {
      const picture = await order({ kind: 'draw', frameIndex, byteOffset, isShown: true, ...fed });
      if (!picture) throw new Error('A frame that was to be shown came without its picture.');
      return picture;
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
