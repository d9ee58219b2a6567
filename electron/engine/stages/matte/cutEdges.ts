import { cutEdgesOf, type CutEdges } from '../../../../shared/framing/cutEdges.ts';
import type { Matte } from './types.ts';

/** At which edges of the photo the person goes on beyond it. */
export const cutEdgesOfMatte = ({ alpha }: Matte): CutEdges =>
  cutEdgesOf(alpha.width, alpha.height, (x, y) => alpha.data[y * alpha.width + x], 0.5);
