import type { Curve } from './curve.ts';
import { curveAt, smoothStep } from './curve.ts';
import type { FacePose } from './pose.ts';
import type { MouthRig } from './rig.ts';
import { restGapOf, slitOf } from './rig.ts';

/**
 * Where a pixel of the new mouth comes from in the photo.
 *
 * The lower face is a smooth displacement field with one cut in it, the slit between the inner lips. Three parts
 * add up: the jaw (a smooth field over chin and cheeks that fades into the neck), the lips' own travel towards or
 * away from each other (strongest at the slit, zero at the corners, so the cut closes there like the tip of a
 * crack), and a horizontal part that moves the corners. Everything is evaluated in the new picture's coordinates
 * (backward mapping), so there are no holes and no folds to repair. All lengths in mouth-rig units.
 */
export interface MouthSample {
  /** Source position. For a pixel inside the mouth: the lip edge nearest to it. */
  u: number;
  v: number;
  /** Edges of the slit in this column of the new picture; upper === lower beyond the corners. */
  upperEdge: number;
  lowerEdge: number;
  /** -1 at the left inner corner, 0 at the middle, 1 at the right inner corner; beyond outside. */
  across: number;
}

/** Share of the opening that the upper lip takes; the jaw does the rest. */
const UPPER_SHARE = 0.13;
/** Where the lips meet when they close: share of the photo's own gap that the upper lip travels. */
const SEAM_SHARE = 0.42;
/** The upper lip comes down no further than this share of the gap, however the head is tilted. */
const MOST_SEAM_SHARE = 0.6;
/** A gap in the photo up to this is a smile; what is beyond comes from a lowered jaw, and closing raises it again. */
const SMILE_GAP = 0.16;
/** Chin travel per unit of lower-lip travel: the jaw turns about a hinge, the lip also curls down. */
const CHIN_SHARE = 0.86;
/** The mouth narrows as the jaw drops: corner travel inwards per unit of gap. */
const NARROWING = 0.24;
/** The corners sink as the jaw drops, so that a wide opening is an oval and not a laugh: travel per unit of gap. */
const CORNER_DROP = 0.34;
/** Vertical reach of the corners' sinking. */
const CORNER_DROP_SIGMA = 0.2;
/** Half-width of the jaw's pull on the cheeks. */
const JAW_SIGMA = 0.6;
/** Vertical reach of the corners' sideways travel, upwards (the nose stays) and downwards. */
const CORNER_SIGMA_UP = 0.16;
const CORNER_SIGMA_DOWN = 0.3;
/** Exponent of the opening's profile across the mouth: 2 is a parabola, more is fuller at the corners. */
const PROFILE_EXPONENT = 2.4;
/** Sideways extent of the whole field, in half mouth widths from the middle. */
const SIDE_REACH = 3.4;
const TABLE = 256;

export interface MouthField {
  /** Region of the new picture that the mouth can change, in rig units. */
  readonly bounds: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  /** Fixes the pose; call before {@link sample}. */
  setPose(pose: FacePose): void;
  /** Fills `out` for a point of the new picture. */
  sample(u: number, v: number, out: MouthSample): void;
}

const inverseTable = (size: number, f: (x: number) => number): Float32Array =>
  Float32Array.from({ length: size + 1 }, (_, i) => f(i / size));

const PROFILE = inverseTable(TABLE, (x) => 1 - x ** PROFILE_EXPONENT);
/** exp(-x^2) brought smoothly to zero at this x, so that the field ends without an edge. */
const GAUSS_REACH = 2.5;
const GAUSS = inverseTable(
  TABLE * GAUSS_REACH,
  (x) => Math.exp(-((x * GAUSS_REACH) ** 2)) * (1 - smoothStep(0.7, 1, x)),
);

const profile = (s: number): number => {
  const a = Math.abs(s) * TABLE;
  if (a >= TABLE) return 0;
  const i = Math.floor(a);
  return PROFILE[i] + (PROFILE[i + 1] - PROFILE[i]) * (a - i);
};
const gauss = (x: number): number => {
  const a = Math.abs(x) * TABLE;
  if (a >= TABLE * GAUSS_REACH) return 0;
  const i = Math.floor(a);
  return GAUSS[i] + (GAUSS[i + 1] - GAUSS[i]) * (a - i);
};

/**
 * Sideways travel across the mouth for a corner travel of 1: linear between the corners, decaying over the cheek.
 * @param s position in half mouth widths from the middle
 */
function sidewaysShape(s: number): number {
  const q = (s * s) / 1.69;
  return ((1.35 * s) / (1 + q * q)) * (1 - smoothStep(SIDE_REACH * 0.6, SIDE_REACH, Math.abs(s)));
}

/** Share of the corners' sinking across the mouth: a parabola between them (the lip arches), decaying outside. */
function cornerShape(s: number): number {
  const q = (s * s) / 1.5;
  return ((1.44 * s * s) / (1 + q * q)) * (1 - smoothStep(SIDE_REACH * 0.5, SIDE_REACH * 0.9, Math.abs(s)));
}

/** How lips that stand apart in the picture come together. */
export interface MouthClosing {
  /** Where they meet: share of their own gap that the upper lip travels. */
  readonly seamShare: number;
  /** Part of their gap, in the middle, that comes from a lowered jaw; closing raises it again. */
  readonly loweredJaw: number;
}

/** What one picture alone says about its mouth: a small gap is a smile, what is beyond comes from the jaw. */
export function closingOf(rig: MouthRig): MouthClosing {
  const restGap = Math.max(0, restGapOf(rig));
  const loweredJaw = Math.max(0, restGap - SMILE_GAP);
  return { seamShare: SEAM_SHARE * (restGap > 0 ? (restGap - loweredJaw) / restGap : 1), loweredJaw };
}

/**
 * What a picture of the same face with closed lips says about a mouth: the lips meet as far below the nose as they do
 * there, and the jaw is lowered by as much as the chin is further away.
 * @param closed the same face with its lips together
 */
export function closingTowards(rig: MouthRig, closed: MouthRig): MouthClosing {
  const seamOf = (mouth: MouthRig): number => {
    const { middle } = slitOf(mouth);
    return curveAt(mouth.upperInner, middle) - mouth.noseBase;
  };
  const gap = Math.max(0, restGapOf(rig));
  const meeting = seamOf(closed) + SEAM_SHARE * Math.max(0, restGapOf(closed)) - seamOf(rig);
  const chinDrop = rig.chin - rig.noseBase - (closed.chin - closed.noseBase);
  const mostLowered = Math.max(0, gap - restGapOf(closed));
  return {
    seamShare: gap > 0 ? Math.min(MOST_SEAM_SHARE, Math.max(0, meeting / gap)) : SEAM_SHARE,
    loweredJaw: Math.min(mostLowered, Math.max(0, chinDrop / ((1 - UPPER_SHARE) * CHIN_SHARE))),
  };
}

/** @param closing how the picture's own lips come together */
export function createMouthField(rig: MouthRig, closing: MouthClosing = closingOf(rig)): MouthField {
  const { upperInner, lowerInner, upperOuter, lowerOuter, chin, chinU, noseBase } = rig;
  const innerLeft = upperInner.from;
  const innerRight = upperInner.to;
  const { middle, half: halfWidth } = slitOf(rig);
  const { seamShare, loweredJaw } = closing;
  const seamCurve: Curve = {
    from: innerLeft,
    to: innerRight,
    values: upperInner.values.map((upper, i) => upper + seamShare * (lowerInner.values[i] - upper)),
  };
  const neckFade = 0.62;

  let jaw = 0;
  let gap = 0;
  let shift = 0;
  let sinking = 0;
  let thicken = 0;

  const jawField = (u: number, v: number): number => {
    const s = (u - middle) / halfWidth;
    const sink = sinking * cornerShape(s) * gauss(v / CORNER_DROP_SIGMA);
    const t = v / chin;
    if (t <= -0.3) return sink;
    const rise = smoothStep(-0.3, 0.85, t);
    const fade = 1 - smoothStep(1, 1 + neckFade / chin, t);
    return sink + jaw * gauss((u - chinU) / JAW_SIGMA) * rise * fade;
  };

  return {
    bounds: {
      left: Math.min(middle - SIDE_REACH * halfWidth, chinU - GAUSS_REACH * JAW_SIGMA),
      right: Math.max(middle + SIDE_REACH * halfWidth, chinU + GAUSS_REACH * JAW_SIGMA),
      top: Math.min(noseBase - 0.04, -GAUSS_REACH * Math.max(CORNER_SIGMA_UP, CORNER_DROP_SIGMA)),
      bottom: chin + neckFade + 0.02,
    },
    setPose(pose) {
      gap = pose.gap;
      jaw = (gap - loweredJaw) * (1 - UPPER_SHARE) * CHIN_SHARE;
      sinking = gap * CORNER_DROP;
      shift = pose.cornerShift - NARROWING * gap;
      thicken = 0.24 * pose.protrusion - 0.16 * pose.press;
    },
    sample(u, v, out) {
      const s = (u - middle) / halfWidth;
      const us = u - shift * sidewaysShape(s) * gauss(v / (v < 0 ? CORNER_SIGMA_UP : CORNER_SIGMA_DOWN));
      const across = (us - middle) / halfWidth;
      const seam = curveAt(seamCurve, us);
      const ride = jawField(us, seam);
      const open = profile(across);
      const upperRest = curveAt(upperInner, us);
      const lowerRest = curveAt(lowerInner, us);
      const upperEdge = seam + ride - gap * UPPER_SHARE * open;
      const lowerEdge = seam + ride + gap * (1 - UPPER_SHARE) * open;
      out.across = across;
      out.upperEdge = upperEdge;
      out.lowerEdge = lowerEdge;
      out.u = us;
      const isUpper = v < (upperEdge + lowerEdge) / 2;
      if (isUpper) {
        const at = Math.min(v, upperEdge);
        const reach = (upperEdge - at) / Math.max(0.02, upperEdge - noseBase);
        const own = upperEdge - upperRest - jawField(us, upperEdge);
        const outer = upperEdge - (upperRest - curveAt(upperOuter, us));
        const lipBand = 1 - smoothStep(0, 1, (outer - at) / 0.12);
        out.v =
          at -
          jawField(us, at) -
          own * (1 - smoothStep(0.3, 1, reach)) +
          thicken * open * (upperEdge - at) * lipBand * (at < upperEdge ? 1 : 0) * 0.8;
      } else {
        const at = Math.max(v, lowerEdge);
        const reach = (at - lowerEdge) / Math.max(0.02, chin - lowerEdge);
        const own = lowerEdge - lowerRest - jawField(us, lowerEdge);
        const outer = lowerEdge + (curveAt(lowerOuter, us) - lowerRest);
        const lipBand = 1 - smoothStep(0, 1, (at - outer) / 0.14);
        out.v =
          at -
          jawField(us, at) -
          own * (1 - smoothStep(0.2, 0.95, reach)) -
          thicken * open * (at - lowerEdge) * lipBand * 0.8;
      }
    },
  };
}
