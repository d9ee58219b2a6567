/** A radix-4 or radix-2 step of a transform of `size` points, with its roots of unity side by side. */
interface Pass {
  readonly size: number;
  /** For each j below size / 4: re and im of w, w^2 and w^3 with w = exp(-2 pi i j / size). Empty for size 2. */
  readonly roots: Float64Array;
}

/**
 * Linear autocorrelation of two real frames at once, for short-time analysis.
 *
 * The frames are the real and the imaginary part of one complex transform. Power spectra are real and even, so a
 * second transform of the pair gives both correlations. Three savings over general transforms: spectra stay in
 * digit-reversed order (decimation in frequency there, in time back), only the lags that can be used are computed,
 * and of the sub-transforms on the way back those that mirror another one are not computed at all.
 */
export class AutocorrelationPair {
  /** Longest frame. */
  readonly length: number;
  /** Lags 0 ... lagCount - 1 are free of wrap-around for frames of `length`. */
  readonly lagCount: number;
  /** Samples of the first and the second frame; fill the first `length` values before {@link run}. */
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Sum of x[i] x[i + lag] of each frame, after {@link run}. */
  readonly firstLags: Float64Array;
  readonly secondLags: Float64Array;
  readonly #radix: 3 | 4;
  /** Points of one sub-transform. */
  readonly #points: number;
  readonly #passes: readonly Pass[];
  /** cos and -sin of 2 pi k / size. */
  readonly #rootRe: Float64Array;
  readonly #rootIm: Float64Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;
  /** Where the spectrum holds bin size - k if it holds bin k at this place. */
  readonly #mirror: Uint32Array;

  /**
   * @param length samples of a frame
   * @param lagCount lags wanted, at most half of `length`
   */
  constructor(length: number, lagCount: number) {
    if (length < 1 || lagCount < 1 || lagCount > Math.max(1, length / 2 + 1))
      throw new RangeError(`No ${lagCount} lags of frames of ${length} samples.`);
    const needed = length + lagCount;
    const ofFour = 4 * powerOfTwoFrom(Math.max(needed / 4, lagCount));
    const ofThree = 3 * powerOfTwoFrom(Math.max(needed / 3, lagCount));
    const size = Math.min(ofFour, ofThree);
    this.length = length;
    this.lagCount = lagCount;
    this.#radix = ofThree < ofFour ? 3 : 4;
    this.#points = size / this.#radix;
    this.#passes = passesOf(this.#points);
    this.#rootRe = Float64Array.from({ length: size }, (_, k) => Math.cos((2 * Math.PI * k) / size));
    this.#rootIm = Float64Array.from({ length: size }, (_, k) => -Math.sin((2 * Math.PI * k) / size));
    this.first = new Float64Array(size);
    this.second = new Float64Array(size);
    this.firstLags = new Float64Array(lagCount);
    this.secondLags = new Float64Array(lagCount);
    this.#re = new Float64Array(size);
    this.#im = new Float64Array(size);
    const places = Uint32Array.from({ length: size }, (_, bin) => {
      const block = bin % this.#radix;
      return block * this.#points + reversed((bin - block) / this.#radix, this.#points);
    });
    this.#mirror = new Uint32Array(size);
    for (let bin = 0; bin < size; bin++) this.#mirror[places[bin]] = places[(size - bin) % size];
  }

  run(): void {
    if (this.#radix === 4) this.#splitIn4();
    else this.#splitIn3();
    for (let block = 0; block < this.#radix; block++) this.#toSpectrum(block * this.#points);
    this.#toPower();
    const distinct = this.#radix === 4 ? 3 : 2;
    for (let block = 0; block < distinct; block++) this.#fromSpectrum(block * this.#points);
    this.#join();
  }

  #splitIn4(): void {
    const { first, second } = this;
    const [points, re, im, rootRe, rootIm] = [this.#points, this.#re, this.#im, this.#rootRe, this.#rootIm];
    for (let j = 0; j < points; j++) {
      const j1 = j + points;
      const j2 = j1 + points;
      const j3 = j2 + points;
      const sRe = first[j] + first[j2];
      const sIm = second[j] + second[j2];
      const dRe = first[j] - first[j2];
      const dIm = second[j] - second[j2];
      const tRe = first[j1] + first[j3];
      const tIm = second[j1] + second[j3];
      const uRe = second[j1] - second[j3];
      const uIm = first[j3] - first[j1];
      re[j] = sRe + tRe;
      im[j] = sIm + tIm;
      re[j1] = (dRe + uRe) * rootRe[j] - (dIm + uIm) * rootIm[j];
      im[j1] = (dRe + uRe) * rootIm[j] + (dIm + uIm) * rootRe[j];
      re[j2] = (sRe - tRe) * rootRe[2 * j] - (sIm - tIm) * rootIm[2 * j];
      im[j2] = (sRe - tRe) * rootIm[2 * j] + (sIm - tIm) * rootRe[2 * j];
      re[j3] = (dRe - uRe) * rootRe[3 * j] - (dIm - uIm) * rootIm[3 * j];
      im[j3] = (dRe - uRe) * rootIm[3 * j] + (dIm - uIm) * rootRe[3 * j];
    }
  }

  #splitIn3(): void {
    const { first, second } = this;
    const [points, re, im, rootRe, rootIm] = [this.#points, this.#re, this.#im, this.#rootRe, this.#rootIm];
    const sin60 = Math.sqrt(0.75);
    for (let j = 0; j < points; j++) {
      const j1 = j + points;
      const j2 = j1 + points;
      const sumRe = first[j1] + first[j2];
      const sumIm = second[j1] + second[j2];
      const midRe = first[j] - 0.5 * sumRe;
      const midIm = second[j] - 0.5 * sumIm;
      // -i sin 60 (x1 - x2)
      const uRe = sin60 * (second[j1] - second[j2]);
      const uIm = sin60 * (first[j2] - first[j1]);
      re[j] = first[j] + sumRe;
      im[j] = second[j] + sumIm;
      re[j1] = (midRe + uRe) * rootRe[j] - (midIm + uIm) * rootIm[j];
      im[j1] = (midRe + uRe) * rootIm[j] + (midIm + uIm) * rootRe[j];
      re[j2] = (midRe - uRe) * rootRe[2 * j] - (midIm - uIm) * rootIm[2 * j];
      im[j2] = (midRe - uRe) * rootIm[2 * j] + (midIm - uIm) * rootRe[2 * j];
    }
  }

  /** Decimation in frequency: natural to digit-reversed order, in place. */
  #toSpectrum(start: number): void {
    const [re, im, end] = [this.#re, this.#im, start + this.#points];
    for (const { size, roots } of this.#passes) {
      if (size === 2) {
        addAndSubtract(re, im, start, end);
        continue;
      }
      const quarter = size / 4;
      for (let j = 0, w = 0; j < quarter; j++, w += 6) {
        const w1Re = roots[w];
        const w1Im = roots[w + 1];
        const w2Re = roots[w + 2];
        const w2Im = roots[w + 3];
        const w3Re = roots[w + 4];
        const w3Im = roots[w + 5];
        for (let i0 = start + j; i0 < end; i0 += size) {
          const i1 = i0 + quarter;
          const i2 = i1 + quarter;
          const i3 = i2 + quarter;
          const sRe = re[i0] + re[i2];
          const sIm = im[i0] + im[i2];
          const dRe = re[i0] - re[i2];
          const dIm = im[i0] - im[i2];
          const tRe = re[i1] + re[i3];
          const tIm = im[i1] + im[i3];
          const uRe = im[i1] - im[i3];
          const uIm = re[i3] - re[i1];
          re[i0] = sRe + tRe;
          im[i0] = sIm + tIm;
          re[i1] = (dRe + uRe) * w1Re - (dIm + uIm) * w1Im;
          im[i1] = (dRe + uRe) * w1Im + (dIm + uIm) * w1Re;
          re[i2] = (sRe - tRe) * w2Re - (sIm - tIm) * w2Im;
          im[i2] = (sRe - tRe) * w2Im + (sIm - tIm) * w2Re;
          re[i3] = (dRe - uRe) * w3Re - (dIm - uIm) * w3Im;
          im[i3] = (dRe - uRe) * w3Im + (dIm - uIm) * w3Re;
        }
      }
    }
  }

  /** Separates the two spectra and puts the power of the first in the real, of the second in the imaginary part. */
  #toPower(): void {
    const [re, im, mirror] = [this.#re, this.#im, this.#mirror];
    for (let place = 0; place < mirror.length; place++) {
      const other = mirror[place];
      if (other < place) continue;
      const sumRe = re[place] + re[other];
      const sumIm = im[place] + im[other];
      const differenceRe = re[place] - re[other];
      const differenceIm = im[place] - im[other];
      const a = 0.25 * (sumRe * sumRe + differenceIm * differenceIm);
      const b = 0.25 * (sumIm * sumIm + differenceRe * differenceRe);
      re[place] = re[other] = a;
      im[place] = im[other] = b;
    }
  }

  /** Decimation in time: digit-reversed to natural order, in place. */
  #fromSpectrum(start: number): void {
    const [re, im, end] = [this.#re, this.#im, start + this.#points];
    for (let p = this.#passes.length - 1; p >= 0; p--) {
      const { size, roots } = this.#passes[p];
      if (size === 2) {
        addAndSubtract(re, im, start, end);
        continue;
      }
      const quarter = size / 4;
      for (let j = 0, w = 0; j < quarter; j++, w += 6) {
        const w1Re = roots[w];
        const w1Im = roots[w + 1];
        const w2Re = roots[w + 2];
        const w2Im = roots[w + 3];
        const w3Re = roots[w + 4];
        const w3Im = roots[w + 5];
        for (let i0 = start + j; i0 < end; i0 += size) {
          const i1 = i0 + quarter;
          const i2 = i1 + quarter;
          const i3 = i2 + quarter;
          const x1Re = re[i1] * w1Re - im[i1] * w1Im;
          const x1Im = re[i1] * w1Im + im[i1] * w1Re;
          const x2Re = re[i2] * w2Re - im[i2] * w2Im;
          const x2Im = re[i2] * w2Im + im[i2] * w2Re;
          const x3Re = re[i3] * w3Re - im[i3] * w3Im;
          const x3Im = re[i3] * w3Im + im[i3] * w3Re;
          const sRe = re[i0] + x2Re;
          const sIm = im[i0] + x2Im;
          const dRe = re[i0] - x2Re;
          const dIm = im[i0] - x2Im;
          const tRe = x1Re + x3Re;
          const tIm = x1Im + x3Im;
          const uRe = x1Im - x3Im;
          const uIm = x3Re - x1Re;
          re[i0] = sRe + tRe;
          im[i0] = sIm + tIm;
          re[i1] = dRe + uRe;
          im[i1] = dIm + uIm;
          re[i2] = sRe - tRe;
          im[i2] = sIm - tIm;
          re[i3] = dRe - uRe;
          im[i3] = dIm - uIm;
        }
      }
    }
  }

  /**
   * The wanted lags from the sub-transforms B: the last of them is a mirror of B1, because the power is even:
   * r[l] = B0[l] + w^l B1[l] + w^-l B1[-l] (+ w^2l B2[l] of four).
   */
  #join(): void {
    const { firstLags, secondLags, lagCount } = this;
    const [points, re, im, rootRe, rootIm] = [this.#points, this.#re, this.#im, this.#rootRe, this.#rootIm];
    const scale = 1 / re.length;
    const isOfFour = this.#radix === 4;
    for (let lag = 0; lag < lagCount; lag++) {
      const there = points + lag;
      const back = points + (lag === 0 ? 0 : points - lag);
      const cos = rootRe[lag];
      const sin = rootIm[lag];
      let a = re[lag] + cos * (re[there] + re[back]) - sin * (im[there] - im[back]);
      let b = im[lag] + cos * (im[there] + im[back]) + sin * (re[there] - re[back]);
      if (isOfFour) {
        const middle = 2 * points + lag;
        a += re[middle] * rootRe[2 * lag] - im[middle] * rootIm[2 * lag];
        b += re[middle] * rootIm[2 * lag] + im[middle] * rootRe[2 * lag];
      }
      firstLags[lag] = a * scale;
      secondLags[lag] = b * scale;
    }
  }
}

function addAndSubtract(re: Float64Array, im: Float64Array, start: number, end: number): void {
  for (let i = start; i < end; i += 2) {
    const aRe = re[i];
    const aIm = im[i];
    const bRe = re[i + 1];
    const bIm = im[i + 1];
    re[i] = aRe + bRe;
    im[i] = aIm + bIm;
    re[i + 1] = aRe - bRe;
    im[i + 1] = aIm - bIm;
  }
}

const powerOfTwoFrom = (least: number): number => 2 ** Math.max(0, Math.ceil(Math.log2(least)));

function passesOf(points: number): Pass[] {
  const passes: Pass[] = [];
  for (let size = points; size > 1; size /= 4) {
    if (size === 2) {
      passes.push({ size, roots: new Float64Array(0) });
      break;
    }
    const roots = new Float64Array((6 * size) / 4);
    for (let j = 0; j < size / 4; j++) {
      for (let power = 1; power <= 3; power++) {
        const angle = (2 * Math.PI * power * j) / size;
        roots[6 * j + 2 * power - 2] = Math.cos(angle);
        roots[6 * j + 2 * power - 1] = -Math.sin(angle);
      }
    }
    passes.push({ size, roots });
  }
  return passes;
}

/** Place of a bin after decimation in frequency by {@link passesOf}. */
function reversed(bin: number, size: number): number {
  if (size === 1) return 0;
  const radix = size === 2 ? 2 : 4;
  const digit = bin % radix;
  return digit * (size / radix) + reversed((bin - digit) / radix, size / radix);
}
