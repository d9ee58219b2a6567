import type { RgbaImage } from '../../runtime/image.ts';
import { resample, type PixelSource, type Region } from './resample.ts';

/** Photos larger than this are shrunk once, and what is small anyway is sampled from the shrunk one. */
const OVERVIEW_PIXELS = 4_000_000;
/** An output pixel must span at least this many pixels of the shrunk photo, or it is sampled from the photo. */
const MIN_SPAN_PX = 1.3;

/**
 * Samples a region of the photo at a given size.
 * @returns interleaved RGB, 0..1
 */
export type PhotoSampler = (region: Region, outWidth: number, outHeight: number) => Float32Array;

/** Means of blocks of `step` x `step` pixels; blocks at the right and lower end may be cut. */
function shrinkByBlocks(photo: RgbaImage, step: number): PixelSource {
  const width = Math.ceil(photo.width / step);
  const height = Math.ceil(photo.height / step);
  const data = new Float32Array(width * height * 3);
  for (let y = 0; y < photo.height; y++) {
    const row = Math.floor(y / step) * width * 3;
    const rows = Math.min(step, photo.height - Math.floor(y / step) * step);
    let at = y * photo.width * 4;
    for (let block = 0; block < width; block++) {
      const columns = Math.min(step, photo.width - block * step);
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let x = 0; x < columns; x++, at += 4) {
        red += photo.data[at];
        green += photo.data[at + 1];
        blue += photo.data[at + 2];
      }
      const share = 1 / (rows * columns);
      const to = row + block * 3;
      data[to] += red * share;
      data[to + 1] += green * share;
      data[to + 2] += blue * share;
    }
  }
  return { width, height, data, stride: 3 };
}

/** Makes the sampler that all looks at one photo share, so that a large photo is read in full only once or twice. */
export function createPhotoSampler(photo: RgbaImage): PhotoSampler {
  const step = Math.floor(Math.sqrt((photo.width * photo.height) / OVERVIEW_PIXELS));
  const overview = step > 1 ? shrinkByBlocks(photo, step) : null;
  const full: PixelSource = { ...photo, stride: 4 };
  return (region, outWidth, outHeight) => {
    const span = Math.min(region.width / outWidth, region.height / outHeight);
    const values =
      overview && span >= MIN_SPAN_PX * step
        ? resample(
            overview,
            3,
            {
              x: region.x / step,
              y: region.y / step,
              width: region.width / step,
              height: region.height / step,
            },
            outWidth,
            outHeight,
          )
        : resample(full, 3, region, outWidth, outHeight);
    for (let i = 0; i < values.length; i++) values[i] /= 255;
    return values;
  };
}
