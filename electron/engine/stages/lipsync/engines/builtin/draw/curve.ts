/**
 * A function v(u) through given points, tabulated for fast look-up. Between the points it is a monotone cubic
 * (Fritsch and Carlson 1980), so it never overshoots a lip; outside them it holds the end values.
 */
export interface Curve {
  readonly from: number;
  readonly to: number;
  readonly values: Float32Array;
}

const TABLE_SIZE = 257;

/** @param points (u, v) pairs; sorted by u here. At least two with distinct u. */
export function curveThrough(points: readonly (readonly [u: number, v: number])[]): Curve {
  const sorted = [...points].sort((a, b) => a[0] - b[0]);
  const us: number[] = [];
  const vs: number[] = [];
  for (const [u, v] of sorted) {
    if (us.length > 0 && u - us[us.length - 1] < 1e-6) continue;
    us.push(u);
    vs.push(v);
  }
  const n = us.length;
  if (n < 2) throw new Error('A curve needs two points at least.');
  const slopes = us.slice(1).map((u, i) => (vs[i + 1] - vs[i]) / (u - us[i]));
  const tangents = vs.map((_, i) => {
    if (i === 0) return slopes[0];
    if (i === n - 1) return slopes[n - 2];
    return slopes[i - 1] * slopes[i] <= 0 ? 0 : (slopes[i - 1] + slopes[i]) / 2;
  });
  for (let i = 0; i < n - 1; i++) {
    if (slopes[i] === 0) {
      tangents[i] = 0;
      tangents[i + 1] = 0;
      continue;
    }
    const a = tangents[i] / slopes[i];
    const b = tangents[i + 1] / slopes[i];
    const length = Math.hypot(a, b);
    if (length > 3) {
      tangents[i] = (3 / length) * a * slopes[i];
      tangents[i + 1] = (3 / length) * b * slopes[i];
    }
  }
  const values = new Float32Array(TABLE_SIZE);
  let segment = 0;
  for (let k = 0; k < TABLE_SIZE; k++) {
    const u = us[0] + ((us[n - 1] - us[0]) * k) / (TABLE_SIZE - 1);
    while (segment < n - 2 && u > us[segment + 1]) segment++;
    const h = us[segment + 1] - us[segment];
    const t = (u - us[segment]) / h;
    const t2 = t * t;
    const t3 = t2 * t;
    values[k] =
      (2 * t3 - 3 * t2 + 1) * vs[segment] +
      (t3 - 2 * t2 + t) * h * tangents[segment] +
      (3 * t2 - 2 * t3) * vs[segment + 1] +
      (t3 - t2) * h * tangents[segment + 1];
  }
  return { from: us[0], to: us[n - 1], values };
}

export function curveAt(curve: Curve, u: number): number {
  const at = ((u - curve.from) / (curve.to - curve.from)) * (TABLE_SIZE - 1);
  if (at <= 0) return curve.values[0];
  if (at >= TABLE_SIZE - 1) return curve.values[TABLE_SIZE - 1];
  const index = Math.floor(at);
  const t = at - index;
  return curve.values[index] * (1 - t) + curve.values[index + 1] * t;
}

/** Smooth step from 0 at `from` to 1 at `to` with zero slope at both ends. `from` may exceed `to`. */
export function smoothStep(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
