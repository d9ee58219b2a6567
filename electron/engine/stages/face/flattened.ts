import { createRgba, type RgbaImage } from '../../runtime/image.ts';

/** Neutral for the networks: neither a dark nor a bright shape appears where the photo is transparent. */
const BACKDROP = 128;

/** The picture on an even grey, so that colours hidden under transparent pixels are not seen. */
export function flattened(image: RgbaImage): RgbaImage {
  const flat = createRgba(image.width, image.height);
  for (let at = 0; at < image.data.length; at += 4) {
    const alpha = image.data[at + 3] / 255;
    for (let channel = at; channel < at + 3; channel++)
      flat.data[channel] = BACKDROP + (image.data[channel] - BACKDROP) * alpha;
    flat.data[at + 3] = 255;
  }
  return flat;
}
