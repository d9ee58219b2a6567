/**
 * From times of the original voice to times of the adjusted voice and back: what captions, phoneme timings and markers
 * go through. Straight lines between knots; both columns start at 0 and grow strictly.
 */
export interface TimeMap {
  readonly originalSec: readonly number[];
  readonly adjustedSec: readonly number[];
}

/** A stretch of the original and the factor by which its length is multiplied. */
export interface DurationSegment {
  readonly endSec: number;
  readonly factor: number;
}

export const identityTimeMap = (durationSec: number): TimeMap => ({
  originalSec: [0, durationSec],
  adjustedSec: [0, durationSec],
});

/**
 * Builds the map of consecutive stretches that begin at 0. Neighbours with the same factor become one straight line.
 * @throws RangeError when times do not grow or a factor is not positive
 */
export function timeMapOf(segments: readonly DurationSegment[]): TimeMap {
  const originalSec = [0];
  const adjustedSec = [0];
  let previous = 0;
  let lineFactor = NaN;
  for (const { endSec, factor } of segments) {
    if (!(endSec > previous) || !(factor > 0) || !Number.isFinite(factor))
      throw new RangeError(
        `A stretch cannot end at ${endSec} s after ${previous} s with the factor ${factor}.`,
      );
    const at = adjustedSec.length - (factor === lineFactor ? 1 : 0);
    const from = at - 1;
    originalSec[at] = endSec;
    adjustedSec[at] = adjustedSec[from] + (endSec - originalSec[from]) * factor;
    lineFactor = factor;
    previous = endSec;
  }
  if (originalSec.length < 2) throw new RangeError('A time map needs at least one stretch.');
  return { originalSec, adjustedSec };
}

/** The knots of a map as pairs, for reports. */
export const timeMapPairs = (map: TimeMap): (readonly [originalSec: number, adjustedSec: number])[] =>
  map.originalSec.map((sec, i) => [sec, map.adjustedSec[i]]);

export const isIdentityMap = (map: TimeMap): boolean =>
  map.originalSec.every((sec, i) => sec === map.adjustedSec[i]);

/** Where a moment of the original is heard. Beyond the ends the clock runs on at its own pace. */
export const toAdjusted = (map: TimeMap, originalSec: number): number =>
  through(map.originalSec, map.adjustedSec, originalSec);

/** Which moment of the original is heard: the inverse of {@link toAdjusted}. */
export const toOriginal = (map: TimeMap, adjustedSec: number): number =>
  through(map.adjustedSec, map.originalSec, adjustedSec);

export const adjustedDurationSec = (map: TimeMap): number => map.adjustedSec[map.adjustedSec.length - 1];

/**
 * Length of the adjusted voice in samples: that of the map, rounded to the nearest sample. An unchanged duration gives
 * the unchanged length.
 */
export const adjustedLength = (map: TimeMap, sampleRateHz: number): number =>
  Math.round(adjustedDurationSec(map) * sampleRateHz);

/** Factor by which the sound is lengthened at a moment of the original (left of a knot: that of the line before). */
export function durationFactorAt(map: TimeMap, originalSec: number): number {
  const i = lineIndex(map.originalSec, originalSec);
  return (map.adjustedSec[i + 1] - map.adjustedSec[i]) / (map.originalSec[i + 1] - map.originalSec[i]);
}

function through(from: readonly number[], to: readonly number[], value: number): number {
  const last = from.length - 1;
  if (value <= from[0]) return to[0] + (value - from[0]);
  if (value >= from[last]) return to[last] + (value - from[last]);
  const i = lineIndex(from, value);
  return to[i] + ((to[i + 1] - to[i]) * (value - from[i])) / (from[i + 1] - from[i]);
}

/** Index of the line that a value lies on, clamped to the first and the last. */
function lineIndex(knots: readonly number[], value: number): number {
  let low = 0;
  let high = knots.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (knots[middle] < value) low = middle;
    else high = middle;
  }
  return low;
}
