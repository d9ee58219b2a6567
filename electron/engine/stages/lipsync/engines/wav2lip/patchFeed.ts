import { createHash } from 'node:crypto';
import { cancelledError } from '../../../../../../shared/errors.ts';
import type { FrameFeed } from '../../../../frames/frameFeed.ts';
import type { InferencePool } from '../../../../runtime/inference/types.ts';
import type { NetworkBinding } from './binding.ts';
import { firstWithSameMouth, WINDOW_LENGTH } from './mouthSound.ts';
import type { MouthSource, NetworkCall } from './networkCall.ts';
import { BYTES_PER_FLOAT, createNetworkCall, sharedFloats } from './networkCall.ts';
import type { Mouth } from './patchMemory.ts';
import { createPatchMemory } from './patchMemory.ts';
import { patchLength } from './types.ts';

/** Mouths that wait for their frames besides those being drawn: frames take them in bursts. */
const READY_AHEAD = 12;

interface Waiting {
  readonly resolve: (byteOffset: number) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Draws mouths while frames are drawn and encoded: as many calls as the pool takes at once, each as full as the pool
 * measured best, ahead of the frames by as much memory as there is. Mouths get their memory in the order of the frames,
 * so what a waiting frame lacks is held by frames that need nothing from it.
 *
 * Work begins with the first frame that is asked for. The signal stops it between calls; after a call that failed no
 * frame is answered. The pool stays open: it belongs to the caller.
 */
export function createPatchFeed(
  source: MouthSource,
  network: NetworkBinding,
  pool: InferencePool,
  signal: AbortSignal,
): FrameFeed {
  const firstFrames = firstWithSameMouth(source.sound, source.cropOfFrame);
  const frames = firstFrames.length;
  const mostRows = Math.max(1, Math.min(pool.batchSize, frames));
  const length = patchLength(network.sidePx);
  const drawnAhead = mostRows * (pool.concurrency + 1);
  const slots = drawnAhead + READY_AHEAD;
  const pixels = sharedFloats(slots * length);
  const memory = createPatchMemory(slots);
  const idleCalls: NetworkCall[] = [];
  const inFlight = new Set<Promise<void>>();

  /** Frames whose mouth has its place and that were not taken yet. */
  const planned = new Map<number, Mouth>();
  const waiting = new Map<number, Waiting>();
  let batch: Mouth[] = [];
  let nextFrame = 0;
  let isClosed = false;
  let failure: Error | null = null;
  let isNeeded: (frameIndex: number) => boolean = () => true;
  const heard = new Float32Array(WINDOW_LENGTH);

  const fail = (reason: unknown): void => {
    failure ??= reason instanceof Error ? reason : new Error(String(reason));
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  };
  const cancel = (): void => fail(cancelledError());
  if (signal.aborted) cancel();
  else signal.addEventListener('abort', cancel, { once: true });

  /** Gives places to frames until the batch is full, or places or frames end. @returns whether the batch is full */
  const planBatch = (): boolean => {
    const { batchSize, concurrency } = pool;
    // A pool that has moved to another device takes more and smaller calls: each gets its share of the memory. The
    // last calls share what is left, so that none of them works on alone at the end.
    const room = Math.floor(drawnAhead / (concurrency + 1));
    const rest = Math.ceil((frames - nextFrame + batch.length) / concurrency);
    const full = Math.max(1, Math.min(mostRows, batchSize, room, rest));
    for (; nextFrame < frames; nextFrame++) {
      if (!isNeeded(nextFrame)) continue;
      const firstFrame = firstFrames[nextFrame];
      let mouth = memory.find(firstFrame);
      if (!mouth) {
        const placed = batch.length < full ? memory.place(firstFrame) : null;
        if (!placed) break;
        batch.push(placed);
        mouth = placed;
      }
      mouth.users++;
      planned.set(nextFrame, mouth);
    }
    return batch.length >= full;
  };

  const freeCall = (): NetworkCall | undefined =>
    inFlight.size < pool.concurrency
      ? (idleCalls.pop() ?? createNetworkCall(source, network, pool, mostRows))
      : undefined;

  const isAwaited = (): boolean => {
    const mouths = [...waiting.keys()].map((frameIndex) => planned.get(frameIndex));
    return batch.some((mouth) => mouths.includes(mouth));
  };

  const draw = async (call: NetworkCall, mouths: readonly Mouth[]): Promise<void> => {
    try {
      const drawn = await call.draw(mouths.map(({ frameIndex }) => frameIndex));
      mouths.forEach((mouth, row) => {
        pixels.set(drawn.subarray(row * length, (row + 1) * length), mouth.slot * length);
        mouth.isDrawn = true;
      });
    } catch (error) {
      fail(error);
    }
    idleCalls.push(call);
  };

  const answer = (): void => {
    for (const [frameIndex, { resolve }] of waiting) {
      const mouth = planned.get(frameIndex);
      if (!mouth?.isDrawn) continue;
      planned.delete(frameIndex);
      waiting.delete(frameIndex);
      resolve(mouth.slot * length * BYTES_PER_FLOAT);
    }
  };

  const advance = (): void => {
    while (!isClosed && !failure) {
      const isFull = planBatch();
      // A batch that cannot be filled now is drawn when it never will be, or when a frame waits for it.
      const isDue = batch.length > 0 && (isFull || nextFrame === frames || isAwaited());
      const call = isDue ? freeCall() : undefined;
      if (!call) break;
      const mouths = batch;
      batch = [];
      const done = draw(call, mouths).then(() => {
        inFlight.delete(done);
        advance();
      });
      inFlight.add(done);
    }
    answer();
  };

  return {
    buffer: pixels.buffer,
    /** The network, where it runs, and what it hears; the faces it sees are part of the scene. */
    identify(frameIndex) {
      source.sound.copy(frameIndex, heard, 0);
      const sound = createHash('sha256').update(new Uint8Array(heard.buffer)).digest('hex');
      return `${pool.card.sha256} ${pool.device} ${source.cropOfFrame[frameIndex]} ${sound}`;
    },
    expect(isAsked) {
      isNeeded = isAsked;
    },
    take(frameIndex) {
      if (failure) return Promise.reject(failure);
      return new Promise((resolve, reject) => {
        waiting.set(frameIndex, { resolve, reject });
        advance();
      });
    },
    release(byteOffset) {
      const mouth = memory.inSlot(byteOffset / (length * BYTES_PER_FLOAT));
      if (!mouth || mouth.users === 0) throw new Error('This mouth was given back already.');
      mouth.users--;
      advance();
    },
    async close() {
      isClosed = true;
      signal.removeEventListener('abort', cancel);
      await Promise.all(inFlight);
    },
  };
}
