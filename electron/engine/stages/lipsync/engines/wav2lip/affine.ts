/** Maps (u, v) to (a u + b v + c, d u + e v + f). */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** First `inner`, then `outer`. */
export function chain(outer: Affine, inner: Affine): Affine {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, w] = inner;
  return [a * p + b * s, a * q + b * t, a * r + b * w + c, d * p + e * s, d * q + e * t, d * r + e * w + f];
}

/** The way back. The map must not flatten the plane. */
export function inverse([a, b, c, d, e, f]: Affine): Affine {
  const determinant = a * e - b * d;
  const [p, q, s, t] = [e / determinant, -b / determinant, -d / determinant, a / determinant];
  return [p, q, -p * c - q * f, s, t, -s * c - t * f];
}

export const apply = ([a, b, c, d, e, f]: Affine, u: number, v: number): readonly [x: number, y: number] => [
  a * u + b * v + c,
  d * u + e * v + f,
];

/** The six numbers of one map out of many that lie back to back. */
export function readAffine(packed: Float32Array, index: number): Affine {
  const at = index * 6;
  return [packed[at], packed[at + 1], packed[at + 2], packed[at + 3], packed[at + 4], packed[at + 5]];
}
