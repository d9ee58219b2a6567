/**
 * Grain for large soft grounds: 8 bits show a slow change of colour as stripes, a little noise hides them.
 * The same pixel always gets the same grain.
 */

/** Two independent even values in [0, 1) for a pixel (integer hash by Chris Wellons, "lowbias32", public domain). */
function evenOf(at: number): number {
  let h = at >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return ((h ^ (h >>> 16)) >>> 0) / 0x1_0000_0000;
}

/**
 * Noise of triangular distribution in (-1, 1): added before rounding to whole values, what is left of the rounding does
 * not depend on the picture (Lipshitz, Wannamaker and Vanderkooy 1992).
 * @param at index of the pixel
 */
export const triangularGrain = (at: number): number => evenOf(2 * at) - evenOf(2 * at + 1);
