/** Sampling of 8-bit planes between pixels. Coordinates are pixel centres: 0 is the first sample. */

const PHASES = 256;
/** Catmull-Rom weights (a = -0.5; Keys 1981) for PHASES sub-pixel positions. */
const CUBIC = new Float32Array((PHASES + 1) * 4);
for (let phase = 0; phase <= PHASES; phase++) {
  const t = phase / PHASES;
  const t2 = t * t;
  const t3 = t2 * t;
  CUBIC.set(
    [-0.5 * t3 + t2 - 0.5 * t, 1.5 * t3 - 2.5 * t2 + 1, -1.5 * t3 + 2 * t2 + 0.5 * t, 0.5 * t3 - 0.5 * t2],
    phase * 4,
  );
}

/**
 * Bicubic sample: keeps detail sharp at every sub-pixel position, so slow motion does not pulse between sharp and
 * soft as it does with bilinear weights. Edges replicate.
 */
export function sampleCubic(
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
  if (px === 0 && py === 0 && x0 >= 0 && y0 >= 0 && x0 < width && y0 < height) return plane[y0 * width + x0];
  const wx0 = CUBIC[px];
  const wx1 = CUBIC[px + 1];
  const wx2 = CUBIC[px + 2];
  const wx3 = CUBIC[px + 3];
  if (x0 >= 1 && y0 >= 1 && x0 < width - 2 && y0 < height - 2) {
    let at = (y0 - 1) * width + x0 - 1;
    const r0 = plane[at] * wx0 + plane[at + 1] * wx1 + plane[at + 2] * wx2 + plane[at + 3] * wx3;
    at += width;
    const r1 = plane[at] * wx0 + plane[at + 1] * wx1 + plane[at + 2] * wx2 + plane[at + 3] * wx3;
    at += width;
    const r2 = plane[at] * wx0 + plane[at + 1] * wx1 + plane[at + 2] * wx2 + plane[at + 3] * wx3;
    at += width;
    const r3 = plane[at] * wx0 + plane[at + 1] * wx1 + plane[at + 2] * wx2 + plane[at + 3] * wx3;
    return r0 * CUBIC[py] + r1 * CUBIC[py + 1] + r2 * CUBIC[py + 2] + r3 * CUBIC[py + 3];
  }
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
