/** Half the taps per output sample and step of decimation: -50 dB from 1.1 of the new Nyquist frequency on. */
const HALF_LENGTHS = 8;

/**
 * Keeps every `factor`-th sample after a Hann-windowed sinc low-pass. Sample i of the result lies at the time of
 * sample i * factor of the input; outside the input there is silence.
 * @param factor whole number; 1 returns the input itself
 */
export function decimate(signal: Float32Array, factor: number): Float32Array {
  if (factor === 1) return signal;
  const half = HALF_LENGTHS * factor;
  const taps = lowPass(half, factor);
  const output = new Float32Array(Math.ceil(signal.length / factor));
  for (let i = 0; i < output.length; i++) {
    const centre = i * factor;
    let sum = taps[0] * signal[centre];
    if (centre >= half && centre + half < signal.length) {
      // Two sums side by side: one alone would wait for each addition. `half` is even, so they end together.
      let other = taps[1] * (signal[centre - 1] + signal[centre + 1]);
      for (let j = 2; j < half; j += 2) {
        sum += taps[j] * (signal[centre - j] + signal[centre + j]);
        other += taps[j + 1] * (signal[centre - j - 1] + signal[centre + j + 1]);
      }
      sum += other;
    } else
      for (let j = 1; j < half; j++) sum += taps[j] * ((signal[centre - j] ?? 0) + (signal[centre + j] ?? 0));
    output[i] = sum;
  }
  return output;
}

/** The middle and the right half of a symmetric filter with unit gain at 0 Hz. */
function lowPass(half: number, factor: number): Float64Array {
  const taps = Float64Array.from({ length: half }, (_, j) => {
    const x = (Math.PI * j) / factor;
    return (j === 0 ? 1 : Math.sin(x) / x) * (0.5 + 0.5 * Math.cos((Math.PI * j) / half));
  });
  const sum = taps.reduce((total, tap, j) => total + (j === 0 ? tap : 2 * tap), 0);
  return taps.map((tap) => tap / sum);
}
