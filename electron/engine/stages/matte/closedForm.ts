/**
 * Closed-form matting (Levin, Lischinski, Weiss: "A Closed-Form Solution to Natural Image Matting", 2008): inside every
 * small window alpha is a linear function of colour. The matting Laplacian is never stored: a window's least-squares
 * fit of alpha on colour and its residual give the same product (He, Sun, Tang 2010), and only windows that touch an
 * open pixel are visited. Solved by conjugate gradients with a diagonal preconditioner.
 */
export interface MattingProblem {
  readonly width: number;
  readonly height: number;
  /** Interleaved RGB, 0..1. */
  readonly rgb: Float32Array;
  /** 1 where alpha is to be found, 0 where `start` is final. */
  readonly open: Uint8Array;
  /** First guess, 0..1; final where not open. */
  readonly start: Float32Array;
  /** What alpha is drawn to in open pixels, 0..1. */
  readonly prior: Float32Array;
  /** Strength of that pull per pixel, >= 0. */
  readonly pull: Float32Array;
}

/** Added to the colour variance of a window: the square of the noise (0.3 % of full scale) that fits ignore. */
const COLOUR_NOISE = 1e-5;
const WINDOW_PX = 9;

interface Windows {
  readonly count: number;
  /** Index of the middle pixel of each window. */
  readonly middle: Int32Array;
  /** Per window: mean R G B, then the inverse covariance rr rg rb gg gb bb. */
  readonly fit: Float32Array;
}
const FIT_LENGTH = 9;

function windowsOf(problem: MattingProblem): Windows {
  const { width, height, rgb, open } = problem;
  const touched = new Uint8Array(width * height);
  let count = 0;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      if (open[at] === 0) continue;
      const yEnd = Math.min(height - 2, y + 1);
      const xEnd = Math.min(width - 2, x + 1);
      for (let wy = Math.max(1, y - 1); wy <= yEnd; wy++)
        for (let wx = Math.max(1, x - 1); wx <= xEnd; wx++) {
          const window = wy * width + wx;
          count += 1 - touched[window];
          touched[window] = 1;
        }
    }
  const middle = new Int32Array(count);
  const fit = new Float32Array(count * FIT_LENGTH);
  for (let at = 0, k = 0; at < touched.length; at++) {
    if (touched[at] === 0) continue;
    middle[k] = at;
    let r = 0;
    let g = 0;
    let b = 0;
    let rr = 0;
    let rg = 0;
    let rb = 0;
    let gg = 0;
    let gb = 0;
    let bb = 0;
    for (let dy = -width; dy <= width; dy += width)
      for (let dx = -1; dx <= 1; dx++) {
        const from = (at + dy + dx) * 3;
        const red = rgb[from];
        const green = rgb[from + 1];
        const blue = rgb[from + 2];
        r += red;
        g += green;
        b += blue;
        rr += red * red;
        rg += red * green;
        rb += red * blue;
        gg += green * green;
        gb += green * blue;
        bb += blue * blue;
      }
    r /= WINDOW_PX;
    g /= WINDOW_PX;
    b /= WINDOW_PX;
    rr = rr / WINDOW_PX - r * r + COLOUR_NOISE;
    rg = rg / WINDOW_PX - r * g;
    rb = rb / WINDOW_PX - r * b;
    gg = gg / WINDOW_PX - g * g + COLOUR_NOISE;
    gb = gb / WINDOW_PX - g * b;
    bb = bb / WINDOW_PX - b * b + COLOUR_NOISE;
    const c0 = gg * bb - gb * gb;
    const c1 = rb * gb - rg * bb;
    const c2 = rg * gb - rb * gg;
    const inverse = 1 / (rr * c0 + rg * c1 + rb * c2);
    const to = k * FIT_LENGTH;
    fit[to] = r;
    fit[to + 1] = g;
    fit[to + 2] = b;
    fit[to + 3] = c0 * inverse;
    fit[to + 4] = c1 * inverse;
    fit[to + 5] = c2 * inverse;
    fit[to + 6] = (rr * bb - rb * rb) * inverse;
    fit[to + 7] = (rb * rg - rr * gb) * inverse;
    fit[to + 8] = (rr * gg - rg * rg) * inverse;
    k++;
  }
  return { count, middle, fit };
}

/** out += L * values, where L is the matting Laplacian of the windows. */
function addLaplacian(
  problem: MattingProblem,
  windows: Windows,
  values: Float32Array,
  out: Float32Array,
): void {
  const { width, rgb } = problem;
  const { count, middle, fit } = windows;
  for (let k = 0; k < count; k++) {
    const at = middle[k];
    const from = k * FIT_LENGTH;
    const r = fit[from];
    const g = fit[from + 1];
    const b = fit[from + 2];
    let sum = 0;
    let sumR = 0;
    let sumG = 0;
    let sumB = 0;
    for (let dy = -width; dy <= width; dy += width)
      for (let pixel = at + dy - 1, end = at + dy + 1; pixel <= end; pixel++) {
        const value = values[pixel];
        const colour = pixel * 3;
        sum += value;
        sumR += value * (rgb[colour] - r);
        sumG += value * (rgb[colour + 1] - g);
        sumB += value * (rgb[colour + 2] - b);
      }
    const mean = sum / WINDOW_PX;
    sumR /= WINDOW_PX;
    sumG /= WINDOW_PX;
    sumB /= WINDOW_PX;
    const slopeR = fit[from + 3] * sumR + fit[from + 4] * sumG + fit[from + 5] * sumB;
    const slopeG = fit[from + 4] * sumR + fit[from + 6] * sumG + fit[from + 7] * sumB;
    const slopeB = fit[from + 5] * sumR + fit[from + 7] * sumG + fit[from + 8] * sumB;
    for (let dy = -width; dy <= width; dy += width)
      for (let pixel = at + dy - 1, end = at + dy + 1; pixel <= end; pixel++) {
        const colour = pixel * 3;
        out[pixel] +=
          values[pixel] -
          mean -
          slopeR * (rgb[colour] - r) -
          slopeG * (rgb[colour + 1] - g) -
          slopeB * (rgb[colour + 2] - b);
      }
  }
}

/** The diagonal of L: how much a pixel's own alpha stays unexplained by the fits of its windows. */
function laplacianDiagonal(problem: MattingProblem, windows: Windows): Float32Array {
  const { width, rgb } = problem;
  const diagonal = new Float32Array(problem.open.length);
  for (let k = 0; k < windows.count; k++) {
    const from = k * FIT_LENGTH;
    const [r, g, b, irr, irg, irb, igg, igb, ibb] = windows.fit.subarray(from, from + FIT_LENGTH);
    const at = windows.middle[k];
    for (let dy = -width; dy <= width; dy += width)
      for (let pixel = at + dy - 1; pixel <= at + dy + 1; pixel++) {
        const dr = rgb[pixel * 3] - r;
        const dg = rgb[pixel * 3 + 1] - g;
        const db = rgb[pixel * 3 + 2] - b;
        const leverage =
          irr * dr * dr + igg * dg * dg + ibb * db * db + 2 * (irg * dr * dg + irb * dr * db + igb * dg * db);
        diagonal[pixel] += 1 - (1 + leverage) / WINDOW_PX;
      }
  }
  return diagonal;
}

/**
 * Finds alpha in the open pixels.
 * @param iterations conjugate gradient steps at most
 * @param tolerance stops when the residual has fallen to this share of the first one
 * @returns alpha for every pixel, 0..1; equal to `start` where not open
 */
export function solveMatting(problem: MattingProblem, iterations: number, tolerance = 3e-3): Float32Array {
  const { open, start, prior, pull } = problem;
  const alpha = Float32Array.from(start);
  const windows = windowsOf(problem);
  if (windows.count === 0) return alpha;
  const unknowns = Int32Array.from(
    (function* () {
      for (let i = 0; i < open.length; i++) if (open[i] !== 0) yield i;
    })(),
  );
  const diagonal = laplacianDiagonal(problem, windows);
  const product = new Float32Array(open.length);
  const residual = new Float32Array(unknowns.length);
  const direction = new Float32Array(open.length);

  addLaplacian(problem, windows, alpha, product);
  let energy = 0;
  unknowns.forEach((at, u) => {
    residual[u] = pull[at] * (prior[at] - alpha[at]) - product[at];
    diagonal[at] = Math.max(1e-6, diagonal[at] + pull[at]);
    direction[at] = residual[u] / diagonal[at];
    energy += residual[u] * direction[at];
  });
  const enough = energy * tolerance * tolerance;
  for (let step = 0; step < iterations && energy > enough && energy > 0; step++) {
    product.fill(0);
    addLaplacian(problem, windows, direction, product);
    let curvature = 0;
    for (const at of unknowns) {
      product[at] += pull[at] * direction[at];
      curvature += direction[at] * product[at];
    }
    const length = energy / curvature;
    let next = 0;
    for (let u = 0; u < unknowns.length; u++) {
      const at = unknowns[u];
      alpha[at] += length * direction[at];
      residual[u] -= length * product[at];
      next += (residual[u] * residual[u]) / diagonal[at];
    }
    const keep = next / energy;
    for (let u = 0; u < unknowns.length; u++) {
      const at = unknowns[u];
      direction[at] = residual[u] / diagonal[at] + keep * direction[at];
    }
    energy = next;
  }
  for (const at of unknowns) alpha[at] = Math.min(1, Math.max(0, alpha[at]));
  return alpha;
}
