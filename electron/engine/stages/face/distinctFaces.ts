import type { Face } from './types.ts';

/** Two faces that share more than this part of the smaller one are one face, found twice. */
const SAME_FACE_SHARE = 0.5;

interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function landmarkExtent({ landmarks }: Face): Extent {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (let at = 0; at < landmarks.length; at += 3) {
    left = Math.min(left, landmarks[at]);
    right = Math.max(right, landmarks[at]);
    top = Math.min(top, landmarks[at + 1]);
    bottom = Math.max(bottom, landmarks[at + 1]);
  }
  return { left, top, right, bottom };
}

const area = ({ left, top, right, bottom }: Extent): number =>
  Math.max(0, right - left) * Math.max(0, bottom - top);

function shareOfSmaller(a: Extent, b: Extent): number {
  const shared = area({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const smaller = Math.min(area(a), area(b));
  return smaller > 0 ? shared / smaller : 0;
}

/**
 * Each face once. Looks at different parts of a photo may find the same face, and boxes may differ too much to be
 * merged; the landmarks, which settle on the face itself, tell.
 * @returns largest first, by the area that the landmarks span
 */
export function distinctFaces(faces: readonly Face[]): Face[] {
  const kept: { face: Face; extent: Extent }[] = [];
  for (const face of [...faces].sort((a, b) => b.score * b.presence - a.score * a.presence)) {
    const extent = landmarkExtent(face);
    if (kept.every((other) => shareOfSmaller(extent, other.extent) <= SAME_FACE_SHARE))
      kept.push({ face, extent });
  }
  return kept.sort((a, b) => area(b.extent) - area(a.extent)).map(({ face }) => face);
}
