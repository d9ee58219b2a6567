/** Wood: branches that grow thinner, and twigs that leave them. */
import { between, n, path, type Spot } from '../sketch.ts';
import { curveThrough } from './cord.ts';

/** A point of a branch, and which way it grows there. */
export interface BranchPoint extends Spot {
  readonly turnDeg: number;
  /** 0 at its foot, 1 at its tip. */
  readonly share: number;
}

export function branchPoints(points: readonly Spot[]): BranchPoint[] {
  const line = curveThrough(points, 16);
  return line.map((spot, i) => {
    const [from, to] = [line[Math.max(0, i - 1)], line[Math.min(line.length - 1, i + 1)]];
    const turnDeg = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
    return { ...spot, turnDeg, share: i / (line.length - 1) };
  });
}

/** A branch as a shape, thick at its foot. @param roughness how much its thickness varies, a share of it */
export function branch(
  points: readonly BranchPoint[],
  footWidth: number,
  tipWidth: number,
  paint: string,
  random: () => number,
  roughness = 0.18,
): string {
  const half = points.map(
    ({ share }) =>
      ((footWidth + (tipWidth - footWidth) * share ** 0.8) / 2) *
      (1 + between(random, -roughness, roughness)),
  );
  const side = (sign: number): string[] =>
    points.map(({ x, y, turnDeg }, i) => {
      const angle = ((turnDeg + 90) * Math.PI) / 180;
      return `${n(x + sign * half[i] * Math.cos(angle))} ${n(y + sign * half[i] * Math.sin(angle))}`;
    });
  return path(`M${side(1).join('L')}L${side(-1).reverse().join('L')}Z`, paint);
}

/** A twig that leaves a branch at a point. @param bendDeg how it turns on its way */
export function twig(from: BranchPoint, length: number, leaveDeg: number, bendDeg: number): BranchPoint[] {
  const at = (share: number, origin: Spot): Spot => {
    const angle = ((from.turnDeg + leaveDeg + bendDeg * share) * Math.PI) / 180;
    return { x: origin.x + (length / 3) * Math.cos(angle), y: origin.y + (length / 3) * Math.sin(angle) };
  };
  const first = at(0, from);
  const second = at(0.5, first);
  return branchPoints([from, first, second, at(1, second)]);
}
