import { settled } from './settled.ts';

/** A reversal counts as a flap when both steps exceed this share of the opening range. */
const FLAP_SHARE = 0.1;
const RANGE_STEP = 0.002;
const MOST_FLAPS_PER_SEC = 3;
/** What a flattened step keeps of the largest step that is no flap. */
const FLATTENED = 0.95;

/** Distance between the 2nd and the 95th percentile. */
export function openingRange(open: Float32Array): number {
  const sorted = open.slice().sort();
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return at(0.95) - at(0.02);
}

/** The step from which a reversal of this opening counts as a flap. */
export const leastFlap = (open: Float32Array): number => settled(FLAP_SHARE * openingRange(open), RANGE_STEP);

const stepSize = (open: Float32Array, i: number): number =>
  Math.min(Math.abs(open[i] - open[i - 1]), Math.abs(open[i + 1] - open[i]));

const isReversal = (open: Float32Array, i: number): boolean =>
  (open[i] - open[i - 1]) * (open[i + 1] - open[i]) < 0;

/**
 * Takes the flutter out of an opening curve: where the mouth reverses more than three times within a second, the
 * smallest reversals are flattened until it does not. Lips that must touch are never lifted.
 * @param open one value per frame; changed in place
 * @param closure per frame, 0..1; frames above 0.5 keep their opening
 * @param least the step from which a reversal counts, of the voice that this is a part of
 */
export function calmFlaps(
  open: Float32Array,
  closure: Float32Array,
  fps: number,
  least: number = leastFlap(open),
): void {
  if (!(least > 0)) return;
  const isFlap = (i: number): boolean =>
    i > 0 && i < open.length - 1 && isReversal(open, i) && stepSize(open, i) > least;
  const second = Math.round(fps);

  for (let end = 2; end < open.length; end++) {
    const start = Math.max(1, end - second + 1);
    for (;;) {
      const flaps: number[] = [];
      for (let i = start; i < Math.min(end, open.length - 1); i++) if (isFlap(i)) flaps.push(i);
      if (flaps.length <= MOST_FLAPS_PER_SEC) break;
      const movable = flaps.filter((i) => closure[i] <= 0.5);
      if (movable.length === 0) break;
      const smallest = movable.reduce((a, b) => (stepSize(open, b) < stepSize(open, a) ? b : a));
      flatten(open, smallest, least * FLATTENED);
    }
  }
}

/** Moves an extreme value to within `step` of its nearer neighbour, on the side where it was. */
function flatten(open: Float32Array, i: number, step: number): void {
  const before = open[i - 1];
  const after = open[i + 1];
  open[i] = open[i] > before ? Math.max(before, after) + step : Math.min(before, after) - step;
}
