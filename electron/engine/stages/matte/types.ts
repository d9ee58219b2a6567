import type { Box, GrayImage, RgbaImage } from '../../runtime/image.ts';

/** The person cut out of the photo. */
export interface Matte {
  /** 0 background, 1 person; photo size. */
  readonly alpha: GrayImage;
  /** The person's own colours with the old background removed from mixed pixels; photo size, alpha = matte. */
  readonly foreground: RgbaImage;
  /** Mean of alpha: the share of the photo that is person, 0..1. */
  readonly coverage: number;
  /** Id of the model that drew it; null when none was asked: the photo is a cut-out already, or shows nobody. */
  readonly model: string | null;
  /** What was done differently from what was asked, one plain sentence each. */
  readonly warnings: readonly string[];
}

/** Where a face is: the evidence that there is a person, and the scale of that person. Any `Face` is one. */
export interface FaceEvidence {
  /** Photo pixels; eyebrows to chin, ear to ear. */
  readonly box: Box;
}

/** Where a person was detected, with or without a face that shows. Any `Person` is one. */
export interface PersonEvidence {
  /** The whole visible person, photo pixels. */
  readonly box: Box;
}
