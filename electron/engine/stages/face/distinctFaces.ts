import type { Box } from '../../runtime/image.ts';
import type { Face } from './types.ts';

/** Two faces that share more than this part of the smaller one are one face, found twice. */
const SAME_FACE_SHARE = 0.5;

const area = ([, , width, height]: Box): number => width * height;

function shareOfSmaller(a: Box, b: Box): number {
  const overlap = (startA: number, sizeA: number, startB: number, sizeB: number): number =>
    Math.max(0, Math.min(startA + sizeA, startB + sizeB) - Math.max(startA, startB));
  const smaller = Math.min(area(a), area(b));
  return smaller > 0 ? (overlap(a[0], a[2], b[0], b[2]) * overlap(a[1], a[3], b[1], b[3])) / smaller : 0;
}

/**
 * Each face once. Looks at different parts of a photo may find the same face, and their boxes may differ too much
 * to be merged; the landmarks, which settle on the face itself, tell.
 * @returns largest first
 */
export function distinctFaces(faces: readonly Face[]): Face[] {
  const kept: Face[] = [];
  for (const face of [...faces].sort((a, b) => b.score * b.presence - a.score * a.presence))
    if (kept.every((other) => shareOfSmaller(face.box, other.box) <= SAME_FACE_SHARE)) kept.push(face);
  return kept.sort((a, b) => area(b.box) - area(a.box));
}
