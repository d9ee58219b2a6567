import type { GrayImage, RgbaImage } from '../../runtime/image.ts';

/** The person cut out of the photo. */
export interface Matte {
  /** 0 background, 1 person; photo size. */
  readonly alpha: GrayImage;
  /** The person's own colours with the old background removed from mixed pixels; photo size, alpha = matte. */
  readonly foreground: RgbaImage;
  /** Mean of alpha: the share of the photo that is person, 0..1. */
  readonly coverage: number;
}
