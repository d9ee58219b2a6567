import type { RenderRequest } from '../../../shared/contract/render.ts';
import { cutEdgesOf, NO_CUT_EDGES, type CutEdges } from '../../../shared/framing/cutEdges.ts';
import { placePerson, zoomCrop } from '../../../shared/framing/placement.ts';
import type { EngineContext } from '../context.ts';
import type { FrameFeed } from '../frames/frameFeed.ts';
import { createLoopFeed } from '../frames/loopFeed.ts';
import { pingPong } from '../frames/pingPong.ts';
import { createYuv, rgbaToYuv, yuvByteLength, type YuvImage } from '../frames/yuv.ts';
import { createGray, createRgba, type Box } from '../runtime/image.ts';
import { makeBackground } from '../stages/compose/background.ts';
import type { LoopBase, LoopCutOut, LoopMatte } from '../stages/compose/frameBase.ts';
import { landmarksInFrame, layOut, type FrameLayout } from '../stages/compose/layout.ts';
import { createLoopMatte } from '../stages/compose/loopMatte.ts';
import { landmarkBox } from '../stages/face/landmarks/describe.ts';
import { buildRig, restGapOf } from '../stages/lipsync/engines/builtin/draw/rig.ts';
import type { DrawnFace } from '../stages/lipsync/engines/wav2lip/index.ts';
import type { FaceInFrame } from '../stages/lipsync/types.ts';
import { MASK_SIDE_PX } from '../stages/matte/forward.ts';
import { eachFramedPicture, LOOP_VERSION, readLoopPictures, type LoopCrop } from '../stages/media/loop.ts';
import { MASK_LENGTH } from './loopMasks.ts';
import { loopPictureReader } from './loopPictureReader.ts';
import type { LoopAvatar } from './registerLoop.ts';
import { TRACK_LENGTH } from './trackFace.ts';

/** Most memory for the decoded pictures of a loop; beyond it they are decoded again each time they come round. */
export const LOOP_BUDGET_BYTES = 768 * 2 ** 20;

/** How a loop is to be shown. */
export interface LoopWishes extends Pick<RenderRequest, 'size' | 'background' | 'crop' | 'placement'> {
  /** Number of frames of the video. */
  readonly frames: number;
  /** Most memory for decoded pictures. */
  readonly budgetBytes: number;
  /** Which picture each frame shows; without it back and forth. */
  readonly pictureOf?: (frameIndex: number) => number;
  /** Which part of the pictures is shown before anybody is moved, loop pixels; without it chosen by the face. */
  readonly part?: FrameLayout;
}

/** A loop as the lip-sync engines and the drawing workers take it. */
export interface PreparedLoop {
  readonly base: LoopBase;
  /** The caller closes it. */
  readonly baseFeed: FrameFeed;
  /** For the built-in lip-sync: the face of the reference picture. Blinks and idle motion are to be 0. */
  readonly face: FaceInFrame;
  /** For a lip-sync network: the face in every picture that is shown, and those pictures, at frame size. */
  readonly drawnFace: DrawnFace;
  /** Stops reading pictures for the network, wherever it is; call when it has all it needs, or nothing more. */
  readonly closePictures: () => Promise<void>;
}

/** The mean of the boxes of a face that moves. */
function meanBox(landmarks: readonly Float32Array[]): Box {
  const sum = [0, 0, 0, 0];
  for (const one of landmarks) landmarkBox(one).forEach((value, i) => (sum[i] += value / landmarks.length));
  return [sum[0], sum[1], sum[2], sum[3]];
}

/** A layout of even numbers: colours are stored for two by two pixels and must not be cut in between. */
function evenLayout(layout: FrameLayout): FrameLayout {
  const even = (value: number): number => Math.floor(value / 2) * 2;
  const [left, top] = [even(layout.left), even(layout.top)];
  const [width, height] = [Math.max(2, even(layout.width)), Math.max(2, even(layout.height))];
  const into = {
    left: even(layout.into.left),
    top: even(layout.into.top),
    width: Math.max(2, even(layout.into.width)),
    height: Math.max(2, even(layout.into.height)),
  };
  return { left, top, width, height, into, scaleX: into.width / width, scaleY: into.height / height };
}

/** Where the loop cuts the person in any of its pictures. */
function cutEdgesOfMasks(masks: Uint8Array): CutEdges {
  const sides = { ...NO_CUT_EDGES };
  for (let start = 0; start < masks.length; start += MASK_LENGTH) {
    const cut = cutEdgesOf(
      MASK_SIDE_PX,
      MASK_SIDE_PX,
      (x, y) => masks[start + y * MASK_SIDE_PX + x],
      HALF_OPAQUE,
    );
    for (const side of ['left', 'top', 'right', 'bottom'] as const) sides[side] ||= cut[side];
  }
  return sides;
}

const HALF_OPAQUE = 127;

/** The picture in which the lips are closest together, for the width of the face. */
function mostClosed(landmarks: readonly Float32Array[]): number {
  const gaps = landmarks.map((one) => restGapOf(buildRig(one).mouth));
  return gaps.indexOf(Math.min(...gaps));
}

interface ReferencePicture {
  /** Where the person stands. */
  readonly layout: FrameLayout;
  /** Where the loop was before the person was moved. */
  readonly crop: FrameLayout;
  readonly size: RenderRequest['size'];
  readonly reference: YuvImage;
  readonly referencePicture: number;
}

/** What stands behind the person of a loop, and where the person is in the frame. A blurred background stands still. */
async function cutOutLoop(
  { loop, fps, pictures }: LoopAvatar,
  allMasks: Uint8Array,
  { layout, crop, size, reference, referencePicture }: ReferencePicture,
  background: RenderRequest['background'],
  context: Pick<EngineContext, 'ffmpegPath' | 'signal'>,
): Promise<LoopCutOut> {
  if (allMasks.length !== pictures * MASK_LENGTH)
    throw new Error(`There are ${allMasks.length / MASK_LENGTH} masks for ${pictures} pictures.`);
  const masks = new Uint8Array(new SharedArrayBuffer(allMasks.length));
  masks.set(allMasks);
  const cellsX = MASK_SIDE_PX / loop.width;
  const cellsY = MASK_SIDE_PX / loop.height;
  const matteOf = ({ left, top, into, scaleX, scaleY }: FrameLayout): LoopMatte => ({
    masks,
    sidePx: MASK_SIDE_PX,
    left: (left - into.left / scaleX) * cellsX,
    top: (top - into.top / scaleY) * cellsY,
    stepX: cellsX / scaleX,
    stepY: cellsY / scaleY,
    filled: into,
  });
  const composed = createRgba(size.widthPx, size.heightPx);
  const range = { fps, from: referencePicture, count: 1 };
  await eachFramedPicture(loop, { ...crop, ...size }, range, composed, () => Promise.resolve(), context);
  const opacity = createLoopMatte(
    matteOf(crop),
    size.widthPx,
    size.heightPx,
  )(referencePicture, crop === layout ? reference : rgbaToYuv(composed));
  const alpha = createGray(size.widthPx, size.heightPx);
  for (let i = 0; i < opacity.length; i++) alpha.data[i] = opacity[i] / 255;
  return {
    matte: matteOf(layout),
    background: rgbaToYuv(await makeBackground(background, composed, alpha, size)),
  };
}

/**
 * Lays a loop out in the frame, plays it, back and forth where nothing else is asked, to the length of the speech, and says where its face is.
 * @throws KotohogiError `background-unreadable`; `loop-corrupt`; `cancelled`
 */
export async function prepareLoop(
  avatar: LoopAvatar,
  { size, background, crop: cropChoice, placement, frames, budgetBytes, part, ...wishes }: LoopWishes,
  context: Pick<EngineContext, 'ffmpegPath' | 'signal'>,
): Promise<PreparedLoop> {
  const { loop, fps } = avatar;
  const pictureOf = wishes.pictureOf ?? ((frame: number) => pingPong(frame, avatar.pictures));
  const pictures = wishes.pictureOf ? avatar.pictures : Math.min(avatar.pictures, frames);
  const own = Array.from({ length: pictures }, (_, i) =>
    avatar.landmarks.subarray(i * TRACK_LENGTH, (i + 1) * TRACK_LENGTH),
  );
  const box = meanBox(own);
  const laidOut = part ?? layOut(loop, size, box, { crop: cropChoice, personBox: null });
  const placedLayout = avatar.masks
    ? placePerson(laidOut, loop, size, placement, box, cutEdgesOfMasks(avatar.masks))
    : zoomCrop(laidOut, loop, size, placement);
  const layout = evenLayout(placedLayout);
  const crop = placedLayout === laidOut ? layout : evenLayout(laidOut);
  const landmarks = new Float32Array(new SharedArrayBuffer(pictures * TRACK_LENGTH * 4));
  own.forEach((one, i) => landmarks.set(landmarksInFrame(one, layout), i * TRACK_LENGTH));
  const placed = Array.from({ length: pictures }, (_, i) =>
    landmarks.subarray(i * TRACK_LENGTH, (i + 1) * TRACK_LENGTH),
  );
  const pictureOfFrame = new Int32Array(new SharedArrayBuffer(frames * 4));
  for (let frame = 0; frame < frames; frame++) pictureOfFrame[frame] = pictureOf(frame);

  const cut: LoopCrop = { ...layout, ...size };
  const referencePicture = mostClosed(placed);
  const reference = createYuv(size.widthPx, size.heightPx);
  await readLoopPictures(
    loop,
    cut,
    { fps, from: referencePicture, count: 1 },
    () => new Uint8Array(reference.y.buffer),
    () => undefined,
    context,
  );
  const reader = loopPictureReader(loop, cut, { fps, from: 0, count: pictures }, context);
  const baseFeed = createLoopFeed(
    {
      pictures: avatar.pictures,
      pictureBytes: yuvByteLength(size.widthPx, size.heightPx),
      identity: JSON.stringify([loop.sha256, LOOP_VERSION, cut, fps]),
      pictureOf,
      read: (range, targetOf, onPicture, signal) =>
        readLoopPictures(loop, cut, { fps, ...range }, targetOf, onPicture, { ...context, signal }),
    },
    frames,
    budgetBytes,
    context.signal,
  );
  return {
    base: {
      kind: 'loop',
      width: size.widthPx,
      height: size.heightPx,
      cutOut:
        avatar.masks &&
        (await cutOutLoop(
          avatar,
          avatar.masks,
          { layout, crop, size, reference, referencePicture },
          background,
          context,
        )),
      face: { landmarks, pictureOfFrame, reference, referencePicture },
    },
    baseFeed,
    face: { landmarks: placed[referencePicture], photoScale: layout.scaleX },
    drawnFace: {
      landmarks: placed,
      picture: (index) => reader.picture(index),
      toFrame: [1, 0, 0, 0, 1, 0],
      pictureOfFrame,
      still: null,
    },
    closePictures: () => reader.close(),
  };
}
