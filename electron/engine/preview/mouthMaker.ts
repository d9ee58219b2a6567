/** Mouths of a network in any order: those that are wanted together are drawn in one call, and each only once. */
import type { EngineContext } from '../context.ts';
import { bindNetwork, type NetworkBinding } from '../stages/lipsync/engines/wav2lip/binding.ts';
import { cutFaces, type FacePictures } from '../stages/lipsync/engines/wav2lip/faces.ts';
import { drawnOpacity, type DrawnFace, type MouthNetwork } from '../stages/lipsync/engines/wav2lip/index.ts';
import { mouthSound, WINDOW_LENGTH, type MouthSound } from '../stages/lipsync/engines/wav2lip/mouthSound.ts';
import { createNetworkCall, type NetworkCall } from '../stages/lipsync/engines/wav2lip/networkCall.ts';
import { patchLength } from '../stages/lipsync/engines/wav2lip/types.ts';
import type { MelMatrix } from '../stages/voice/types.ts';
import { MEL_FRAMES_PER_SEC } from '../stages/voice/wav2lipMel.ts';
import { ContentName } from './contentName.ts';

/** Drawn mouths that are kept: some ten seconds of them. */
const KEPT_BYTES = 32 * 2 ** 20;

/** One mouth to be drawn: which face, which sound. */
interface Order {
  readonly name: number;
  readonly picture: number;
  readonly frameIndex: number;
  readonly sound: MouthSound;
}

interface Asker {
  readonly resolve: (mouth: Float32Array) => void;
  readonly reject: (reason: unknown) => void;
}

/** A face as a network sees it, and the mouths that were drawn for it, of whatever voice. */
export interface MouthPictures {
  readonly faces: FacePictures;
  /** Values of one mouth. */
  readonly mouthLength: number;
  readonly opacity: (mouthStrength: number) => number;
  /** Drawn together with others that are asked for before the network is free, and with what is expected. */
  ask(order: Order): Promise<Float32Array>;
  /** What will be asked for, in this order: fills up calls, and keeps the network busy. Replaces what was expected. */
  expect(orders: readonly Order[]): void;
}

/** The mouths of one voice. */
export interface MouthMaker {
  /** Equal names: equal mouths. */
  nameOf(frameIndex: number): number;
  mouthOf(frameIndex: number): Promise<Float32Array>;
  /** Frames that will be drawn next. */
  expect(frames: readonly number[]): void;
}

/**
 * Cuts out the face of every picture, ready for a network.
 * @throws KotohogiError `lipsync-network` for a network with other tensors; `cancelled`
 */
export async function cutMouths(
  face: DrawnFace,
  { inputs, outputs, pool }: MouthNetwork,
  room: Pick<EngineContext, 'signal' | 'progress'>,
): Promise<MouthPictures> {
  const binding: NetworkBinding = bindNetwork({ inputs, outputs });
  const faces = await cutFaces(face, binding.sidePx, room);
  const mouthLength = patchLength(binding.sidePx);
  const rows = Math.max(1, pool.batchSize);
  const kept = new Map<number, Float32Array>();
  const mostKept = Math.floor(KEPT_BYTES / (mouthLength * 4));
  const waiting: Order[] = [];
  let expected: Order[] = [];
  /** Who waits for what is being drawn, or will be. */
  const underWay = new Map<number, Asker[]>();
  const idleCalls: (NetworkCall & { readonly orders: Order[]; readonly crops: Int32Array })[] = [];
  let calls = 0;
  let isDue = false;

  const createCall = () => {
    const orders: Order[] = [];
    const crops = new Int32Array(new SharedArrayBuffer(rows * Int32Array.BYTES_PER_ELEMENT));
    const sound: MouthSound = {
      starts: new Int32Array(0),
      copy: (row, target, offset) => orders[row].sound.copy(orders[row].frameIndex, target, offset),
      isSame: () => false,
      isSilent: () => false,
    };
    const source = { ...faces, cropOfFrame: crops, sound };
    return { ...createNetworkCall(source, binding, pool, rows), orders, crops };
  };

  function keep(name: number, mouth: Float32Array): void {
    kept.set(name, mouth);
    for (const old of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(old);
    }
  }

  async function drawBatch(batch: readonly Order[]): Promise<void> {
    const call = idleCalls.pop() ?? createCall();
    call.orders.length = 0;
    call.orders.push(...batch);
    batch.forEach(({ picture }, row) => (call.crops[row] = picture));
    try {
      const drawn = await call.draw(batch.map((_, row) => row));
      batch.forEach(({ name }, row) => {
        const mouth = drawn.slice(row * mouthLength, (row + 1) * mouthLength);
        keep(name, mouth);
        for (const { resolve } of underWay.get(name) ?? []) resolve(mouth);
        underWay.delete(name);
      });
    } catch (error) {
      for (const { name } of batch) {
        for (const { reject } of underWay.get(name) ?? []) reject(error);
        underWay.delete(name);
      }
    }
    idleCalls.push(call);
  }

  /** What somebody waits for, and then what will be wanted. */
  function nextBatch(): Order[] {
    const most = Math.min(rows, Math.max(1, pool.batchSize));
    const batch = waiting.splice(0, most);
    while (batch.length < most) {
      const next = expected.shift();
      if (!next) break;
      if (kept.has(next.name) || underWay.has(next.name)) continue;
      underWay.set(next.name, []);
      batch.push(next);
    }
    return batch;
  }

  function advance(): void {
    isDue = false;
    while (calls < pool.concurrency) {
      const batch = nextBatch();
      if (batch.length === 0) return;
      calls++;
      void drawBatch(batch).then(() => {
        calls--;
        advance();
      });
    }
  }

  function advanceSoon(): void {
    // All that is asked for in the same go shares a call.
    if (!isDue) setImmediate(advance);
    isDue = true;
  }

  return {
    faces,
    mouthLength,
    opacity: drawnOpacity,
    ask(order) {
      const known = kept.get(order.name);
      if (known) {
        keep(order.name, known);
        return Promise.resolve(known);
      }
      return new Promise((resolve, reject) => {
        const same = underWay.get(order.name);
        if (same) {
          same.push({ resolve, reject });
          return;
        }
        underWay.set(order.name, [{ resolve, reject }]);
        waiting.push(order);
        advanceSoon();
      });
    },
    expect(orders) {
      expected = [...orders];
      if (expected.length > 0) advanceSoon();
    },
  };
}

export interface MouthMakerOptions {
  readonly fps: number;
  readonly strength: number;
  readonly pictureOf: (frameIndex: number) => number;
}

export function createMouthMaker(
  pictures: MouthPictures,
  mel: MelMatrix,
  { fps, strength, pictureOf }: MouthMakerOptions,
): MouthMaker {
  // The window of a frame is cut when it is needed: frames beyond the end of the sound have the last one.
  const frames = Math.ceil((mel.frames / MEL_FRAMES_PER_SEC) * fps) + 1;
  const sound = mouthSound(mel, fps, frames, strength);
  const window = new Float32Array(WINDOW_LENGTH);
  const nameOf = (frameIndex: number): number => {
    sound.copy(frameIndex, window, 0);
    return new ContentName().numbers([pictureOf(frameIndex)]).floats(window).value;
  };
  const orderOf = (frameIndex: number): Order => ({
    name: nameOf(frameIndex),
    picture: pictureOf(frameIndex),
    frameIndex,
    sound,
  });
  return {
    nameOf,
    mouthOf: (frameIndex) => pictures.ask(orderOf(frameIndex)),
    expect: (frames) => pictures.expect(frames.map(orderOf)),
  };
}
