import type { YuvColor, YuvImage } from '../../../../../frames/yuv.ts';
import { curveAt, smoothStep } from './curve.ts';
import { medianColor, sampleStill } from './photoColors.ts';
import type { EyeRig } from './rig.ts';

/** Extent of a lid in its eye's rig units. */
export interface LidBounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * The upper lid of one eye. A photo with open eyes hardly shows the lid's skin, and stretching the strip that it
 * shows smears lashes and creases over the eye; so the lid is painted: skin whose colour runs from the strip above
 * the lashes to the skin below the eye, with the lashes along its moving edge.
 */
export interface Eyelid {
  readonly bounds: LidBounds;
  /** @param blink 0 open as in the photo, 1 shut */
  setBlink(blink: number): void;
  /** Colours the point (u, v) of the eye's rig. @returns the lid's opacity there, 0..1 */
  colorAt(u: number, v: number, out: { y: number; u: number; v: number }): number;
}

/** How far the lid's paint reaches up over the photo's own lashes. */
const LASH_COVER = 0.06;
/** Thickness of the drawn lash line and of all soft edges (rig units; a rig unit is about 9 cm). */
const LASH_LINE = 0.02;
const EDGE = 0.012;
/** Where skin is read: above the lashes, and below the lower lid. */
const ABOVE = 0.055;
const BELOW = 0.1;
const COLUMNS = 24;

export function createEyelid(eye: EyeRig, still: YuvImage): Eyelid {
  const width = eye.to - eye.from;
  const at = (column: number): number => eye.from + ((column + 0.5) / COLUMNS) * width;
  const column = (pick: (u: number) => number): YuvColor[] =>
    Array.from({ length: COLUMNS }, (_, i) => sampleStill(still, eye.axes, at(i), pick(at(i))));
  const middleOf = (colors: readonly YuvColor[]): YuvColor => medianColor(colors.slice(5, COLUMNS - 5));
  const above = middleOf(column((u) => curveAt(eye.upperLid, u) - ABOVE));
  const below = middleOf(column((u) => curveAt(eye.lowerLid, u) + BELOW));
  const lashes = middleOf(column((u) => curveAt(eye.upperLid, u) - 0.006));
  // Deep-set eyes are dark above: a lid that comes forward catches more light than the fold it came from.
  const top: YuvColor = {
    y: (above.y + below.y) / 2,
    u: (above.u + below.u) / 2,
    v: (above.v + below.v) / 2,
  };
  const bottom: YuvColor = { y: 16 + (below.y - 16) * 0.95, u: below.u, v: below.v };
  const lash: YuvColor = { y: 16 + (Math.min(lashes.y, top.y * 0.6) - 16) * 0.75, u: lashes.u, v: lashes.v };

  const highest = Math.min(...eye.upperLid.values);
  const lowest = Math.max(...eye.lowerLid.values);
  let blink = 0;

  return {
    bounds: {
      left: eye.from - width * 0.06,
      right: eye.to + width * 0.06,
      top: highest - LASH_COVER - EDGE,
      bottom: lowest + LASH_LINE,
    },
    setBlink(next) {
      blink = next;
    },
    colorAt(u, v, out) {
      const upper = curveAt(eye.upperLid, u);
      const lower = curveAt(eye.lowerLid, u);
      const s = Math.abs(((u - eye.from) / width) * 2 - 1);
      const edge = upper + (lower - upper) * blink;
      const paint =
        smoothStep(0, 0.12, blink) *
        (1 - smoothStep(0.86, 1.08, s)) *
        smoothStep(upper - LASH_COVER, upper - LASH_COVER * 0.35, v) *
        (1 - smoothStep(edge, edge + EDGE, v));
      if (paint <= 0) return 0;
      const down = Math.min(
        1,
        Math.max(0, (v - upper + LASH_COVER) / Math.max(0.02, lower - upper + LASH_COVER)),
      );
      // The lid bulges over the eyeball: lightest across its middle, darker towards the corners.
      const round = 1 - 0.12 * s * s;
      const line = smoothStep(edge - LASH_LINE, edge - LASH_LINE * 0.3, v) * (1 - 0.5 * s * s) * 0.8;
      out.y = 16 + (top.y + (bottom.y - top.y) * down - 16) * round;
      out.u = top.u + (bottom.u - top.u) * down;
      out.v = top.v + (bottom.v - top.v) * down;
      out.y += (lash.y - out.y) * line;
      out.u += (lash.u - out.u) * line;
      out.v += (lash.v - out.v) * line;
      return paint;
    },
  };
}
