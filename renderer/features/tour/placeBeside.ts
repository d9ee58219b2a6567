export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const GAP_PX = 14;
const MARGIN_PX = 12;

const held = (value: number, min: number, max: number): number => Math.max(min, Math.min(value, max));

/**
 * Where a card stands beside what it speaks of: on the side with the most room, never outside the window.
 * @param target, card, room in CSS pixels
 */
export function placeBeside(target: Box, card: Size, room: Size): { left: number; top: number } {
  const right = room.width - target.left - target.width;
  const below = room.height - target.top - target.height;
  const sides = [
    { space: right - card.width, left: target.left + target.width + GAP_PX, top: target.top },
    { space: target.left - card.width, left: target.left - card.width - GAP_PX, top: target.top },
    { space: target.top - card.height, left: target.left, top: target.top - card.height - GAP_PX },
    { space: below - card.height, left: target.left, top: target.top + target.height + GAP_PX },
  ];
  const roomy = sides.filter(({ space }) => space >= GAP_PX + MARGIN_PX);
  // What fills the window has no side: the card stands inside, in the middle.
  const place = roomy.sort((a, b) => b.space - a.space)[0] ?? {
    left: target.left + (target.width - card.width) / 2,
    top: target.top + (target.height - card.height) / 2,
  };
  return {
    left: held(place.left, MARGIN_PX, room.width - card.width - MARGIN_PX),
    top: held(place.top, MARGIN_PX, room.height - card.height - MARGIN_PX),
  };
}
