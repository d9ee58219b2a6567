/** At which edges of a photo the person goes on beyond it: there the photo's edge would be seen as a straight cut. */

export interface CutEdges {
  readonly left: boolean;
  readonly top: boolean;
  readonly right: boolean;
  readonly bottom: boolean;
}

export const NO_CUT_EDGES: CutEdges = { left: false, top: false, right: false, bottom: false };

/** More of an edge than this covered by the person is a cut; less is a stray hair. A share of the edge's length. */
const CUT_SHARE = 0.04;
/** Mattes may fade in their outermost pixels: looked at is a line this far inside, a share of the side. */
const INSET_SHARE = 0.004;

/**
 * @param opacityAt opacity of the person at a whole pixel, any scale in which `opaque` is halfway
 * @param opaque what counts as covered: half of the full opacity
 */
export function cutEdgesOf(
  width: number,
  height: number,
  opacityAt: (x: number, y: number) => number,
  opaque: number,
): CutEdges {
  const insetX = Math.round(width * INSET_SHARE);
  const insetY = Math.round(height * INSET_SHARE);
  const isCut = (length: number, at: (i: number) => number): boolean => {
    let covered = 0;
    for (let i = 0; i < length; i++) if (at(i) > opaque) covered++;
    return covered >= CUT_SHARE * length;
  };
  return {
    left: isCut(height, (y) => opacityAt(insetX, y)),
    right: isCut(height, (y) => opacityAt(width - 1 - insetX, y)),
    top: isCut(width, (x) => opacityAt(x, insetY)),
    bottom: isCut(width, (x) => opacityAt(x, height - 1 - insetY)),
  };
}
