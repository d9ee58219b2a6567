import { curveAt } from './curve.ts';
import type { EyeRig } from './rig.ts';

/** Share of the eye's height that the lower lid rises in a blink; the upper lid does the rest. */
const LOWER_SHARE = 0.08;
/** Skin below the brow's lower landmarks that still belongs to the brow's hair, in rig units. */
const BROW_MARGIN = 0.035;
/** Height of the upper lashes above the lid's edge: they travel with it unstretched, or they smear over the lid. */
const LASH_BAND = 0.05;
/** Width of the lid's edge. */
const EDGE_SOFTNESS = 0.014;

/**
 * A blink: the upper lid's edge travels down to the lower lid, and the skin between it and the brow stretches over
 * the eye. The travel fades out towards the brow, so the brow stays where it is.
 *
 * @param blink 0 open as in the photo, 1 shut
 * @returns the v in the photo from which the point (u, v) of the new picture comes
 */
export function lidSource(eye: EyeRig, blink: number, u: number, v: number): number {
  const width = eye.to - eye.from;
  const s = ((u - eye.from) / width) * 2 - 1;
  // The lids meet beyond the corners; a little of the travel runs on there so that no corner shows.
  const edgeFade = Math.max(0, 1 - Math.max(0, Math.abs(s) - 0.92) / 0.28);
  if (edgeFade === 0) return v;
  const upper = curveAt(eye.upperLid, u);
  const lower = curveAt(eye.lowerLid, u);
  const height = Math.max(0, lower - upper);
  const lash = upper - 0.012;
  const closing = blink * edgeFade;
  const edge = lash + (height * (1 - LOWER_SHARE) + 0.016) * closing;
  if (v >= edge) {
    if (closing > 0 && v < edge + EDGE_SOFTNESS && v < lower) {
      // A short run through the source instead of a jump: the lid's edge comes out smooth, not stepped.
      return lash + (v - lash) * ((v - edge) / EDGE_SOFTNESS);
    }
    const lowerEdge = lower - LOWER_SHARE * height * closing;
    if (v <= lowerEdge) return v;
    const below = (v - lowerEdge) / 0.12;
    return below >= 1 ? v : v + LOWER_SHARE * height * closing * (1 - below) * (1 - below);
  }
  const top = Math.min(eye.brow + BROW_MARGIN, lash - 0.5 * height);
  if (v <= top) return v;
  const band = Math.min(LASH_BAND, 0.5 * (lash - top));
  const skinEnd = edge - band;
  if (v >= skinEnd) return v - (edge - lash);
  const reach = (v - top) / (skinEnd - top);
  // The steepest fade that still keeps the skin's order (the source must grow with v everywhere).
  const exponent = Math.max(1, Math.min(2.2, (0.92 * (skinEnd - top)) / Math.max(1e-6, edge - lash)));
  return v - (edge - lash) * reach ** exponent;
}

/** Region that a blink can change, in the eye's rig units. */
export function lidBounds(eye: EyeRig): { left: number; right: number; top: number; bottom: number } {
  const highest = Math.min(...eye.upperLid.values);
  const lowest = Math.max(...eye.lowerLid.values);
  const height = lowest - highest;
  const width = eye.to - eye.from;
  return {
    left: eye.from - width * 0.12,
    right: eye.to + width * 0.12,
    top: Math.min(eye.brow + BROW_MARGIN, highest - 0.5 * height - 0.02),
    bottom: lowest + 0.13,
  };
}
