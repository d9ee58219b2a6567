import type { RgbaImage } from '../../../../runtime/image.ts';
import type { Affine } from './affine.ts';
import { patchLength } from './types.ts';

/** What shows through transparent pixels: neither a dark nor a bright shape. */
const BACKDROP = 128;

/**
 * Reads the face picture that the network is shown: means of the pixels under each sample where the face is larger
 * than the picture, bilinear where it is smaller. Beyond its edges the photo is mirrored.
 * @param crop from the face picture to `photo`
 * @param target receives B, G, R planes, 0..255, from `offset` on
 */
export function readFacePicture(
  photo: RgbaImage,
  crop: Affine,
  sidePx: number,
  target: Uint8Array,
  offset = 0,
): void {
  const [a, b, , d, e] = crop;
  const tapsAcross = Math.max(1, Math.ceil(Math.hypot(a, d)));
  const tapsDown = Math.max(1, Math.ceil(Math.hypot(b, e)));
  const plane = patchLength(sidePx) / 3;
  const sum = new Float64Array(3);
  for (let row = 0; row < sidePx; row++) {
    for (let column = 0; column < sidePx; column++) {
      sum.fill(0);
      for (let tapY = 0; tapY < tapsDown; tapY++) {
        const v = row + (tapY + 0.5) / tapsDown;
        for (let tapX = 0; tapX < tapsAcross; tapX++) {
          const u = column + (tapX + 0.5) / tapsAcross;
          addSample(photo, a * u + b * v + crop[2] - 0.5, d * u + e * v + crop[5] - 0.5, sum);
        }
      }
      const at = offset + row * sidePx + column;
      for (let channel = 0; channel < 3; channel++)
        target[at + (2 - channel) * plane] = Math.round(sum[channel] / (tapsAcross * tapsDown));
    }
  }
}

/** Adds a bilinear sample of R, G, B. @param x, y in samples: 0 is the centre of the first pixel */
function addSample({ width, height, data }: RgbaImage, x: number, y: number, sum: Float64Array): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const fx = x - left;
  const fy = y - top;
  const columns = [mirrored(left, width), mirrored(left + 1, width)];
  const rows = [mirrored(top, height) * width, mirrored(top + 1, height) * width];
  for (let corner = 0; corner < 4; corner++) {
    const weight = (corner & 1 ? fx : 1 - fx) * (corner & 2 ? fy : 1 - fy);
    if (weight === 0) continue;
    const at = (rows[corner >> 1] + columns[corner & 1]) * 4;
    const alpha = data[at + 3] / 255;
    for (let channel = 0; channel < 3; channel++)
      sum[channel] += weight * (BACKDROP + (data[at + channel] - BACKDROP) * alpha);
  }
}

/** The pixel seen at a place beyond the edge: as in a mirror that stands on it. */
function mirrored(index: number, size: number): number {
  if (index >= 0 && index < size) return index;
  const wrapped = ((index % (2 * size)) + 2 * size) % (2 * size);
  return wrapped < size ? wrapped : 2 * size - 1 - wrapped;
}
