import { solveMatting } from '../closedForm.ts';
import { distanceToEdge } from '../trimap.ts';
import type { Grid } from '../personMask.ts';

const SOLVER_STEPS = 60;
/** Where the network is sure, and so are its neighbours, alpha is final. */
const SURE_BACKGROUND = 0.03;
const SURE_PERSON = 0.97;
/** How far around doubtful pixels alpha is open as well, in pixels of the network: its edges are about that exact. */
const DOUBT_NETWORK_PX = 1.5;
/** Grids hardly finer than the network's own pixels have nothing that it could not see. */
const MIN_PITCH_PX = 1.2;
/** Pull towards the network's answer: among doubtful pixels, and at the far end of what is open around them. */
const PULL_DOUBT = 0.03;
const PULL_SURE = 0.4;
/** Alpha below and above these is the solver's mist. */
const BLACK_POINT = 0.04;
const WHITE_POINT = 0.96;

const isDoubtful = (opacity: number): boolean => opacity > SURE_BACKGROUND && opacity < SURE_PERSON;

const levelled = (alpha: number): number =>
  Math.min(1, Math.max(0, (alpha - BLACK_POINT) / (WHITE_POINT - BLACK_POINT)));

/**
 * Brings the network's opacity to the pixels of a finer grid: where it is doubtful, and as far around as its own pixels
 * are wide, alpha is solved on the colours of the picture by closed-form matting and held to the network's answer;
 * elsewhere it is 0 or 1.
 * @param rgb interleaved, 0..1, on the grid
 * @param opacity the network's answer on the grid, 0..1
 * @param pitchPx size of a pixel of the network, grid pixels
 */
export function refineOpacity(
  rgb: Float32Array,
  opacity: Float32Array,
  { width, height }: Grid,
  pitchPx: number,
): Float32Array {
  if (pitchPx < MIN_PITCH_PX) return opacity.map(levelled);
  const doubtful = Uint8Array.from(opacity, (value) => (isDoubtful(value) ? 1 : 0));
  const person = Uint8Array.from(opacity, (value) => (value > 0.5 ? 1 : 0));
  const toDoubt = distanceToEdge(doubtful, width, height);
  // A hard step between two of its pixels leaves nothing doubtful, yet says no better where the edge is.
  const toEdge = distanceToEdge(person, width, height);
  const reach = DOUBT_NETWORK_PX * pitchPx;
  const open = new Uint8Array(opacity.length);
  const start = new Float32Array(opacity.length);
  const pull = new Float32Array(opacity.length);
  for (let i = 0; i < opacity.length; i++) {
    const away = doubtful[i] === 1 ? 0 : Math.min(toDoubt[i], toEdge[i]) / reach;
    if (away > 1) {
      start[i] = person[i];
      continue;
    }
    open[i] = 1;
    start[i] = opacity[i];
    pull[i] = PULL_DOUBT + (PULL_SURE - PULL_DOUBT) * away * away;
  }
  return solveMatting({ width, height, rgb, open, start, prior: opacity, pull }, SOLVER_STEPS).map(levelled);
}
