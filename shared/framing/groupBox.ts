import type { Box } from './layOut.ts';

/** A person as far as their place goes. */
interface Placed {
  readonly box: Box;
}

/** Somebody twice as tall is nearer to the camera, somebody half as tall farther from it: another group. */
const TALLER = 2;
/** Widest gap within a group, as a share of the width of the person it is built around. */
const GAP_SHARE = 0.35;
/** How much of the shorter one's height two people who stand together have in common. */
const BESIDE_SHARE = 0.5;

/** Length that two stretches share; below 0 the gap between them. */
const shared = (startA: number, lengthA: number, startB: number, lengthB: number): number =>
  Math.min(startA + lengthA, startB + lengthB) - Math.max(startA, startB);

function union(a: Box, b: Box): Box {
  const left = Math.min(a[0], b[0]);
  const top = Math.min(a[1], b[1]);
  const right = Math.max(a[0] + a[2], b[0] + b[2]);
  const bottom = Math.max(a[1] + a[3], b[1] + b[3]);
  return [left, top, right - left, bottom - top];
}

/**
 * The box around a person and those who stand with them: a couple is not parted by a crop around the one who speaks.
 * @returns photo pixels; the person's own box where nobody stands beside them
 */
export function groupBox(persons: readonly Placed[], person: Placed): Box {
  const [, , ownWidth, ownHeight] = person.box;
  const isBeside = (group: Box, [left, top, width, height]: Box): boolean =>
    height <= ownHeight * TALLER &&
    height >= ownHeight / TALLER &&
    shared(group[0], group[2], left, width) >= -GAP_SHARE * ownWidth &&
    shared(group[1], group[3], top, height) >= BESIDE_SHARE * Math.min(ownHeight, height);
  let group = person.box;
  let rest = persons.filter((other) => other !== person);
  for (;;) {
    const next = rest.find(({ box }) => isBeside(group, box));
    if (!next) return group;
    group = union(group, next.box);
    rest = rest.filter((other) => other !== next);
  }
}
