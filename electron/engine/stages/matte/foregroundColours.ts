/**
 * The colours of person and background in mixed pixels: multi-level estimation (Germer, Uelwer, Conrad, Harmeling:
 * "Fast Multi-Level Foreground Estimation", 2020). From one pixel to full size, each level starts from the one below
 * and solves per pixel alpha * F + (1 - alpha) * B = I with F and B smooth, less so where alpha changes little.
 */
export interface LayerColours {
  /** Interleaved RGB, 0..1. */
  readonly foreground: Float32Array;
  readonly background: Float32Array;
}

/** Smoothness of F and B where alpha is flat. */
const FLAT_SMOOTHNESS = 1e-5;
const SMALL_LEVEL_PX = 32;
const SMALL_LEVEL_ROUNDS = 10;
const ROUNDS = 2;
/** Levels above this size solve mixed pixels and their surroundings only: elsewhere F or B is the picture itself. */
const WHOLE_LEVEL_MAX_PX = 256 * 256;

function nearestIndices(from: number, to: number): Int32Array {
  return Int32Array.from({ length: to }, (_, i) => Math.min(from - 1, Math.floor((i * from) / to)));
}

function resizeNearest(
  data: Float32Array,
  channels: number,
  width: number,
  height: number,
  outWidth: number,
  outHeight: number,
): Float32Array {
  const across = nearestIndices(width, outWidth);
  const down = nearestIndices(height, outHeight);
  const out = new Float32Array(outWidth * outHeight * channels);
  let to = 0;
  for (const y of down)
    for (const x of across) {
      const from = (y * width + x) * channels;
      for (let c = 0; c < channels; c++) out[to++] = data[from + c];
    }
  return out;
}

function meanColour(
  rgb: Float32Array,
  alpha: Float32Array,
  chosen: (alpha: number) => boolean,
): Float32Array {
  const sum = [0, 0, 0];
  let count = 0;
  for (let i = 0; i < alpha.length; i++) {
    if (!chosen(alpha[i])) continue;
    for (let c = 0; c < 3; c++) sum[c] += rgb[i * 3 + c];
    count++;
  }
  return Float32Array.from(sum, (value) => (count === 0 ? 0.5 : value / count));
}

const clampUnit = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** One Gauss-Seidel round over a level, in place. */
function solveLevel(
  rgb: Float32Array,
  alpha: Float32Array,
  layers: LayerColours,
  width: number,
  height: number,
  everywhere: boolean,
): void {
  const { foreground, background } = layers;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const a = alpha[at];
      const left = x > 0 ? at - 1 : at;
      const right = x < width - 1 ? at + 1 : at;
      const above = y > 0 ? at - width : at;
      const below = y < height - 1 ? at + width : at;
      const dl = Math.abs(a - alpha[left]);
      const dr = Math.abs(a - alpha[right]);
      const da = Math.abs(a - alpha[above]);
      const db = Math.abs(a - alpha[below]);
      if (!everywhere && dl + dr + da + db === 0 && (a === 0 || a === 1)) {
        const known = a === 1 ? foreground : background;
        for (let c = at * 3; c < at * 3 + 3; c++) known[c] = rgb[c];
        continue;
      }
      const wl = dl + FLAT_SMOOTHNESS;
      const wr = dr + FLAT_SMOOTHNESS;
      const wa = da + FLAT_SMOOTHNESS;
      const wb = db + FLAT_SMOOTHNESS;
      const smooth = wl + wr + wa + wb;
      const m00 = a * a + smooth;
      const m01 = a * (1 - a);
      const m11 = (1 - a) * (1 - a) + smooth;
      const inverse = 1 / (m00 * m11 - m01 * m01);
      for (let c = 0; c < 3; c++) {
        const i = at * 3 + c;
        const l = left * 3 + c;
        const r = right * 3 + c;
        const u = above * 3 + c;
        const d = below * 3 + c;
        const near = wl * foreground[l] + wr * foreground[r] + wa * foreground[u] + wb * foreground[d];
        const behind = wl * background[l] + wr * background[r] + wa * background[u] + wb * background[d];
        const f = a * rgb[i] + near;
        const b = (1 - a) * rgb[i] + behind;
        foreground[i] = clampUnit((m11 * f - m01 * b) * inverse);
        background[i] = clampUnit((m00 * b - m01 * f) * inverse);
      }
    }
  }
}

/** Where the estimation begins: means of what is certainly person and certainly background. */
const certainMeans = (rgb: Float32Array, alpha: Float32Array): LayerColours => ({
  foreground: meanColour(rgb, alpha, (a) => a > 0.9),
  background: meanColour(rgb, alpha, (a) => a < 0.1),
});

/**
 * @param rgb interleaved, 0..1
 * @param alpha 0..1
 * @param start one colour for each layer to begin from
 * @returns both layers at the size of the picture, 0..1
 */
export function estimateLayerColours(
  rgb: Float32Array,
  alpha: Float32Array,
  width: number,
  height: number,
  start: LayerColours = certainMeans(rgb, alpha),
): LayerColours {
  let layers = start;
  let [levelWidth, levelHeight] = [1, 1];
  const levels = Math.max(1, Math.ceil(Math.log2(Math.max(width, height))));
  for (let level = 0; level <= levels; level++) {
    const w = Math.round(width ** (level / levels));
    const h = Math.round(height ** (level / levels));
    const top = w === width && h === height;
    const levelRgb = top ? rgb : resizeNearest(rgb, 3, width, height, w, h);
    const levelAlpha = top ? alpha : resizeNearest(alpha, 1, width, height, w, h);
    layers = {
      foreground: resizeNearest(layers.foreground, 3, levelWidth, levelHeight, w, h),
      background: resizeNearest(layers.background, 3, levelWidth, levelHeight, w, h),
    };
    [levelWidth, levelHeight] = [w, h];
    const rounds = w <= SMALL_LEVEL_PX && h <= SMALL_LEVEL_PX ? SMALL_LEVEL_ROUNDS : ROUNDS;
    for (let round = 0; round < rounds; round++)
      solveLevel(levelRgb, levelAlpha, layers, w, h, w * h <= WHOLE_LEVEL_MAX_PX);
  }
  return layers;
}
