import { monoOf, wholeOf, type MonoSound, type MonoSource } from '../../runtime/monoSource.ts';

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
export const decimate = (signal: Float32Array, factor: number): Float32Array =>
  factor === 1 ? signal : wholeOf(decimated(monoOf(signal), factor));

/** The same wherever the sound lies: what is in memory is made at once, anything else while it is read. */
export const reduced = (signal: MonoSound, factor: number): MonoSound =>
  signal instanceof Float32Array ? decimate(signal, factor) : decimated(signal, factor);

/** {@link decimate} of a sound that is read stretch by stretch, to the bit. */
export function decimated(signal: MonoSource, factor: number): MonoSource {
  if (factor === 1) return signal;
  if (factor === 2) return halved(signal, HALF_LENGTHS);
  // Two halvings with half of their taps zero cost a third of one long filter.
  if (factor === 4) return halved(halved(signal, FIRST_HALVING_LENGTHS), HALF_LENGTHS);
  return inChunks(Math.ceil(signal.length / factor), filtered(signal, factor));
}

/** Makes the results from `from` on, at most {@link CHUNK} of them. */
type MakeChunk = (from: number, output: Float32Array) => void;

/** Chunks begin at multiples of four and end there, or where the whole ends. */
function inChunks(length: number, makeChunk: MakeChunk): MonoSource {
  let made = new Float32Array(0);
  return {
    length,
    read(start, end) {
      const first = start - (start % 4);
      const last = Math.min(length, 4 * Math.ceil(end / 4));
      if (made.length < last - first) made = new Float32Array(last - first);
      for (let from = first; from < last; from += CHUNK)
        makeChunk(from, made.subarray(from - first, Math.min(last, from + CHUNK) - first));
      return made.subarray(start - first, end - first);
    },
  };
}

function filtered(signal: MonoSource, factor: number): MakeChunk {
  const half = HALF_LENGTHS * factor;
  const taps = lowPass(half, factor);
  return (from, output) => {
    const windowFrom = Math.max(0, from * factor - half);
    const windowTo = Math.min(signal.length, (from + output.length - 1) * factor + half + 1);
    const window = signal.read(windowFrom, windowTo);
    for (let i = 0; i < output.length; i++) {
      const centre = (from + i) * factor;
      const at = centre - windowFrom;
      let sum = taps[0] * window[at];
      if (centre >= half && centre + half < signal.length) {
        // Two sums side by side: one alone would wait for each addition. `half` is even, so they end together.
        let other = taps[1] * (window[at - 1] + window[at + 1]);
        for (let j = 2; j < half; j += 2) {
          sum += taps[j] * (window[at - j] + window[at + j]);
          other += taps[j + 1] * (window[at - j - 1] + window[at + j + 1]);
        }
        sum += other;
      } else for (let j = 1; j < half; j++) sum += taps[j] * ((window[at - j] ?? 0) + (window[at + j] ?? 0));
      output[i] = sum;
    }
  };
}

/**
 * Every second sample after a half-band filter: every second of its taps is zero, so that beside the middle only odd
 * samples count. Four results at a time fetch each of them once.
 */
function halved(signal: MonoSource, halfLengths: number): MonoSource {
  const half = 2 * halfLengths;
  const right = lowPass(half, 2);
  const middle = right[0];
  const taps = Float64Array.from({ length: half }, (_, k) => right[Math.abs(2 * k + 1 - half)]);
  const odd = new Float64Array(CHUNK + 2 * halfLengths + 4);
  return inChunks(Math.ceil(signal.length / 2), (from, output) => {
    const firstOdd = Math.max(0, from - halfLengths);
    const endOdd = Math.min(signal.length >> 1, from + output.length + halfLengths);
    const windowFrom = 2 * firstOdd;
    const window = signal.read(windowFrom, Math.min(signal.length, 2 * endOdd + 1));
    // Sample 2 k + 1 of the signal lies at k + halfLengths - from, with silence before and behind.
    odd.fill(0);
    for (let k = firstOdd; k < endOdd; k++) odd[k + halfLengths - from] = window[2 * k + 1 - windowFrom];
    halveChunk(window, odd, taps, middle, output, 2 * from - windowFrom);
  });
}

/**
 * @param odd samples 2 k + 1 of the signal from the first that the first result needs on
 * @param evenFrom where the middle of the first result lies in the signal
 */
function halveChunk(
  signal: Float32Array,
  odd: Float64Array,
  taps: Float64Array,
  middle: number,
  output: Float32Array,
  evenFrom: number,
): void {
  const fours = output.length - (output.length % 4);
  for (let i = 0, even = evenFrom; i < fours; i += 4, even += 8) {
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
    let sum = middle * signal[evenFrom + 2 * i];
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
