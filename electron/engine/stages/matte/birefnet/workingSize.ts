import type { BiRefNetContract } from './contract.ts';

/** Size of the picture that the network is given. */
export interface WorkingSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The network halves its picture five times. */
const SIDE_STEP_PX = 32;
/** Side of the square with as many pixels as a picture in training; where memory is short, down to the last one. */
const SQUARE_SIDES_PX = [1024, 896, 768, 640, 512] as const;
/** Of the pictures that free sizes were trained on. */
const SIDE_MIN_PX = 256;
const SIDE_MAX_PX = 2304;

const toStep = (sidePx: number): number =>
  Math.min(SIDE_MAX_PX, Math.max(SIDE_MIN_PX, Math.round(sidePx / SIDE_STEP_PX) * SIDE_STEP_PX));

/**
 * The sizes at which a network may look at a photo, best first. Fixed ones take the whole photo without its aspect, as
 * in training; free ones keep the aspect as far as steps of 32 pixels allow.
 */
export function workingSizes(
  contract: Pick<BiRefNetContract, 'widthPx' | 'heightPx'>,
  photoWidth: number,
  photoHeight: number,
): WorkingSize[] {
  const { widthPx, heightPx } = contract;
  if (widthPx !== null && heightPx !== null) return [{ widthPx, heightPx }];
  const aspect = photoWidth / photoHeight;
  return SQUARE_SIDES_PX.map((side) => ({
    widthPx: widthPx ?? toStep(heightPx === null ? side * Math.sqrt(aspect) : (side * side) / heightPx),
    heightPx: heightPx ?? toStep(widthPx === null ? side / Math.sqrt(aspect) : (side * side) / widthPx),
  }));
}
