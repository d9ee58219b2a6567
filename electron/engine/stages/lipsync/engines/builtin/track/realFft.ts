/** Power spectrum of real frames of one fixed size: a radix-2 FFT with tables made once. */
export interface RealFft {
  readonly size: number;
  /**
   * @param frame `size` samples; left unchanged
   * @param power receives `size / 2 + 1` squared magnitudes
   */
  powerSpectrum(frame: Float64Array, power: Float64Array): void;
}

/** @param size a power of two */
export function createRealFft(size: number): RealFft {
  if (size < 2 || (size & (size - 1)) !== 0)
    throw new RangeError(`An FFT of ${size} points is not possible.`);
  const bits = Math.log2(size);
  const reversed = Uint32Array.from({ length: size }, (_, index) => {
    let value = 0;
    for (let bit = 0; bit < bits; bit++) if (index & (1 << bit)) value |= 1 << (bits - 1 - bit);
    return value;
  });
  const cosine = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size));
  const sine = Float64Array.from({ length: size / 2 }, (_, k) => Math.sin((2 * Math.PI * k) / size));
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);

  return {
    size,
    powerSpectrum(frame, power) {
      for (let i = 0; i < size; i++) real[i] = frame[reversed[i]];
      imaginary.fill(0);
      for (let half = 1; half < size; half *= 2) {
        const stride = size / (2 * half);
        for (let start = 0; start < size; start += 2 * half)
          for (let k = 0; k < half; k++) {
            const a = start + k;
            const b = a + half;
            const c = cosine[k * stride];
            const s = sine[k * stride];
            const re = real[b] * c + imaginary[b] * s;
            const im = imaginary[b] * c - real[b] * s;
            real[b] = real[a] - re;
            imaginary[b] = imaginary[a] - im;
            real[a] += re;
            imaginary[a] += im;
          }
      }
      for (let k = 0; k <= size / 2; k++) power[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
    },
  };
}
