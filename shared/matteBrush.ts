/**
 * The shape of the touch-up brush: one definition for the picture on the screen and for the matte. Pixel coordinates
 * are continuous: the centre of pixel (i, j) is (i + 0.5, j + 0.5).
 */

/** Distances from the middle of the line, pixels. */
export interface BrushRim {
  /** Up to here a stroke counts fully. */
  readonly innerPx: number;
  /** From here on it does not count. */
  readonly outerPx: number;
}

/**
 * Where the effect of a stroke fades. Even the sharpest rim is one pixel wide, half of it outside, so that it has no
 * stairs.
 * @param radiusPx > 0
 * @param hardness 1: sharp at the radius; 0: fading from the middle
 */
export function brushRim(radiusPx: number, hardness: number): BrushRim {
  const fadePx = (1 - hardness) * radiusPx;
  const widenPx = Math.max(0, 1 - fadePx) / 2;
  return { innerPx: Math.max(0, hardness * radiusPx - widenPx), outerPx: radiusPx + widenPx };
}

/** How much a stroke counts at a distance from its line: 1 inside the rim, 0 outside, smooth between. */
export function brushWeight(distancePx: number, rim: BrushRim): number {
  if (distancePx <= rim.innerPx) return 1;
  if (distancePx >= rim.outerPx) return 0;
  const t = (rim.outerPx - distancePx) / (rim.outerPx - rim.innerPx);
  return t * t * (3 - 2 * t);
}
