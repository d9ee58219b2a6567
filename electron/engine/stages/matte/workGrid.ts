import type { RgbaImage } from '../../runtime/image.ts';
import type { Grid } from './personMask.ts';
import type { Region } from './resample.ts';

/** Room around the located person, in shares of the longer photo side, for hair and for colours of the background. */
export const MARGIN_SHARE = 0.03;
/** Alpha and colours are solved on at most this many pixels around the person and carried to larger photos. */
const WORK_MAX_PIXELS = 2_000_000;

/** A grid over a region of the photo, of at most `maxPixels`, never finer than the photo. */
export function gridOver(photo: RgbaImage, region: Region, maxPixels: number): Grid {
  const scale = Math.min(1, Math.sqrt(maxPixels / (region.width * region.height)));
  return {
    width: Math.max(1, Math.round(region.width * scale)),
    height: Math.max(1, Math.round(region.height * scale)),
    region,
    photoWidth: photo.width,
    photoHeight: photo.height,
  };
}

/** The grid on which alpha and colours are solved. */
export const workGrid = (photo: RgbaImage, region: Region): Grid => gridOver(photo, region, WORK_MAX_PIXELS);
