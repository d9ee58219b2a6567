/** What every detector answers, and how double answers are dropped. */

/** A thing that a detector saw, in whatever pixels the caller works in. */
export interface Detection {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** 0..1. */
  readonly score: number;
  /** Index into the classes of the model. */
  readonly classIndex: number;
}

/** Shared area over joint area, 0..1. */
export function intersectionOverUnion(a: Detection, b: Detection): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const area = ({ left, top, right, bottom }: Detection): number => (right - left) * (bottom - top);
  return (width * height) / (area(a) + area(b) - width * height);
}

/**
 * Non-maximum suppression within each class: of boxes that overlap, the one with the best score stays. A box never
 * suppresses one of another class: a person on a horse is not a second view of the horse.
 * @param maxOverlap boxes of one class with a larger {@link intersectionOverUnion} show the same thing
 * @returns best first
 */
export function suppress(detections: readonly Detection[], maxOverlap: number): Detection[] {
  const kept: Detection[] = [];
  for (const candidate of [...detections].sort((a, b) => b.score - a.score))
    if (
      kept.every(
        (better) =>
          better.classIndex !== candidate.classIndex ||
          intersectionOverUnion(better, candidate) <= maxOverlap,
      )
    )
      kept.push(candidate);
  return kept;
}

/** Index and value of the largest of `count` values that lie `stride` apart. */
export function bestClass(
  scores: Float32Array,
  start: number,
  count: number,
  stride: number,
): { readonly classIndex: number; readonly score: number } {
  let classIndex = 0;
  let score = scores[start];
  for (let index = 1; index < count; index++) {
    const candidate = scores[start + index * stride];
    if (candidate > score) {
      score = candidate;
      classIndex = index;
    }
  }
  return { classIndex, score };
}
