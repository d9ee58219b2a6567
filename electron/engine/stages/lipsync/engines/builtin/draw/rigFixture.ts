import { curveThrough } from './curve.ts';
import type { MouthRig } from './rig.ts';

/** A level mouth of ordinary proportions whose lips stand `restGap` apart in the middle, 100 pixels per unit. */
export function levelMouth(restGap: number): MouthRig {
  const across = Array.from({ length: 11 }, (_, i) => -0.32 + 0.064 * i);
  const arch = (u: number): number => 1 - (u / 0.32) ** 2;
  const curve = (middle: number): ReturnType<typeof curveThrough> =>
    curveThrough(across.map((u) => [u, middle * arch(u)] as const));
  return {
    axes: { originX: 200, originY: 200, cos: 1, sin: 0, unitPx: 100 },
    cornerLeft: -0.34,
    cornerRight: 0.34,
    upperInner: curve(-restGap / 2),
    lowerInner: curve(restGap / 2),
    upperOuter: curve(-restGap / 2 - 0.08),
    lowerOuter: curve(restGap / 2 + 0.1),
    noseBase: -0.22,
    chin: 0.58,
    chinU: 0,
  };
}
