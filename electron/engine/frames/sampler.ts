/** Sampling of 8-bit planes between pixels. Coordinates are pixel centres: 0 is the first sample. */

export const PHASES = 256;
/** Catmull-Rom weights (a = -0.5; Keys 1981) for PHASES sub-pixel positions: four of each, from before to after. */
export const CUBIC = new Float32Array((PHASES + 1) * 4);
for (let phase = 0; phase <= PHASES; phase++) {
  const t = phase / PHASES;
  const t2 = t * t;
  const t3 = t2 * t;
  CUBIC.set(
    [-0.5 * t3 + t2 - 0.5 * t, 1.5 * t3 - 2.5 * t2 + 1, -1.5 * t3 + 2 * t2 + 0.5 * t, 0.5 * t3 - 0.5 * t2],
    phase * 4,
  );
}

/** The slow way for samples whose neighbourhood leaves the plane; edges replicate. */
function sampleCubicAtEdge(
  plane: Uint8ClampedArray,
  width: number,
  height: number,
  x: number,
  y: number,
): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const px = Math.round((x - x0) * PHASES) * 4;
  const py = Math.round((y - y0) * PHASES) * 4;
  let sum = 0;
  for (let j = 0; j < 4; j++) {
    const row = Math.min(height - 1, Math.max(0, y0 - 1 + j)) * width;
    let rowSum = 0;
    for (let i = 0; i < 4; i++)
      rowSum += plane[row + Math.min(width - 1, Math.max(0, x0 - 1 + i))] * CUBIC[px + i];
    sum += rowSum * CUBIC[py + j];
  }
  return sum;
}

/**
 * Bicubic samples of a row of positions: keeps detail sharp at every sub-pixel position, so slow motion does not
 * pulse between sharp and soft as it does with bilinear weights. Edges replicate.
 * @param xs, ys positions; the first `count` are read
 * @param out receives the samples, not rounded and possibly a little outside 0..255
 */
export function sampleCubicRow(
  plane: Uint8ClampedArray,
  width: number,
  height: number,
  xs: Float32Array,
  ys: Float32Array,
  count: number,
  out: Float32Array,
): void {
  const lastX = width - 2;
  const lastY = height - 2;
  for (let i = 0; i < count; i++) {
    const x = xs[i];
    const y = ys[i];
    if (!(x >= 1 && y >= 1 && x < lastX && y < lastY)) {
      out[i] = sampleCubicAtEdge(plane, width, height, x, y);
      continue;
    }
    const x0 = x | 0;
    const y0 = y | 0;
    const px = ((x - x0) * PHASES + 0.5) | 0;
    const py = ((y - y0) * PHASES + 0.5) | 0;
    const middle = y0 * width + x0;
    if ((px | py) === 0) {
      out[i] = plane[middle];
      continue;
    }
    const cx = px << 2;
    const cy = py << 2;
    const w0 = CUBIC[cx];
    const w1 = CUBIC[cx + 1];
    const w2 = CUBIC[cx + 2];
    const w3 = CUBIC[cx + 3];
    let at = middle - width - 1;
    let sum = (plane[at] * w0 + plane[at + 1] * w1 + plane[at + 2] * w2 + plane[at + 3] * w3) * CUBIC[cy];
    at += width;
    sum += (plane[at] * w0 + plane[at + 1] * w1 + plane[at + 2] * w2 + plane[at + 3] * w3) * CUBIC[cy + 1];
    at += width;
    sum += (plane[at] * w0 + plane[at + 1] * w1 + plane[at + 2] * w2 + plane[at + 3] * w3) * CUBIC[cy + 2];
    at += width;
    sum += (plane[at] * w0 + plane[at + 1] * w1 + plane[at + 2] * w2 + plane[at + 3] * w3) * CUBIC[cy + 3];
    out[i] = sum;
  }
}

/** Bilinear sample; edges replicate. Enough for chroma and for mattes, which carry no fine detail. */
export function sampleLinear(
  plane: Uint8ClampedArray,
  width: number,
  height: number,
  x: number,
  y: number,
): number {
  const cx = Math.min(width - 1, Math.max(0, x));
  const cy = Math.min(height - 1, Math.max(0, y));
  const x0 = Math.min(width - 2, Math.floor(cx));
  const y0 = Math.min(height - 2, Math.floor(cy));
  const tx = cx - x0;
  const ty = cy - y0;
  const at = y0 * width + x0;
  return (
    (plane[at] * (1 - tx) + plane[at + 1] * tx) * (1 - ty) +
    (plane[at + width] * (1 - tx) + plane[at + width + 1] * tx) * ty
  );
}
