/** Cords of several strands that cross themselves, over and under in turn, as mizuhiki are tied. */
import { n, type Spot } from '../sketch.ts';

interface Strand {
  readonly color: string;
  /** Beside the middle of the cord, units. */
  readonly offset: number;
}

/** How a cord looks. */
export interface CordLook {
  readonly strands: readonly string[];
  readonly strandWidth: number;
  /** Of the fine line between strands and around the cord. */
  readonly outline: string;
}

const subtract = (a: Spot, b: Spot): Spot => ({ x: a.x - b.x, y: a.y - b.y });

/** The line beside a line, by its normals. */
function beside(line: readonly Spot[], offset: number): Spot[] {
  return line.map((spot, i) => {
    const along = subtract(line[Math.min(line.length - 1, i + 1)], line[Math.max(0, i - 1)]);
    const length = Math.hypot(along.x, along.y) || 1;
    return { x: spot.x - (along.y / length) * offset, y: spot.y + (along.x / length) * offset };
  });
}

const drawn = (line: readonly Spot[]): string =>
  line.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join('');

/** The sine of the angle at which two pieces of a line cross; null where they do not. */
function crossing(a: Spot, b: Spot, c: Spot, d: Spot): number | null {
  const [ab, cd, ac] = [subtract(b, a), subtract(d, c), subtract(c, a)];
  const cross = ab.x * cd.y - ab.y * cd.x;
  if (cross === 0) return null;
  const s = (ac.x * cd.y - ac.y * cd.x) / cross;
  const t = (ac.x * ab.y - ac.y * ab.x) / cross;
  if (s < 0 || s >= 1 || t < 0 || t >= 1) return null;
  return Math.abs(cross) / (Math.hypot(ab.x, ab.y) * Math.hypot(cd.x, cd.y));
}

interface Crossing {
  /** Index of the line. */
  readonly at: number;
  readonly sine: number;
}

/** Where the line lies over itself: every other of its crossings. */
function overpasses(line: readonly Spot[]): Crossing[] {
  const visits: Crossing[] = [];
  for (let i = 0; i + 1 < line.length; i++)
    for (let j = i + 2; j + 1 < line.length; j++) {
      const sine = crossing(line[i], line[i + 1], line[j], line[j + 1]);
      if (sine !== null) visits.push({ at: i, sine }, { at: j, sine });
    }
  return visits.sort((a, b) => a.at - b.at).filter((_, i) => i % 2 === 0);
}

function strandsOf({ strands, strandWidth }: CordLook): Strand[] {
  const middle = (strands.length - 1) / 2;
  return strands.map((color, i) => ({ color, offset: (i - middle) * strandWidth }));
}

function piece(line: readonly Spot[], look: CordLook): string {
  const width = look.strands.length * look.strandWidth;
  const style = 'fill="none" stroke-linejoin="round"';
  return [
    `<path d="${drawn(line)}" ${style} stroke="${look.outline}" stroke-width="${n(width + 2.4)}"/>`,
    ...strandsOf(look).map(
      ({ color, offset }) =>
        `<path d="${drawn(beside(line, offset))}" ${style} stroke="${color}" stroke-width="${n(look.strandWidth - 1)}"/>`,
    ),
  ].join('');
}

/** @param line points close together compared with the width of the cord */
export function cord(line: readonly Spot[], look: CordLook): string {
  const half = (look.strands.length * look.strandWidth) / 2 + 2;
  const over = overpasses(line).map(({ at, sine }) => {
    // As long as the cord below is wide where it is crossed; more where it is crossed at a low angle.
    const reach = (half * (1 + Math.sqrt(1 - sine * sine))) / sine;
    const step = Math.hypot(line[at + 1].x - line[at].x, line[at + 1].y - line[at].y);
    const points = Math.ceil(reach / step);
    return piece(line.slice(Math.max(0, at - points), at + points + 2), look);
  });
  return piece(line, look) + over.join('');
}

/** A curve through points (Catmull and Rom 1974), as a line of short pieces. */
export function curveThrough(points: readonly Spot[], perPiece = 24): Spot[] {
  const at = (i: number): Spot => points[Math.min(points.length - 1, Math.max(0, i))];
  const line: Spot[] = [];
  for (let i = 0; i + 1 < points.length; i++)
    for (let step = 0; step < perPiece; step++) {
      const t = step / perPiece;
      const mix = (p: number, q: number, r: number, s: number): number =>
        0.5 *
        (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t);
      const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
      line.push({ x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) });
    }
  return [...line, at(points.length - 1)];
}
