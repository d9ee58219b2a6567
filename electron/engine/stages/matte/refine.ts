import { solveMatting } from './closedForm.ts';
import { bandWidths, distanceToEdge } from './trimap.ts';
import type { Grid, SegmentedView } from './personMask.ts';
import type { FaceEvidence } from './types.ts';

const SOLVER_STEPS = 50;
/** Pull towards the network's answer: at the middle of the band, and at its borders. */
const PULL_MIDDLE = 0.02;
const PULL_BORDER = 0.3;
/** Alpha below and above these is the network's and the solver's mist. */
const BLACK_POINT = 0.08;
const WHITE_POINT = 0.9;

/** The network's edge is softer than any real one: most of its ramp is doubt about where the edge is. */
const PRIOR_CONTRAST = 2.5;
const sharpen = (probability: number): number =>
  Math.min(1, Math.max(0, (probability - 0.5) * PRIOR_CONTRAST + 0.5));

/**
 * Sharpens the decided person on the colours of the picture: alpha is open in a band around the edge, solved there by
 * closed-form matting, held to the network's answer where colours do not tell, and exactly 0 or 1 outside the band.
 * @param rgb interleaved, 0..1, on the grid
 * @param person the decision, 1 or 0
 * @param probability the network's answer, 0..1
 */
export function refineAlpha(
  rgb: Float32Array,
  person: Uint8Array,
  probability: Float32Array,
  grid: Grid,
  views: readonly SegmentedView[],
  faces: readonly FaceEvidence[],
): Float32Array {
  const { width, height } = grid;
  const distance = distanceToEdge(person, width, height);
  const widths = bandWidths(grid, views, faces);
  const open = new Uint8Array(person.length);
  const start = Float32Array.from(person);
  const prior = Float32Array.from(person);
  const pull = new Float32Array(person.length);
  for (let i = 0; i < person.length; i++) {
    const depth = distance[i] / widths[i];
    if (depth > 1) continue;
    open[i] = 1;
    // The decision may have overruled the network (closed gaps, dropped islands): then it is the prior.
    const agrees = probability[i] > 0.5 === (person[i] === 1);
    prior[i] = agrees ? sharpen(probability[i]) : person[i];
    start[i] = prior[i];
    pull[i] = PULL_MIDDLE + (PULL_BORDER - PULL_MIDDLE) * depth * depth;
  }
  const alpha = solveMatting({ width, height, rgb, open, start, prior, pull }, SOLVER_STEPS);
  for (let i = 0; i < alpha.length; i++)
    alpha[i] = Math.min(1, Math.max(0, (alpha[i] - BLACK_POINT) / (WHITE_POINT - BLACK_POINT)));
  return alpha;
}
