/** Half the taps per output sample and step of decimation: -50 dB from 1.1 of the new Nyquist frequency on. */
const HALF_LENGTHS = 8;
/**
 * Where another halving follows, the first one only has to keep clear what the second one lets through: at least
 * -47 dB there.
 */
const FIRST_HALVING_LENGTHS = 4;
/** Results made from one piece of the signal. */
const CHUNK = 16_384;

/**
 * Keeps every `factor`-th sample after a Hann-windowed sinc low-pass. Sample i of the result lies at the time of
 * sample i * factor of the input; outside the input there is silence.
 * @param factor whole number; 1 returns the input itself
 */
export function decimate(signal: Float32Array, factor: number): Float32Array {
  if (factor === 1) return signal;
  if (factor === 2) return halve(signal, HALF_LENGTHS);
  // Two halvings with half of their taps zero cost a third of one long filter.
  if (factor === 4) return halve(halve(signal, FIRST_HALVING_LENGTHS), HALF_LENGTHS);
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

/**
 * Every second sample after a half-band filter: every second of its taps is zero, so that beside the middle only odd
 * samples count. Four results at a time fetch each of them once.
 */
function halve(signal: Float32Array, halfLengths: number): Float32Array {
  const half = 2 * halfLengths;
  const right = lowPass(half, 2);
  const middle = right[0];
  const taps = Float64Array.from({ length: half }, (_, k) => right[Math.abs(2 * k + 1 - half)]);
  const output = new Float32Array(Math.ceil(signal.length / 2));
  const odd = new Float64Array(CHUNK + 2 * halfLengths + 4);
  for (let from = 0; from < output.length; from += CHUNK) {
    // Sample 2 k + 1 of the signal lies at k + halfLengths - from, with silence before and behind.
    odd.fill(0);
    const firstOdd = Math.max(0, from - halfLengths);
    const endOdd = Math.min(signal.length >> 1, from + CHUNK + halfLengths);
    for (let k = firstOdd; k < endOdd; k++) odd[k + halfLengths - from] = signal[2 * k + 1];
    halveChunk(signal, odd, taps, middle, output.subarray(from, from + CHUNK), from);
  }
  return output;
}

/** @param odd samples 2 k + 1 of the signal from the first that the first result needs on */
function halveChunk(
  signal: Float32Array,
  odd: Float64Array,
  taps: Float64Array,
  middle: number,
  output: Float32Array,
  from: number,
): void {
  const fours = output.length - (output.length % 4);
  for (let i = 0, even = 2 * from; i < fours; i += 4, even += 8) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let x0 = odd[i];
    let x1 = odd[i + 1];
    let x2 = odd[i + 2];
    for (let k = 0; k < taps.length; k++) {
      const tap = taps[k];
      const x3 = odd[i + k + 3];
      s0 += tap * x0;
      s1 += tap * x1;
      s2 += tap * x2;
      s3 += tap * x3;
      x0 = x1;
      x1 = x2;
      x2 = x3;
    }
    output[i] = s0 + middle * signal[even];
    output[i + 1] = s1 + middle * signal[even + 2];
    output[i + 2] = s2 + middle * signal[even + 4];
    output[i + 3] = s3 + middle * signal[even + 6];
  }
  for (let i = fours; i < output.length; i++) {
    let sum = middle * signal[2 * (from + i)];
    for (let k = 0; k < taps.length; k++) sum += taps[k] * odd[i + k];
    output[i] = sum;
  }
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
