import { throwIfCancelled } from '../../../../../../shared/errors.ts';
import type { EngineContext } from '../../../../context.ts';
import type { RgbaImage } from '../../../../runtime/image.ts';
import type { Affine } from './affine.ts';
import { chain } from './affine.ts';
import { cropOf, faceRectangle, smoothRectangles } from './faceCrop.ts';
import { readFacePicture } from './facePicture.ts';
import { mouthMask } from './mouthMask.ts';
import type { PatchAnimation } from './types.ts';
import { patchLength } from './types.ts';

/** One face through all pictures: one of a photo, as many as a video loop has. */
export interface MovingFace {
  /** 468 x (x, y, z) of every picture, in its pixels. */
  readonly landmarks: readonly Float32Array[];
  /** A picture in full resolution; asked for once each, in order. */
  picture(index: number): RgbaImage | Promise<RgbaImage>;
  /** From pixels of the pictures to pixels of the frame. */
  readonly toFrame: Affine;
}

export type FacePictures = Pick<PatchAnimation, 'sidePx' | 'crops' | 'masks' | 'references'>;

/**
 * Cuts out the face of every picture as the network wants to see it, and the mask of its mouth.
 * @throws `cancelled` between two pictures
 */
export async function cutFaces(
  face: MovingFace,
  sidePx: number,
  { signal, progress }: Pick<EngineContext, 'signal' | 'progress'>,
): Promise<FacePictures> {
  const { landmarks, toFrame } = face;
  const count = landmarks.length;
  const plane = sidePx * sidePx;
  const crops = new Float32Array(new SharedArrayBuffer(count * 6 * 4));
  const masks = new Uint8Array(new SharedArrayBuffer(count * plane));
  const references = new Uint8Array(new SharedArrayBuffer(count * patchLength(sidePx)));
  const rectangles = smoothRectangles(landmarks.map(faceRectangle));
  for (const [index, rectangle] of rectangles.entries()) {
    throwIfCancelled(signal);
    const crop = cropOf(rectangle, sidePx);
    crops.set(chain(toFrame, crop), index * 6);
    readFacePicture(await face.picture(index), crop, sidePx, references, index * patchLength(sidePx));
    masks.set(
      mouthMask(landmarks[index], crop, sidePx).map((opacity) => Math.round(255 * opacity)),
      index * plane,
    );
    progress.report((index + 1) / count);
  }
  return { sidePx, crops, masks, references };
}
