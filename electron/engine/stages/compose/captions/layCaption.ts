import type { YuvImage } from '../../../frames/yuv.ts';
import type { CaptionPicture, Zone } from './captionPicture.ts';

/** Rounds 0..65025 / 255 exactly, without a division. */
const over255 = (value: number): number => (value + 128 + ((value + 128) >> 8)) >> 8;

/** Copies a part of one picture to the same place of another of the same size. */
export function copyZone(target: YuvImage, source: YuvImage, { left, top, width, height }: Zone): void {
  const copy = (to: Uint8ClampedArray, from: Uint8ClampedArray, stride: number, half: 1 | 2): void => {
    for (let y = top / half; y < (top + height) / half; y++) {
      const start = y * stride + left / half;
      to.set(from.subarray(start, start + width / half), start);
    }
  };
  copy(target.y, source.y, target.width, 1);
  copy(target.u, source.u, target.width / 2, 2);
  copy(target.v, source.v, target.width / 2, 2);
}

/**
 * Lays a caption over a frame by its opacity; chroma by the mean opacity of its four pixels.
 * @param strength 0..255: how much of it is seen
 */
export function layCaption(
  target: YuvImage,
  { left, top, width, height, colours, alpha }: CaptionPicture,
  strength = 255,
): void {
  for (let y = 0; y < height; y++) {
    const at = (top + y) * target.width + left;
    for (let x = 0; x < width; x++) {
      const a = over255(alpha[y * width + x] * strength);
      const under = target.y[at + x];
      target.y[at + x] = over255(under * (255 - a) + colours.y[y * width + x] * a);
    }
  }
  const chromaWidth = width / 2;
  for (let y = 0; y < height / 2; y++) {
    const at = (top / 2 + y) * (target.width / 2) + left / 2;
    for (let x = 0; x < chromaWidth; x++) {
      const corner = 2 * y * width + 2 * x;
      const mean =
        (alpha[corner] + alpha[corner + 1] + alpha[corner + width] + alpha[corner + width + 1] + 2) >> 2;
      const a = over255(mean * strength);
      const i = y * chromaWidth + x;
      target.u[at + x] = over255(target.u[at + x] * (255 - a) + colours.u[i] * a);
      target.v[at + x] = over255(target.v[at + x] * (255 - a) + colours.v[i] * a);
    }
  }
}
