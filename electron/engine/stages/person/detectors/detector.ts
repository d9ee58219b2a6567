import type { Photo } from '../../media/types.ts';
import type { Detection } from '../detections.ts';
import type { Look } from '../looks.ts';

/** One network, together with all that is known of what it takes and gives. */
export interface Detector {
  /** Which of its classes is a person. */
  readonly personClass: number;
  /** The longer side of the picture that it looks at. */
  readonly inputSidePx: number;
  /** At which sizes it must be shown a photo to be sure of everybody in it; 1 is as large as fits. */
  readonly zooms: readonly number[];
  /** Everything it sees in one look, of any class; pixels of the photo, possibly beyond its edges. */
  detect(photo: Pick<Photo, 'image' | 'hasAlpha'>, look: Look): Promise<Detection[]>;
}
