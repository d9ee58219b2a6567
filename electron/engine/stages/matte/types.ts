import type { Box, GrayImage, RgbaImage } from '../../runtime/image.ts';

/** The person cut out of the photo. */
export interface Matte {
  /** 0 background, 1 person; photo size. */
  readonly alpha: GrayImage;
  /** The person's own colours with the old background removed from mixed pixels; photo size, alpha = matte. */
  readonly foreground: RgbaImage;
  /** Mean of alpha: the share of the photo that is person, 0..1. */
  readonly coverage: number;
}

/** Where a face is: the evidence that there is a person, and the scale of that person. Any `Face` is one. */
export interface FaceEvidence {
  /** Photo pixels; eyebrows to chin, ear to ear. */
  readonly box: Box;
}
