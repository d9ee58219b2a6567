/** One pass of the transform: combine `radix` sub-transforms of `count` points that lie `stride` apart. */
interface Pass {
  readonly radix: number;
  readonly count: number;
  readonly stride: number;
}

/**
 * Discrete Fourier transform of real sequences of one length, prepared once and used many times.
 *
 * Mixed-radix Stockham autosort (4, 2, 3, 5, then any other prime by a small direct transform), in double precision.
 * An even length is packed into half as many complex points. Fast where all prime factors are small, correct for any
 * length from 1.
 */
export class RealFft {
  /** Number of real points. */
  readonly size: number;
  /** Number of complex bins of the result: floor(size / 2) + 1. */
  readonly binCount: number;
  readonly #isPacked: boolean;
  readonly #points: number;
  readonly #passes: readonly Pass[];
  /** cos and -sin of 2 pi k / points. */
  readonly #rootRe: Float64Array;
  readonly #rootIm: Float64Array;
  /** cos and -sin of 2 pi k / size, used to take a packed result apart. */
  readonly #unpackRe: Float64Array;
  readonly #unpackIm: Float64Array;
  #re: Float64Array;
  #im: Float64Array;
  #spareRe: Float64Array;
  #spareIm: Float64Array;

  constructor(size: number) {
    if (!Number.isInteger(size) || size < 1)
      throw new RangeError(`A transform needs at least 1 point, not ${size}.`);
    this.size = size;
    this.binCount = Math.floor(size / 2) + 1;
    this.#isPacked = size % 2 === 0;
    this.#points = this.#isPacked ? size / 2 : size;
    this.#passes = planPasses(this.#points);
    [this.#rootRe, this.#rootIm] = rootsOfUnity(this.#points, this.#points);
    [this.#unpackRe, this.#unpackIm] = rootsOfUnity(size, this.#isPacked ? this.#points + 1 : 0);
    this.#re = new Float64Array(this.#points);
    this.#im = new Float64Array(this.#points);
    this.#spareRe = new Float64Array(this.#points);
    this.#spareIm = new Float64Array(this.#points);
  }

  /**
   * X[k] = sum over n of x[n] exp(-2 pi i k n / size), for k = 0 ... floor(size / 2).
   * @param input `size` real values
   * @param outRe real parts, at least `binCount` long
   * @param outIm imaginary parts, at least `binCount` long
   */
  forward(input: Float32Array | Float64Array, outRe: Float64Array, outIm: Float64Array): void {
    const points = this.#points;
    const [re, im] = [this.#re, this.#im];
    if (!this.#isPacked) {
      for (let i = 0; i < points; i++) re[i] = input[i];
      im.fill(0);
      this.#transform();
      outRe.set(this.#re.subarray(0, this.binCount));
      outIm.set(this.#im.subarray(0, this.binCount));
      return;
    }
    for (let i = 0; i < points; i++) {
      re[i] = input[2 * i];
      im[i] = input[2 * i + 1];
    }
    this.#transform();
    this.#unpack(outRe, outIm);
  }

  /** Separates the transforms of the even and the odd samples, then combines them. */
  #unpack(outRe: Float64Array, outIm: Float64Array): void {
    const points = this.#points;
    const [re, im] = [this.#re, this.#im];
    for (let k = 0; k <= points; k++) {
      const a = k === points ? 0 : k;
      const b = k === 0 ? 0 : points - k;
      const evenRe = 0.5 * (re[a] + re[b]);
      const evenIm = 0.5 * (im[a] - im[b]);
      const oddRe = 0.5 * (im[a] + im[b]);
      const oddIm = 0.5 * (re[b] - re[a]);
      const rootRe = this.#unpackRe[k];
      const rootIm = this.#unpackIm[k];
      outRe[k] = evenRe + rootRe * oddRe - rootIm * oddIm;
      outIm[k] = evenIm + rootRe * oddIm + rootIm * oddRe;
    }
  }

  #transform(): void {
    for (const pass of this.#passes) {
      if (pass.radix === 4) this.#passOf4(pass);
      else if (pass.radix === 2) this.#passOf2(pass);
      else this.#passOfAny(pass);
      [this.#re, this.#spareRe] = [this.#spareRe, this.#re];
      [this.#im, this.#spareIm] = [this.#spareIm, this.#im];
    }
  }

  #passOf2({ count, stride }: Pass): void {
    const [re, im, toRe, toIm] = [this.#re, this.#im, this.#spareRe, this.#spareIm];
    const half = stride * count;
    for (let k = 0; k < count; k++) {
      const wRe = this.#rootRe[k * stride];
      const wIm = this.#rootIm[k * stride];
      for (let q = 0; q < stride; q++) {
        const from = q + stride * k;
        const to = q + stride * 2 * k;
        const dRe = re[from] - re[from + half];
        const dIm = im[from] - im[from + half];
        toRe[to] = re[from] + re[from + half];
        toIm[to] = im[from] + im[from + half];
        toRe[to + stride] = dRe * wRe - dIm * wIm;
        toIm[to + stride] = dRe * wIm + dIm * wRe;
      }
    }
  }

  #passOf4({ count, stride }: Pass): void {
    const [re, im, toRe, toIm] = [this.#re, this.#im, this.#spareRe, this.#spareIm];
    const [rootRe, rootIm] = [this.#rootRe, this.#rootIm];
    const quarter = stride * count;
    for (let k = 0; k < count; k++) {
      const w1 = k * stride;
      const w2 = 2 * w1;
      const w3 = 3 * w1;
      for (let q = 0; q < stride; q++) {
        const i0 = q + stride * k;
        const i1 = i0 + quarter;
        const i2 = i1 + quarter;
        const i3 = i2 + quarter;
        const sRe = re[i0] + re[i2];
        const sIm = im[i0] + im[i2];
        const dRe = re[i0] - re[i2];
        const dIm = im[i0] - im[i2];
        const tRe = re[i1] + re[i3];
        const tIm = im[i1] + im[i3];
        // -i (x1 - x3)
        const uRe = im[i1] - im[i3];
        const uIm = re[i3] - re[i1];
        const to = q + stride * 4 * k;
        toRe[to] = sRe + tRe;
        toIm[to] = sIm + tIm;
        toRe[to + stride] = (dRe + uRe) * rootRe[w1] - (dIm + uIm) * rootIm[w1];
        toIm[to + stride] = (dRe + uRe) * rootIm[w1] + (dIm + uIm) * rootRe[w1];
        toRe[to + 2 * stride] = (sRe - tRe) * rootRe[w2] - (sIm - tIm) * rootIm[w2];
        toIm[to + 2 * stride] = (sRe - tRe) * rootIm[w2] + (sIm - tIm) * rootRe[w2];
        toRe[to + 3 * stride] = (dRe - uRe) * rootRe[w3] - (dIm - uIm) * rootIm[w3];
        toIm[to + 3 * stride] = (dRe - uRe) * rootIm[w3] + (dIm - uIm) * rootRe[w3];
      }
    }
  }

  #passOfAny({ radix, count, stride }: Pass): void {
    const [re, im, toRe, toIm] = [this.#re, this.#im, this.#spareRe, this.#spareIm];
    const [rootRe, rootIm] = [this.#rootRe, this.#rootIm];
    const points = this.#points;
    const step = stride * count;
    for (let k = 0; k < count; k++) {
      for (let t = 0; t < radix; t++) {
        const wRe = rootRe[k * t * stride];
        const wIm = rootIm[k * t * stride];
        for (let q = 0; q < stride; q++) {
          const from = q + stride * k;
          let sumRe = re[from];
          let sumIm = im[from];
          for (let j = 1, root = t * step; j < radix; j++, root += t * step) {
            if (root >= points) root %= points;
            const xRe = re[from + j * step];
            const xIm = im[from + j * step];
            sumRe += xRe * rootRe[root] - xIm * rootIm[root];
            sumIm += xRe * rootIm[root] + xIm * rootRe[root];
          }
          const to = q + stride * (radix * k + t);
          toRe[to] = sumRe * wRe - sumIm * wIm;
          toIm[to] = sumRe * wIm + sumIm * wRe;
        }
      }
    }
  }
}

function planPasses(points: number): Pass[] {
  const passes: Pass[] = [];
  let rest = points;
  let stride = 1;
  for (let radix = 4; rest > 1;) {
    if (rest % radix === 0) {
      rest /= radix;
      passes.push({ radix, count: rest, stride });
      stride *= radix;
    } else if (radix === 4) radix = 2;
    else if (radix === 2) radix = 3;
    else radix = radix * radix > rest ? rest : radix + 2;
  }
  return passes;
}

function rootsOfUnity(order: number, count: number): [re: Float64Array, im: Float64Array] {
  const re = Float64Array.from({ length: count }, (_, k) => Math.cos((2 * Math.PI * k) / order));
  const im = Float64Array.from({ length: count }, (_, k) => -Math.sin((2 * Math.PI * k) / order));
  return [re, im];
}
