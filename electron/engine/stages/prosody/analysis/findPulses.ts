import type { MonoSound } from '../../../runtime/monoSource.ts';
import { monoWindowOn } from '../../../runtime/soundWindow.ts';
import type { PitchTrack, TimeSpan } from '../types.ts';
import { peakOf } from '../peak.ts';

/** Search for the next pulse between these multiples of the local period. */
const NEAREST = 0.8;
const FARTHEST = 1.25;
/** A pulse must resemble its neighbour at least this much, and the last one of a stretch more. */
const MIN_CORRELATION = 0.3;
const MIN_EDGE_CORRELATION = 0.7;
/** Quieter pulses than these shares of the loudest sample are noise. */
const MIN_PEAK = 0.01;
const MIN_EDGE_PEAK = 0.023333;
/**
 * A search that began within a stretch looks this many of the longest periods beyond it at most: half a one to the first
 * pulse, 1.25 to the next, and half a one around it.
 */
const PERIODS_BEYOND = 4;
/** What is looked at beside that, samples. */
const SAMPLES_BEYOND = 16;

/** Stretches of voiced frames, each from half a step before its first frame to half a step after its last. */
export function voicedStretches(pitch: PitchTrack): TimeSpan[] {
  const stretches: TimeSpan[] = [];
  let first = -1;
  for (let frame = 0; frame <= pitch.hz.length; frame++) {
    const voiced = frame < pitch.hz.length && pitch.hz[frame] > 0;
    if (voiced && first < 0) first = frame;
    if (!voiced && first >= 0) {
      stretches.push([
        pitch.startSec + (first - 0.5) * pitch.stepSec,
        pitch.startSec + (frame - 0.5) * pitch.stepSec,
      ]);
      first = -1;
    }
  }
  return stretches;
}

/** F0 at a time inside a voiced stretch: linear between voiced frames, the edge frame's value beyond the last. */
export function pitchAt(pitch: PitchTrack, timeSec: number): number {
  const at = (timeSec - pitch.startSec) / pitch.stepSec;
  const left = Math.floor(at);
  const a = pitch.hz[left] ?? 0;
  const b = pitch.hz[left + 1] ?? 0;
  if (a > 0 && b > 0) return a + (b - a) * (at - left);
  return a > 0 ? a : b;
}

/** A candidate pulse: its position in samples and how well it resembles the pulse it was found from. */
interface Match {
  readonly at: number;
  readonly correlation: number;
}

/**
 * Sums of x[own + i] x[other + i] over `length` samples for `count` neighbouring values of `other`, four of them in one
 * go: each sample is fetched once and no sum waits for another.
 * @param products room for `count` values and up to three more
 */
function shiftedProducts(
  signal: Float32Array,
  own: number,
  other: number,
  length: number,
  count: number,
  products: Float64Array,
): void {
  for (let shift = 0; shift < count; shift += 4) {
    const start = other + shift;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let x0 = signal[start];
    let x1 = signal[start + 1];
    let x2 = signal[start + 2];
    for (let i = 0; i < length; i++) {
      const x = signal[own + i];
      const x3 = signal[start + i + 3];
      s0 += x * x0;
      s1 += x * x1;
      s2 += x * x2;
      s3 += x * x3;
      x0 = x1;
      x1 = x2;
      x2 = x3;
    }
    products[shift] = s0;
    products[shift + 1] = s1;
    products[shift + 2] = s2;
    products[shift + 3] = s3;
  }
}

/**
 * Glottal pulses as Praat places them ("To PointProcess (cc)"): in each voiced stretch the first at the largest peak
 * near the middle, the others where the waveform around them correlates best with that around the last one.
 * @param signal mono at `rateHz`; positions are interpolated between its samples
 * @returns pulse times, ascending
 */
export function findPulses(sound: MonoSound, rateHz: number, pitch: PitchTrack): Float64Array {
  const globalPeak = peakOf(sound);
  const window = monoWindowOn(sound);
  const { length } = window;
  /** The samples around the stretch that is searched; the first of them is sample `base` of the sound. */
  let signal: Float32Array = new Float32Array(0);
  let base = 0;

  const peakAround = (centre: number, reach: number): number => {
    const to = Math.min(length - 1, Math.ceil(centre + reach)) - base;
    let peak = 0;
    for (let i = Math.max(0, Math.floor(centre - reach)) - base; i <= to; i++)
      peak = Math.max(peak, Math.abs(signal[i]));
    return peak;
  };

  /** Room for the correlations of one search. */
  let correlations = new Float64Array(256);

  /** Best position in [from, to] for a window like the one around `pulse`; null where the signal ends. */
  const bestMatch = (pulse: number, period: number, from: number, to: number): Match | null => {
    const half = Math.max(2, Math.round(period / 2));
    const origin = Math.round(pulse);
    const firstShift = Math.floor(from - pulse);
    const lastShift = Math.ceil(to - pulse);
    const lowest = Math.min(0, firstShift - 1) + origin - half;
    const highest = Math.max(0, lastShift + 1) + origin + half;
    // Products are made four at a time: up to three samples more are looked at.
    if (lowest < 0 || highest + 4 >= length) return null;
    let ownEnergy = 0;
    const own = origin - half - base;
    for (let i = own; i <= own + 2 * half; i++) ownEnergy += signal[i] * signal[i];
    // The energy there moves along with the window: one sample enters, one leaves.
    let start = own + firstShift - 1;
    let energy = 0;
    for (let i = start; i <= start + 2 * half; i++) energy += signal[i] * signal[i];
    const count = lastShift - firstShift + 3;
    if (correlations.length < count + 3) correlations = new Float64Array(2 * count + 3);
    shiftedProducts(signal, own, start, 2 * half + 1, count, correlations);
    for (let shift = 0; shift < count; shift++, start++) {
      correlations[shift] =
        ownEnergy > 0 && energy > 0 ? correlations[shift] / Math.sqrt(ownEnergy * energy) : 0;
      energy += signal[start + 2 * half + 1] ** 2 - signal[start] ** 2;
    }
    let top = -1;
    for (let i = 1; i < count - 1; i++) {
      const here = correlations[i];
      if (here < correlations[i - 1] || here < correlations[i + 1]) continue;
      if (top < 0 || here > correlations[top]) top = i;
    }
    if (top < 0) return null;
    const [a, b, c] = [correlations[top - 1], correlations[top], correlations[top + 1]];
    const bend = 2 * b - a - c;
    const shift = firstShift - 1 + top + (bend > 0 ? (0.5 * (c - a)) / bend : 0);
    return { at: pulse + shift, correlation: b };
  };

  const pulses: number[] = [];
  for (const [startSec, endSec] of voicedStretches(pitch)) {
    const middleSec = (startSec + endSec) / 2;
    const middleHz = pitchAt(pitch, middleSec);
    if (middleHz <= 0) continue;
    const beyond = (PERIODS_BEYOND * rateHz) / pitch.floorHz + SAMPLES_BEYOND;
    window.reach(Math.floor(startSec * rateHz - beyond), Math.ceil(endSec * rateHz + beyond));
    signal = window.channels[0];
    base = window.base;
    const halfPeriod = rateHz / middleHz / 2;
    const centre = middleSec * rateHz - 0.5;
    let first = Math.max(0, Math.round(centre));
    const to = Math.min(length - 1, Math.ceil(centre + halfPeriod));
    for (let i = Math.max(0, Math.floor(centre - halfPeriod)); i <= to; i++)
      if (Math.abs(signal[i - base]) > Math.abs(signal[first - base])) first = i;

    const walk = (direction: -1 | 1): number[] => {
      const found: number[] = [];
      let last = first;
      for (;;) {
        const hz = pitchAt(pitch, (last + 0.5) / rateHz);
        if (hz <= 0) return found;
        const period = rateHz / hz;
        const near = last + direction * NEAREST * period;
        const far = last + direction * FARTHEST * period;
        const match = bestMatch(last, period, Math.min(near, far), Math.max(near, far));
        const at = match?.at ?? last + direction * period;
        const correlation = match?.correlation ?? 0;
        const timeSec = (at + 0.5) / rateHz;
        const outside = timeSec < startSec || timeSec > endSec;
        const peak = globalPeak > 0 ? peakAround(at, period / 2) / globalPeak : 0;
        if (at < 0 || at >= length) return found;
        if (outside) {
          if (correlation > MIN_EDGE_CORRELATION && peak > MIN_EDGE_PEAK) found.push(at);
          return found;
        }
        if (correlation > MIN_CORRELATION && (peak === 0 || peak > MIN_PEAK)) found.push(at);
        last = at;
      }
    };
    const before = walk(-1).reverse();
    const after = walk(1);
    for (const at of [...before, first, ...after]) {
      const timeSec = (at + 0.5) / rateHz;
      const hz = pitchAt(pitch, Math.min(endSec, Math.max(startSec, timeSec))) || middleHz;
      if (pulses.length === 0 || timeSec - pulses[pulses.length - 1] > NEAREST / hz) pulses.push(timeSec);
    }
  }
  return Float64Array.from(pulses);
}
