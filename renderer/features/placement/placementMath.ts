import { PLACEMENT_RANGES, placementOf, type Placement } from '../../../shared/framing/placement.ts';
import type { CutEdges } from '../../../shared/framing/cutEdges.ts';
import { placed, type FramedPerson } from '../stage/framing.ts';

/** Which lines are shown while a person is moved: they stand on them. */
export interface Guides {
  readonly vertical: boolean;
  readonly horizontal: boolean;
}

export const NO_GUIDES: Guides = { vertical: false, horizontal: false };

const held = (value: number, { min, max }: { readonly min: number; readonly max: number }): number =>
  Math.min(max, Math.max(min, value));

const inRange = ({ scale, offsetX, offsetY }: Placement): Placement => ({
  scale: held(scale, PLACEMENT_RANGES.scale),
  offsetX: held(offsetX, PLACEMENT_RANGES.offset),
  offsetY: held(offsetY, PLACEMENT_RANGES.offset),
});

/** What a wish comes to: in range, and where edges of the photo hold it. */
export function heldPlacement(framed: FramedPerson, wish: Placement, cut: CutEdges | null): Placement {
  const within = inRange(wish);
  const layout = placed(framed, within, cut);
  const found = placementOf(framed.crop, layout, framed.size);
  // Whole pixels move a little: what was not held stays as it was asked for.
  const near = (a: number, b: number): number => (Math.abs(a - b) < NEARLY ? a : b);
  return {
    scale: near(within.scale, found.scale),
    offsetX: near(within.offsetX, found.offsetX),
    offsetY: near(within.offsetY, found.offsetY),
  };
}

/** Shares of the frame that rounding to whole pixels may cost. */
const NEARLY = 0.004;

/** Offset at which the face is in the middle of the frame, from left to right. */
export function centredOffsetX({ crop, faceBox, size }: FramedPerson, scale: number): number {
  const face = (faceBox[0] + faceBox[2] / 2 - crop.left) * crop.scaleX;
  return -((face - size.widthPx / 2) * scale) / size.widthPx;
}

/**
 * Draws a wish to the lines it is near: the face in the middle, or the place it was laid out in.
 * @param reach shares of the frame's width and height within which it is drawn
 */
export function snapped(
  framed: FramedPerson,
  wish: Placement,
  reach: readonly [x: number, y: number],
): { readonly placement: Placement; readonly guides: Guides } {
  const lines = [centredOffsetX(framed, wish.scale), 0];
  const line = lines.find((offset) => Math.abs(offset - wish.offsetX) < reach[0]);
  const isLevel = Math.abs(wish.offsetY) < reach[1];
  return {
    placement: { ...wish, offsetX: line ?? wish.offsetX, offsetY: isLevel ? 0 : wish.offsetY },
    guides: { vertical: line === lines[0], horizontal: isLevel },
  };
}

/** Grows or shrinks about a point of the frame, which stays where it is. @param at shares of the frame, 0..1 */
export function zoomedAt(
  { scale, offsetX, offsetY }: Placement,
  factor: number,
  at: readonly [x: number, y: number],
): Placement {
  const next = held(scale * factor, PLACEMENT_RANGES.scale);
  const moved = (offset: number, share: number): number =>
    share - 0.5 - ((share - 0.5 - offset) * next) / scale;
  return { scale: next, offsetX: moved(offsetX, at[0]), offsetY: moved(offsetY, at[1]) };
}
