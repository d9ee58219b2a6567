/**
 * What frames are made from, so that a frame that was drawn before is recognised without drawing it. Everything in a
 * scene counts, whether it is known here or not, except the few lists that hold one entry per frame: of those, each
 * frame has its own.
 */
import { createHash, type Hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { workerUrl } from '../runtime/workerUrl.ts';
import type { FaceAnimation } from '../stages/lipsync/engines/builtin/index.ts';
import { POSE_LENGTH } from '../stages/lipsync/engines/builtin/draw/pose.ts';
import { identifyTitles } from '../stages/compose/titles/titleTrack.ts';
import type { FrameFeed } from './frameFeed.ts';
import type { DrawingScene } from './startDrawing.ts';

/** Adds a value to a hash: its type, its size and all it holds; names of an object in alphabetical order. */
export function hashValue(hash: Hash, value: unknown): void {
  if (ArrayBuffer.isView(value)) {
    hash.update(`${value.constructor.name} ${value.byteLength}:`);
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (Array.isArray(value)) {
    hash.update(`[${value.length}:`);
    for (const one of value) hashValue(hash, one);
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    hash.update(`{${entries.length}:`);
    for (const [name, one] of entries) {
      hash.update(`${JSON.stringify(name)}:`);
      hashValue(hash, one);
    }
  } else if (typeof value === 'function' || typeof value === 'symbol') {
    throw new Error('A scene is plain data.');
  } else {
    hash.update(`${typeof value} ${JSON.stringify(value) ?? ''};`);
  }
}

/** The SHA-256 of the program that draws: its bundle, which names the pieces it loads by their content. */
let drawingProgram: Promise<string> | null = null;
function hashOfDrawingProgram(): Promise<string> {
  drawingProgram ??= readFile(workerUrl('pixelWorker')).then((bytes) =>
    createHash('sha256').update(bytes).digest('hex'),
  );
  return drawingProgram;
}

/** Lists with entries per frame, and what is left of a scene without them. */
interface SplitScene {
  readonly lasting: unknown;
  readonly perFrame: readonly {
    readonly values: ArrayLike<number> & ArrayBufferView;
    readonly each: number;
  }[];
}

/** `frames` is the length of the list, not something that is drawn. */
const splitFace = (animation: FaceAnimation): SplitScene => ({
  lasting: { ...animation, poses: null, frames: null },
  perFrame: [{ values: animation.poses, each: POSE_LENGTH }],
});

function splitMouth(mouth: DrawingScene['mouth']): SplitScene {
  if (mouth.kind === 'own') return { lasting: mouth, perFrame: [] };
  if (mouth.kind === 'warp') {
    const { animation, ...rest } = mouth;
    const face = splitFace(animation);
    return { lasting: { ...rest, face: face.lasting }, perFrame: face.perFrame };
  }
  const { animation, ...rest } = mouth;
  const { cropOfFrame, idle, ...patch } = animation;
  const life = idle && splitFace(idle);
  return {
    lasting: { ...rest, ...patch, idle: life && life.lasting },
    perFrame: [{ values: cropOfFrame, each: 1 }, ...(life ? life.perFrame : [])],
  };
}

function splitBase(base: DrawingScene['base']): SplitScene {
  if (base.kind === 'still') return { lasting: base, perFrame: [] };
  const { face, ...rest } = base;
  const { pictureOfFrame, ...lasting } = face;
  return { lasting: { ...rest, face: lasting }, perFrame: [{ values: pictureOfFrame, each: 1 }] };
}

const isFeed = (value: unknown): value is FrameFeed =>
  typeof value === 'object' && value !== null && 'take' in value && typeof value.take === 'function';

/** Frames by what they are made from. */
export interface FrameIdentities {
  /**
   * What a frame is made from, as 64 hex digits: frames with the same text look the same. null when it cannot be told,
   * which then holds for all frames.
   */
  readonly identify: (frameIndex: number) => string | null;
}

/** @throws Error when the drawing program is not there */
export async function identifyFrames(scene: DrawingScene): Promise<FrameIdentities> {
  const { base, mouth, titles, ...others } = { ...scene, frames: null };
  const feeds = Object.entries(others).filter(([, value]) => isFeed(value)) as [string, FrameFeed][];
  const plain = Object.fromEntries(Object.entries(others).filter(([, value]) => !isFeed(value)));
  const parts = [splitBase(base), splitMouth(mouth)];
  const hash = createHash('sha256').update(await hashOfDrawingProgram());
  hashValue(hash, [plain, feeds.map(([name]) => name), ...parts.map(({ lasting }) => lasting)]);
  const lasting = hash.digest('hex');
  const perFrame = parts.flatMap((part) => part.perFrame);
  return {
    identify(frameIndex) {
      const own = createHash('sha256').update(lasting);
      for (const [, feed] of feeds) {
        const fed = feed.identify?.(frameIndex) ?? null;
        if (fed === null) return null;
        own.update(`${fed.length}:${fed}`);
      }
      if (titles) own.update(identifyTitles(titles, frameIndex));
      for (const { values, each } of perFrame) {
        const bytes = values.byteLength / values.length;
        own.update(
          new Uint8Array(values.buffer, values.byteOffset + frameIndex * each * bytes, each * bytes),
        );
      }
      return own.digest('hex');
    },
  };
}
