import { monoOf, type MonoSound } from '../../../runtime/monoSource.ts';
import type { IntensityTrack } from '../types.ts';

/** Reference pressure of Praat's decibels; full scale counts as one pascal. */
const REFERENCE_PA = 2e-5;
/** What digital silence is reported as. */
export const SILENT_DB = -300;

/**
 * The window is so smooth that samples this close together can share a weight: less than a thousandth of a decibel.
 * Sums over such blocks are shared by all windows.
 */
const BLOCKS_PER_WINDOW = 512;
/** The offset of a signal is known well enough from every so many samples. */
const MEAN_STRIDE = 61;
/** Sums are kept for so many frames at a time: an hour needs no more room for them than ten seconds. */
const CHUNK_FRAMES = 1000;

/** Modified Bessel function of the first kind, order 0 (power series; arguments here stay below 21). */
function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/**
 * Level over time by Praat's definition: mean square under a Kaiser window of 6.4 / floor seconds after the mean of
 * the segment has been removed, in dB re 2e-5.
 * @param floorHz lowest pitch that must not ripple through; 100 Hz gives a window of 64 ms
 */
export function intensityTrack(
  sound: MonoSound,
  sampleRateHz: number,
  floorHz = 100,
  stepSec = 0.01,
): IntensityTrack {
  const mono = monoOf(sound);
  const windowSec = 6.4 / floorHz;
  const durationSec = mono.length / sampleRateHz;
  if (durationSec < windowSec) return { startSec: durationSec / 2, stepSec, db: new Float32Array(0) };
  const count = Math.floor((durationSec - windowSec) / stepSec + 1e-9) + 1;
  const startSec = durationSec / 2 - (count * stepSec) / 2 + stepSec / 2;
  const half = Math.floor((windowSec / 2) * sampleRateHz);
  // The window is symmetric: weight i belongs to both samples i away from the centre.
  const window = Float64Array.from({ length: half + 1 }, (_, i) => {
    const x = i / ((windowSec / 2) * sampleRateHz);
    return besselI0((2 * Math.PI ** 2 + 0.5) * Math.sqrt(Math.max(0, 1 - x * x)));
  });
  const weight = window.reduce((sum, w) => sum + 2 * w, -window[0]);
  const size = Math.max(1, Math.round((windowSec * sampleRateHz) / BLOCKS_PER_WINDOW));
  const phases = Array.from({ length: size }, (_, phase) => blockWeights(window, phase, size));
  // Divided by the sample period as Praat does: times that fall between two samples then round to the same side.
  const centreOf = (frame: number): number =>
    Math.round((startSec + frame * stepSec - 0.5 / sampleRateHz) / (1 / sampleRateHz));
  const db = new Float32Array(count);
  for (let first = 0; first < count; first += CHUNK_FRAMES) {
    const end = Math.min(count, first + CHUNK_FRAMES);
    // From a block's first sample on, with the window of the first frame and of the last one.
    const from = Math.max(0, Math.floor(centreOf(first) / size) - Math.ceil(half / size) - 1) * size;
    const chunk = mono.read(from, Math.min(mono.length, centreOf(end - 1) + half + 2 * size));
    const blocks = sumBlocks(chunk, size);
    for (let frame = first; frame < end; frame++) {
      const centre = centreOf(frame);
      const reach = Math.min(half, centre, mono.length - 1 - centre);
      const at = centre - from;
      const mean = sumBetween(chunk, blocks, at - reach, at + reach + 1) / (2 * reach + 1);
      const power = weightedPower(blocks, at, phases[at % size], mean, weight);
      const meanSquare = power / weight / REFERENCE_PA ** 2;
      db[frame] = meanSquare > 1e-30 ? 10 * Math.log10(meanSquare) : SILENT_DB;
    }
  }
  return { startSec, stepSec, db };
}

/** Sums over blocks of `size` samples, after an offset of the whole signal has been removed (rounding, nothing else). */
interface Blocks {
  readonly size: number;
  readonly mean: number;
  readonly values: Float64Array;
  readonly squares: Float64Array;
  /** Sum of `values` of all blocks before each one. */
  readonly valuesBefore: Float64Array;
}

function sumBlocks(mono: Float32Array, size: number): Blocks {
  let [total, looked] = [0, 0];
  for (let i = 0; i < mono.length; i += MEAN_STRIDE, looked++) total += mono[i];
  const mean = total / Math.max(1, looked);
  const count = Math.ceil(mono.length / size);
  const values = new Float64Array(count);
  const squares = new Float64Array(count);
  const valuesBefore = new Float64Array(count + 1);
  for (let block = 0, i = 0; block < count; block++) {
    const end = Math.min(mono.length, (block + 1) * size);
    let sum = 0;
    let square = 0;
    for (; i < end; i++) {
      const value = mono[i] - mean;
      sum += value;
      square += value * value;
    }
    values[block] = sum;
    squares[block] = square;
    valuesBefore[block + 1] = valuesBefore[block] + sum;
  }
  return { size, mean, values, squares, valuesBefore };
}

/**
 * Mean weight of every block that a window touches whose centre is sample `phase` of a block; the block that holds the
 * centre is in the middle.
 */
function blockWeights(window: Float64Array, phase: number, size: number): Float64Array {
  const reach = Math.ceil(window.length / size);
  return Float64Array.from({ length: 2 * reach + 1 }, (_, block) => {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += window[Math.abs((block - reach) * size + i - phase)] ?? 0;
    return sum / size;
  });
}

/** Sum of the values of samples from `first` up to `end`, through the blocks that lie wholly before each. */
const sumBetween = (mono: Float32Array, blocks: Blocks, first: number, end: number): number =>
  sumBefore(mono, blocks, end) - sumBefore(mono, blocks, first);

function sumBefore(mono: Float32Array, { size, mean, valuesBefore }: Blocks, end: number): number {
  const block = Math.floor(end / size);
  let sum = valuesBefore[block];
  for (let i = block * size; i < end; i++) sum += mono[i] - mean;
  return sum;
}

/**
 * Sum of w (x - m)^2 = sum of w x^2 - 2 m sum of w x + m^2 sum of w.
 * @param weight sum of all weights: windows lie within the signal but for samples that hardly count
 */
function weightedPower(
  { size, values, squares }: Blocks,
  centre: number,
  weights: Float64Array,
  mean: number,
  weight: number,
): number {
  const offset = Math.floor(centre / size) - (weights.length - 1) / 2;
  const first = Math.max(0, -offset);
  const end = Math.min(weights.length, values.length - offset);
  let power = 0;
  let value = 0;
  for (let k = first, block = offset + first; k < end; k++, block++) {
    power += weights[k] * squares[block];
    value += weights[k] * values[block];
  }
  return Math.max(0, power - 2 * mean * value + mean * mean * weight);
}
