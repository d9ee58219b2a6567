/**
 * What a preview is drawn on and with: the picture at rest, the face in it, and workers that draw any frame of any
 * voice in any order. Frames are drawn by the code that draws those of a video.
 *
 * Workers are started once per look and know nothing of voices: each slot of the frame memory has a pose, a picture
 * of the loop, a mouth and words of its own, which are put there before the frame of a slot is ordered.
 */
import os from 'node:os';
import type { TimeMap } from '../../../shared/prosody/timeMap.ts';
import type { RenderRequest } from '../../../shared/contract/render.ts';
import type { EngineContextOfCall } from '../engineHost.ts';
import type { CutPicture } from '../frames/cutPicture.ts';
import { cutRgba } from '../frames/cutPicture.ts';
import type { FrameFeed } from '../frames/frameFeed.ts';
import { createFramePool } from '../frames/framePool.ts';
import { createPixelPool } from '../frames/pixelPool.ts';
import { createRenderProgress } from '../renderProgress.ts';
import { createStageClock } from '../stageClock.ts';
import { sizeOfBase, type FrameBase } from '../stages/compose/frameBase.ts';
import { zoneOfFace } from '../stages/compose/layout.ts';
import { POSE_LENGTH } from '../stages/lipsync/engines/builtin/draw/pose.ts';
import { animationOf, type FaceAnimation } from '../stages/lipsync/engines/builtin/index.ts';
import { trackOf } from '../stages/lipsync/engines/builtin/track/index.ts';
import type { MouthNetwork } from '../stages/lipsync/engines/wav2lip/index.ts';
import type { MouthMotion } from '../stages/lipsync/types.ts';
import { openSubject } from '../subject.ts';
import { createMouthMaker, cutMouths, type MouthMaker, type MouthPictures } from './mouthMaker.ts';
import type { VoiceCurves } from './phraseCurves.ts';
import { createSlotWords, type WordsOfVoice } from './slotWords.ts';

/** What is drawn, without where it goes. */
export type SceneRequest = Omit<RenderRequest, 'outPath'>;

/** How a face moves with one voice. */
export interface VoiceMotion {
  readonly frames: number;
  /** Packed poses, one per frame; null where a loop keeps its own life and a network draws the mouth. */
  readonly poses: Float32Array | null;
  /** What the network hears; null without one. */
  readonly mouths: MouthMaker | null;
  readonly words: WordsOfVoice;
}

export interface PreviewScene {
  readonly widthPx: number;
  readonly heightPx: number;
  /** RGBA of the picture at rest; null for a loop, whose frames come whole. A new copy each time. */
  still(): ArrayBuffer | null;
  readonly warnings: readonly string[];
  /** How many frames may be drawn at once. */
  readonly slots: number;
  motionOf(curves: VoiceCurves, timeMap: TimeMap): VoiceMotion;
  /** The picture of the loop that a frame shows; 0 for a photo. */
  pictureOf(frameIndex: number): number;
  /**
   * Draws one frame. At most `slots` at a time.
   * @throws KotohogiError kind `cancelled` when the scene is closed meanwhile
   */
  draw(frameIndex: number, motion: VoiceMotion): Promise<CutPicture>;
  close(): Promise<void>;
}

/** Longer voices are not taken. */
const LONGEST_SEC = 3600;
/** Adjusted voices may be longer than recorded ones. */
const LENGTHENED = 2;
/** Frames that wait for nothing but their way to the page, besides those being drawn. */
const SLOTS_AHEAD = 2;
const MAX_WORKERS = 8;

const shared = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes);

/** One place per slot instead of one per frame. */
function slotBase(base: FrameBase, slots: number): { base: FrameBase; pictures: Int32Array | null } {
  if (base.kind === 'still') return { base, pictures: null };
  const pictureOfFrame = new Int32Array(shared(slots * Int32Array.BYTES_PER_ELEMENT));
  return { base: { ...base, face: { ...base.face, pictureOfFrame } }, pictures: pictureOfFrame };
}

/**
 * Finds who speaks, composes the frame at rest and starts the workers.
 * @param network null: the built-in lip-sync. The caller closes it after the scene
 * @throws KotohogiError for a photo or loop that cannot be used, and for what is missing; `cancelled`
 */
export async function openScene(
  request: SceneRequest,
  context: EngineContextOfCall,
  network: MouthNetwork | null,
): Promise<PreviewScene> {
  const { fps } = request;
  const progress = createRenderProgress(() => undefined, request.background.kind !== 'none');
  const clock = createStageClock(context, progress);
  const room = { ...context, progress: progress.stage('lipsync') };
  // The file is never written: a preview has no result to put anywhere.
  const complete: RenderRequest = { ...request, outPath: '' };
  const subject = await openSubject(complete, context, clock);
  const placed = await subject.place(Math.ceil(LONGEST_SEC * LENGTHENED * fps));
  const feeds: FrameFeed[] = [];
  try {
    const pictures: MouthPictures | null = network && (await cutMouths(placed.drawnFace(), network, room));
    const { base, baseFeed } = await placed.compose();
    if (baseFeed) feeds.push(baseFeed);
    const size = sizeOfBase(base);
    const workers = Math.min(MAX_WORKERS, os.availableParallelism());
    const slots = workers + SLOTS_AHEAD;
    const inSlots = slotBase(base, slots);
    const options = { ...request, ...placed.life };
    const movesBase = base.kind === 'still' || !pictures;
    const faceAtRest = placed.faceInFrame;

    const slotPoses = new Float32Array(shared(slots * POSE_LENGTH * 4));
    const slotCrops = new Int32Array(shared(slots * 4));
    const mouthBytes = pictures ? pictures.mouthLength * 4 : 0;
    const patches =
      pictures && pictures.opacity(request.mouthStrength) > 0 ? shared(slots * mouthBytes) : null;
    const words = await createSlotWords(request, slots, zoneOfFace(faceAtRest.landmarks));

    const slotAnimation = (): FaceAnimation => {
      const silence = { frames: 0, fps, ...emptyTrack() };
      return { ...animationOf(faceAtRest, silence, options), poses: slotPoses, frames: slots };
    };
    const mouth: MouthMotion = pictures
      ? {
          kind: 'patch',
          animation: {
            ...pictures.faces,
            cropOfFrame: slotCrops,
            sharpness: request.mouthSharpness,
            opacity: pictures.opacity(request.mouthStrength),
            idle: base.kind === 'still' ? slotAnimation() : null,
          },
        }
      : { kind: 'warp', animation: slotAnimation() };

    const still = base.kind === 'still' ? base.still : null;
    const framePool = createFramePool(size, still, slots);
    const slotBytes = framePool.buffer.byteLength / slots;
    const pixelPool = createPixelPool(
      {
        base: inSlots.base,
        mouth,
        frameBuffer: framePool.buffer,
        baseBuffer: baseFeed?.buffer ?? null,
        patchBuffer: patches,
        captionBuffer: words.captionBuffer,
        titles: words.titles,
      },
      workers,
    );
    const drawing = new Set<Promise<unknown>>();
    const pictureOf = (frameIndex: number): number =>
      base.kind === 'loop' ? base.face.pictureOfFrame[frameIndex] : 0;

    async function drawInto(
      byteOffset: number,
      frameIndex: number,
      motion: VoiceMotion,
    ): Promise<CutPicture> {
      const slot = byteOffset / slotBytes;
      let baseOffset: number | null = null;
      try {
        const mouthPatch = patches && motion.mouths ? await motion.mouths.mouthOf(frameIndex) : null;
        if (baseFeed) baseOffset = await baseFeed.take(frameIndex);
        const captionOffset = await words.put(slot, frameIndex, motion.words);
        if (motion.poses && movesBase)
          slotPoses.set(
            motion.poses.subarray(frameIndex * POSE_LENGTH, (frameIndex + 1) * POSE_LENGTH),
            slot * POSE_LENGTH,
          );
        if (inSlots.pictures) inSlots.pictures[slot] = pictureOf(frameIndex);
        slotCrops[slot] = pictureOf(frameIndex);
        if (patches && mouthPatch)
          new Float32Array(patches, slot * mouthBytes, mouthPatch.length).set(mouthPatch);
        return await pixelPool.show(slot, byteOffset, {
          baseOffset,
          patchOffset: patches && mouthPatch ? slot * mouthBytes : null,
          captionOffset,
        });
      } finally {
        if (baseOffset !== null) baseFeed?.release(baseOffset);
        framePool.release(byteOffset);
      }
    }

    return {
      widthPx: size.width,
      heightPx: size.height,
      still: () => still && cutRgba(still, { left: 0, top: 0, right: still.width, bottom: still.height }),
      warnings: subject.warnings,
      slots,
      pictureOf,
      motionOf(curves, timeMap) {
        const track = trackOf(curves, fps);
        return {
          frames: track.frames,
          poses: movesBase ? animationOf(faceAtRest, track, options).poses : null,
          mouths:
            pictures && patches
              ? createMouthMaker(pictures, curves.mel, { fps, strength: request.mouthStrength, pictureOf })
              : null,
          words: words.of(timeMap, track.frames),
        };
      },
      draw(frameIndex, motion) {
        const byteOffset = framePool.take();
        if (byteOffset === null) throw new Error('More frames are drawn at once than there is room for.');
        const done = drawInto(byteOffset, frameIndex, motion);
        const settled = done.then(
          () => undefined,
          () => undefined,
        );
        drawing.add(settled);
        void settled.then(() => drawing.delete(settled));
        return done;
      },
      async close() {
        await Promise.all(drawing);
        await pixelPool.close();
        for (const feed of feeds) await feed.close();
      },
    };
  } catch (error) {
    for (const feed of feeds) await feed.close();
    throw error;
  } finally {
    await placed.close();
  }
}

const none = new Float32Array(0);
const emptyTrack = () => ({
  open: none,
  width: none,
  protrusion: none,
  closure: none,
  teeth: none,
  rhythm: none,
  momentSec: new Float64Array(0),
  recordedSec: 0,
});
