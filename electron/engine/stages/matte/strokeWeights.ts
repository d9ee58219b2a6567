import { brushRim, brushWeight, type BrushRim } from '../../../../shared/matteBrush.ts';
import type { MatteStroke } from '../../../../shared/matteTouchUp.ts';

/** Receives one pixel of a stroke: its index in the photo, and how much the stroke counts there, above 0 to 1. */
export type StrokePainter = (index: number, weight: number) => void;
/** Receives each rectangle that was painted in, photo pixels. */
export type CellNote = (x: number, y: number, width: number, height: number) => void;

/** A line from (ax, ay) by (dx, dy); a click is a line without length. */
interface Segment {
  readonly ax: number;
  readonly ay: number;
  readonly dx: number;
  readonly dy: number;
  readonly lengthSquared: number;
}

/** Cells of at most this side are painted pixel by pixel. */
const LEAF_SIDE_PX = 16;

function segmentsOf(points: MatteStroke['points']): Segment[] {
  const segments: Segment[] = [];
  let [lastX, lastY] = points[0];
  for (const [x, y] of points.slice(1)) {
    const dx = x - lastX;
    const dy = y - lastY;
    if (dx === 0 && dy === 0) continue;
    segments.push({ ax: lastX, ay: lastY, dx, dy, lengthSquared: dx * dx + dy * dy });
    [lastX, lastY] = [x, y];
  }
  if (segments.length === 0) segments.push({ ax: lastX, ay: lastY, dx: 0, dy: 0, lengthSquared: 0 });
  return segments;
}

function squaredDistance({ ax, ay, dx, dy, lengthSquared }: Segment, x: number, y: number): number {
  const px = x - ax;
  const py = y - ay;
  const dot = px * dx + py * dy;
  // Beyond an end of the line, or on it; a click has only the first end.
  const along = dot <= 0 ? 0 : dot >= lengthSquared ? 1 : dot / lengthSquared;
  const ex = px - along * dx;
  const ey = py - along * dy;
  return ex * ex + ey * ey;
}

/**
 * Visits every pixel of the photo that a stroke reaches, once, however often its line crosses itself: the weight
 * follows the distance to the nearest part of the line. Works by halving rectangles: a part of the line that is
 * farther from all of a rectangle than another part is not looked at again inside it, so the time goes with the area
 * of the stroke and hardly with the number of its points. What lies outside the photo costs nothing.
 */
export function paintStroke(
  stroke: MatteStroke,
  width: number,
  height: number,
  paint: StrokePainter,
  note: CellNote,
): void {
  const rim: BrushRim = brushRim(stroke.radiusPx, stroke.hardness);

  const paintCell = (x0: number, y0: number, x1: number, y1: number, line: readonly Segment[]): void => {
    const middleX = (x0 + x1) / 2;
    const middleY = (y0 + y1) / 2;
    const reach = Math.hypot(x1 - x0, y1 - y0) / 2;
    const distances = line.map((segment) => Math.sqrt(squaredDistance(segment, middleX, middleY)));
    const nearest = distances.reduce((a, b) => Math.min(a, b), Infinity);
    if (nearest - reach >= rim.outerPx) return;
    if (nearest + reach <= rim.innerPx) {
      note(x0, y0, x1 - x0, y1 - y0);
      for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) paint(y * width + x, 1);
      return;
    }
    const farthest = Math.min(nearest + 2 * reach, rim.outerPx + reach);
    const near = line.filter((_, i) => distances[i] <= farthest);
    if (x1 - x0 > LEAF_SIDE_PX || y1 - y0 > LEAF_SIDE_PX) {
      if (x1 - x0 >= y1 - y0) {
        const cut = Math.floor(middleX);
        paintCell(x0, y0, cut, y1, near);
        paintCell(cut, y0, x1, y1, near);
      } else {
        const cut = Math.floor(middleY);
        paintCell(x0, y0, x1, cut, near);
        paintCell(x0, cut, x1, y1, near);
      }
      return;
    }
    note(x0, y0, x1 - x0, y1 - y0);
    for (let y = y0; y < y1; y++)
      for (let x = x0; x < x1; x++) {
        let squared = Infinity;
        for (let i = 0; i < near.length; i++) {
          const other = squaredDistance(near[i], x + 0.5, y + 0.5);
          if (other < squared) squared = other;
        }
        const weight = brushWeight(Math.sqrt(squared), rim);
        if (weight > 0) paint(y * width + x, weight);
      }
  };

  const xs = stroke.points.map(([x]) => x);
  const ys = stroke.points.map(([, y]) => y);
  const extreme = (values: readonly number[], pick: (a: number, b: number) => number): number =>
    values.reduce((a, b) => pick(a, b));
  const x0 = Math.max(0, Math.floor(extreme(xs, Math.min) - rim.outerPx));
  const y0 = Math.max(0, Math.floor(extreme(ys, Math.min) - rim.outerPx));
  const x1 = Math.min(width, Math.ceil(extreme(xs, Math.max) + rim.outerPx));
  const y1 = Math.min(height, Math.ceil(extreme(ys, Math.max) + rim.outerPx));
  if (x0 < x1 && y0 < y1) paintCell(x0, y0, x1, y1, segmentsOf(stroke.points));
}
