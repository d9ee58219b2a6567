/**
 * Smoothing of a track over time by Savitzky and Golay (Analytical Chemistry 36, 1964): at every picture a parabola is
 * fitted to the pictures around it, and its value there is taken. All pictures are known beforehand, so unlike a filter
 * that runs along (One-Euro, Kalman) it does not lag, and it keeps the height of quick movements.
 */

/** Half the time that a parabola spans. */
const HALF_SPAN_SEC = 0.13;

/** Pictures on either side that a smoothed picture looks at. */
export const smoothingReach = (fps: number): number => Math.max(2, Math.round(HALF_SPAN_SEC * fps));

/**
 * Weights with which the values at `places` (pictures before or after) make the fitted value at 0.
 * Least squares of a parabola: the first row of the pseudo-inverse of the matrix with columns 1, t, t squared.
 */
function fitWeights(places: readonly number[]): number[] {
  const degree = Math.min(2, places.length - 1);
  const size = degree + 1;
  // Normal equations with the right side e0: solve, then weight(t) = sum of solution_k * t^k.
  const rows = Array.from({ length: size }, (_, r) => [
    ...Array.from({ length: size }, (_unused, c) => places.reduce((sum, t) => sum + t ** (r + c), 0)),
    r === 0 ? 1 : 0,
  ]);
  for (let pivot = 0; pivot < size; pivot++)
    for (let r = 0; r < size; r++) {
      if (r === pivot) continue;
      const factor = rows[r][pivot] / rows[pivot][pivot];
      for (let c = pivot; c <= size; c++) rows[r][c] -= factor * rows[pivot][c];
    }
  const solution = rows.map((row, k) => row[size] / row[k]);
  return places.map((t) => solution.reduce((sum, value, k) => sum + value * t ** k, 0));
}

/**
 * Smooths every coordinate of a track.
 * @param track `length` values of each picture, one picture after the other
 * @param reach pictures on either side; fewer at the ends of the track, where the parabola is fitted to those there are
 */
export function smoothTrack(track: Float32Array, length: number, reach: number): Float32Array {
  const pictures = track.length / length;
  const out = new Float32Array(track.length);
  for (let picture = 0; picture < pictures; picture++) {
    const first = Math.max(0, picture - reach);
    const last = Math.min(pictures - 1, picture + reach);
    const places = Array.from({ length: last - first + 1 }, (_, i) => first + i - picture);
    const weights = fitWeights(places);
    for (let value = 0; value < length; value++) {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i] * track[(first + i) * length + value];
      out[picture * length + value] = sum;
    }
  }
  return out;
}

/**
 * Fills pictures without values between those that have some, in a straight line; at the ends the nearest is repeated.
 * @param found per picture whether it has values; at least one has
 */
export function bridgeGaps(track: Float32Array, length: number, found: readonly boolean[]): void {
  const known = found.flatMap((isKnown, picture) => (isKnown ? [picture] : []));
  let next = 0;
  for (let picture = 0; picture < found.length; picture++) {
    while (next < known.length && known[next] < picture) next++;
    if (found[picture]) continue;
    const after = known[Math.min(next, known.length - 1)];
    const before = next === 0 ? after : known[next - 1];
    const share = after > before ? Math.min(1, (picture - before) / (after - before)) : 0;
    for (let value = 0; value < length; value++) {
      const from = track[before * length + value];
      track[picture * length + value] = from + (track[after * length + value] - from) * share;
    }
  }
}
