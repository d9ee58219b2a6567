import type { FedFrame } from '../../frames/frameFeed.ts';
import type { YuvImage } from '../../frames/yuv.ts';
import { viewYuv } from '../../frames/yuv.ts';
import type { LoopBase } from './frameBase.ts';
import { createLoopMatte } from './loopMatte.ts';
import type { FrameLayers } from './paintFrame.ts';

/** The picture of a video loop that a frame shows. @throws Error when the frame was drawn without its feed */
export function loopPicture(
  { width, height }: LoopBase,
  baseBuffer: SharedArrayBuffer,
  { baseOffset }: FedFrame,
): YuvImage {
  if (baseOffset === null) throw new Error('A frame of a video loop needs its picture.');
  return viewYuv(baseBuffer, baseOffset, width, height);
}

/** Fills a frame with a picture of its size. */
export function copyPicture(from: YuvImage, to: YuvImage): void {
  for (const plane of ['y', 'u', 'v'] as const) to[plane].set(from[plane]);
}

/**
 * What each picture of a loop consists of: all of it, or the person over another background.
 * @returns the layers of a frame; their opacity is reused for the next one
 */
export function loopLayers({
  width,
  height,
  cutOut,
  face,
}: LoopBase): (frameIndex: number, picture: YuvImage) => FrameLayers {
  if (!cutOut) return (_frameIndex, picture) => ({ person: picture, personAlpha: null, background: null });
  const refine = createLoopMatte(cutOut.matte, width, height);
  return (frameIndex, picture) => ({
    person: picture,
    personAlpha: refine(face.pictureOfFrame[frameIndex], picture),
    background: cutOut.background,
  });
}

/** Fills a frame with its layers, when nothing moves in them. */
export function fillFrame({ person, personAlpha, background }: FrameLayers, target: YuvImage): void {
  if (!personAlpha || !background) {
    copyPicture(person, target);
    return;
  }
  const { width, height } = person;
  copyPicture(background, target);
  for (let i = 0; i < personAlpha.length; i++) {
    const alpha = personAlpha[i];
    if (alpha === 0) continue;
    const behind = background.y[i];
    target.y[i] = alpha === 255 ? person.y[i] : behind + (person.y[i] - behind) * (alpha / 255);
  }
  for (let y = 0, at = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2, at++) {
      const from = y * width + x;
      const alpha =
        (personAlpha[from] +
          personAlpha[from + 1] +
          personAlpha[from + width] +
          personAlpha[from + width + 1]) /
        1020;
      if (alpha === 0) continue;
      target.u[at] = background.u[at] + (person.u[at] - background.u[at]) * alpha;
      target.v[at] = background.v[at] + (person.v[at] - background.v[at]) * alpha;
    }
}
