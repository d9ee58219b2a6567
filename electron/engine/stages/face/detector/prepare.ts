/** Where the detector looks. */
import type { OrientedSquare } from '../../../runtime/warp.ts';

/** Looks that are made together. */
export interface Round {
  readonly looks: readonly OrientedSquare[];
  /** Whether the photo is looked at turned, where chance resemblances to a face are no rarer but faces are. */
  readonly turned: boolean;
  /**
   * When faces were found already, the round is still made if one of them is smaller than this: then there may be
   * smaller ones that the earlier looks could not show. In photo pixels; 0 for never.
   */
  readonly alsoWhenSmallerThanPx: number;
}

/** In a smaller tile only faces of a few pixels come into reach, which are of no use. */
const MIN_TILE_PX = 96;
/** A face below this share of what was looked at is near the limit of what the detector sees. */
const SMALL_SHARE = 1 / 8;
/** A face may fill the photo, or more than that; it then fits into a larger square with a black border. */
const ZOOM_OUT = 1.7;

/** The square around the whole photo. */
function wholePhoto(width: number, height: number, zoomOut: number, angleRad: number): OrientedSquare {
  return { centerX: width / 2, centerY: height / 2, sidePx: Math.max(width, height) * zoomOut, angleRad };
}

/** Centres of tiles along one side: they overlap by at least half, and the outer ones end at the photo's edge. */
function tileCenters(lengthPx: number, tilePx: number): number[] {
  if (lengthPx <= tilePx) return [lengthPx / 2];
  const count = Math.ceil((lengthPx - tilePx) / (tilePx / 2)) + 1;
  const stepPx = (lengthPx - tilePx) / (count - 1);
  return Array.from({ length: count }, (_, index) => tilePx / 2 + index * stepPx);
}

/**
 * Overlapping squares that cover the photo.
 * @param divisor how many of them lie side by side along the longer side, without the overlap
 * @returns none when the tiles would be too small to be worth a look
 */
export function tiles(width: number, height: number, divisor: number): OrientedSquare[] {
  const tilePx = Math.max(width, height) / divisor;
  if (tilePx < MIN_TILE_PX) return [];
  return tileCenters(height, tilePx).flatMap((centerY) =>
    tileCenters(width, tilePx).map((centerX) => ({ centerX, centerY, sidePx: tilePx, angleRad: 0 })),
  );
}

const degrees = (angle: number): number => (angle * Math.PI) / 180;

/**
 * What to look at, in this order, later rounds only while no face was found (or see `alsoWhenSmallerThanPx`): the
 * photo as a whole, with and without a border, together with tiles of half its size, where smaller faces appear
 * larger; smaller tiles; the photo turned, one turn at a time, so that looks which disagree about what is up are
 * never merged; still smaller tiles.
 * The detector sees faces from about a sixteenth of the square it looks at, and tilted by up to about 40 degrees.
 */
export function planRounds(width: number, height: number): Round[] {
  const turns = [90, -90, 180, 45, -45, 135, -135];
  const smallPx = Math.max(width, height) * SMALL_SHARE;
  const whole = [wholePhoto(width, height, 1, 0), wholePhoto(width, height, ZOOM_OUT, 0)];
  return [
    { looks: [...whole, ...tiles(width, height, 2)], turned: false, alsoWhenSmallerThanPx: 0 },
    { looks: tiles(width, height, 4), turned: false, alsoWhenSmallerThanPx: smallPx / 2 },
    ...turns.map((angle) => ({
      looks: [wholePhoto(width, height, 1, degrees(angle))],
      turned: true,
      alsoWhenSmallerThanPx: 0,
    })),
    { looks: tiles(width, height, 8), turned: false, alsoWhenSmallerThanPx: smallPx / 8 },
  ];
}
