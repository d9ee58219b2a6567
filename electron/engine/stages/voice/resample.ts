import type { AudioClip } from '../../runtime/audio.ts';
import { sourceOf, type SoundSource } from '../../runtime/soundSource.ts';

/**
 * The filter of resampy's `kaiser_best`, which librosa 0.7 used when the Wav2Lip weights were trained: 64 zero
 * crossings on each side, -6 dB at 0.9476 of the lower Nyquist frequency, and a Kaiser window that puts the stop band
 * (from 1.03 of it on) 140 dB down.
 */
const ZERO_CROSSINGS = 64;
const ROLL_OFF = 0.9475937167399596;
const KAISER_BETA = 14.769656459379492;
/** Outputs computed per block; bounds the scratch memory whatever the length of the clip. */
const BLOCK_OUTPUTS = 16_384;

/** Samples of a resampled signal: ceil(length * toHz / fromHz). */
export function resampledLength(length: number, fromHz: number, toHz: number): number {
  return Math.ceil((length * toHz) / fromHz);
}

/**
 * Mixes all channels to one (mean) and changes the sample rate by a polyphase windowed-sinc filter.
 * Sample i of the result lies at the time of sample i * fromHz / toHz of the input; outside the sound there is silence.
 * @param toHz whole number of samples per second
 * @returns exactly {@link resampledLength} samples
 */
export function resampleToMono(sound: AudioClip | SoundSource, toHz: number): Float32Array<ArrayBuffer> {
  const output = new Float32Array(resampledLength(sound.length, sound.sampleRateHz, toHz));
  forEachResampled(sound, toHz, (samples, at) => {
    output.set(samples, at);
  });
  return output;
}

/**
 * {@link resampleToMono}, block by block.
 * @param onBlock samples from `at` on, only to be read, and only during the call
 */
export function forEachResampled(
  sound: AudioClip | SoundSource,
  toHz: number,
  onBlock: (samples: Float32Array, at: number) => void,
): void {
  const source = sourceOf(sound);
  const fromHz = source.sampleRateHz;
  const length = resampledLength(source.length, fromHz, toHz);
  const block = new Float32Array(Math.min(length, BLOCK_OUTPUTS));
  if (fromHz === toHz) {
    for (let at = 0; at < length; at += BLOCK_OUTPUTS) {
      const samples = block.subarray(0, Math.min(BLOCK_OUTPUTS, length - at));
      mixRange(source, at, samples);
      onBlock(samples, at);
    }
    return;
  }
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const phaseCount = toHz / divisor;
  const advance = fromHz / divisor;
  const filter = designPhases(phaseCount, Math.min(1, toHz / fromHz));
  const { taps, halfTaps, coefficients } = filter;

  const scratch = new Float32Array(Math.ceil((BLOCK_OUTPUTS * fromHz) / toHz) + taps + 2);
  for (let blockStart = 0; blockStart < length; blockStart += BLOCK_OUTPUTS) {
    const blockEnd = Math.min(length, blockStart + BLOCK_OUTPUTS);
    const firstInput = Math.floor((blockStart * advance) / phaseCount) - halfTaps + 1;
    mixRange(source, firstInput, scratch);
    for (let i = blockStart; i < blockEnd; i++) {
      const position = i * advance;
      const phase = position % phaseCount;
      const from = (position - phase) / phaseCount - halfTaps + 1 - firstInput;
      block[i - blockStart] = dot(scratch, from, coefficients, phase * taps, taps);
    }
    onBlock(block.subarray(0, blockEnd - blockStart), blockStart);
  }
}

/** Four running sums keep the additions independent of each other, which is twice as fast. */
function dot(
  signal: Float32Array,
  from: number,
  coefficients: Float32Array,
  at: number,
  taps: number,
): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let j = 0; j < taps; j += 4) {
    a += signal[from + j] * coefficients[at + j];
    b += signal[from + j + 1] * coefficients[at + j + 1];
    c += signal[from + j + 2] * coefficients[at + j + 2];
    d += signal[from + j + 3] * coefficients[at + j + 3];
  }
  return a + b + (c + d);
}

/** Fills `target` with the mean of all channels from `start` on; zero outside the sound. */
function mixRange(source: SoundSource, start: number, target: Float32Array): void {
  target.fill(0);
  const first = Math.max(0, -start);
  const end = Math.min(target.length, source.length - start);
  if (end <= first) return;
  for (const channel of source.read(start + first, start + end)) {
    for (let i = first, n = 0; i < end; i++, n++) target[i] += channel[n];
  }
  const gain = 1 / source.channelCount;
  if (gain !== 1) for (let i = first; i < end; i++) target[i] *= gain;
}

interface PhaseFilter {
  /** Coefficients per phase, a multiple of four. */
  readonly taps: number;
  readonly halfTaps: number;
  /** Phase after phase. */
  readonly coefficients: Float32Array;
}

/**
 * Coefficients for each fractional position p / phaseCount between two input samples.
 * @param bandwidth the lower of both rates over the input rate, 0..1
 */
function designPhases(phaseCount: number, bandwidth: number): PhaseFilter {
  const halfWidth = ZERO_CROSSINGS / bandwidth;
  const halfTaps = 2 * Math.ceil(halfWidth / 2);
  const taps = 2 * halfTaps;
  const cutoff = ROLL_OFF * bandwidth;
  const window = kaiserTable();
  const coefficients = new Float32Array(phaseCount * taps);
  for (let phase = 0; phase < phaseCount; phase++) {
    let sum = 0;
    const at = phase * taps;
    for (let j = 0; j < taps; j++) {
      const distance = j - halfTaps + 1 - phase / phaseCount;
      const value = cutoff * sinc(cutoff * distance) * windowAt(window, Math.abs(distance) / halfWidth);
      coefficients[at + j] = value;
      sum += value;
    }
    // Every phase passes a constant unchanged: no ripple at the rate of the phases.
    for (let j = 0; j < taps; j++) coefficients[at + j] /= sum;
  }
  return { taps, halfTaps, coefficients };
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

const WINDOW_STEPS = 16_384;

/** The right half of a Kaiser window, from its centre to its edge. */
function kaiserTable(): Float64Array {
  const atCentre = besselI0(KAISER_BETA);
  return Float64Array.from(
    { length: WINDOW_STEPS + 2 },
    (_, i) => besselI0(KAISER_BETA * Math.sqrt(Math.max(0, 1 - (i / WINDOW_STEPS) ** 2))) / atCentre,
  );
}

/** @param position 0 at the centre, 1 at the edge, beyond: nothing */
function windowAt(table: Float64Array, position: number): number {
  if (position >= 1) return 0;
  const exact = position * WINDOW_STEPS;
  const index = Math.floor(exact);
  return table[index] + (exact - index) * (table[index + 1] - table[index]);
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
