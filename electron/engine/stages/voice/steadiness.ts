/**
 * Whether tones stand still as those of instruments do. A voice glides all the time: in a quarter of a second its pitch
 * moves by more than a percent, and every harmonic with it. Notes keep theirs until the next one.
 */
import { RealFft } from '../../runtime/fft.ts';
import { ANALYSIS_RATE_HZ } from './level.ts';

const WINDOW = 1024;
const HOP = 320;
/** Tones are looked for where voices and tunes have most of their power. */
const LOWEST_HZ = 60;
const HIGHEST_HZ = 4000;
/** Peaks this far below the strongest of their moment are not followed. */
const PEAK_RANGE = 10 ** (-30 / 10);
/** A tone goes on where the next moment has a peak this near to it ... */
const STEP_SHARE = 0.005;
const STEP_HZ = 1;
/** ... and stands still as long as it stays this near to where it began. */
const DRIFT_SHARE = 0.01;
const DRIFT_HZ = 1.5;
/** Shorter than this, any vowel stands still. */
const STILL_HOPS = Math.round((0.2 * ANALYSIS_RATE_HZ) / HOP);
/** Moments this far below the loudest one do not count. */
const QUIET = 10 ** (-35 / 10);

interface Tone {
  readonly startHz: number;
  readonly hz: number;
  readonly hops: number;
  /** Power of the tone while it is not known yet whether it stands still. */
  readonly waiting: number;
}

/**
 * Share of the power between 60 and 4000 Hz that lies in tones which keep their frequency within a percent for at least
 * a quarter of a second.
 * @param mono 16 kHz
 * @returns 0 (speech, noise, silence) to 1 (held tones)
 */
export function toneSteadiness(mono: Float32Array): number {
  const fft = new RealFft(WINDOW);
  const window = Float64Array.from(
    { length: WINDOW },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / WINDOW),
  );
  const frame = new Float64Array(WINDOW);
  const [re, im] = [new Float64Array(fft.binCount), new Float64Array(fft.binCount)];
  const power = new Float64Array(fft.binCount);
  const binHz = ANALYSIS_RATE_HZ / WINDOW;
  const [first, last] = [Math.ceil(LOWEST_HZ / binHz), Math.floor(HIGHEST_HZ / binHz)];
  const totals: number[] = [];
  const stills: number[] = [];
  let tones: Tone[] = [];
  for (let start = 0; start + WINDOW <= mono.length; start += HOP) {
    for (let i = 0; i < WINDOW; i++) frame[i] = mono[start + i] * window[i];
    fft.forward(frame, re, im);
    let [total, strongest, still] = [0, 0, 0];
    for (let bin = first - 1; bin <= last + 1; bin++) {
      power[bin] = re[bin] * re[bin] + im[bin] * im[bin];
      total += power[bin];
      strongest = Math.max(strongest, power[bin]);
    }
    const next: Tone[] = [];
    for (let bin = first; bin <= last; bin++) {
      if (power[bin] < PEAK_RANGE * strongest || power[bin] <= power[bin - 1] || power[bin] < power[bin + 1])
        continue;
      const own = power[bin - 1] + power[bin] + power[bin + 1];
      const hz = peakHz(power, bin) * binHz;
      const before = tones.find((tone) => Math.abs(tone.hz - hz) < Math.max(STEP_HZ, STEP_SHARE * hz));
      if (!before || Math.abs(before.startHz - hz) > Math.max(DRIFT_HZ, DRIFT_SHARE * hz)) {
        next.push({ startHz: hz, hz, hops: 1, waiting: own });
        continue;
      }
      const hops = before.hops + 1;
      const isStill = hops >= STILL_HOPS;
      still += isStill ? own + before.waiting : 0;
      next.push({ startHz: before.startHz, hz, hops, waiting: isStill ? 0 : before.waiting + own });
    }
    tones = next;
    totals.push(total);
    stills.push(still);
  }
  const loudest = totals.reduce((most, value) => Math.max(most, value), 0);
  if (loudest === 0) return 0;
  let [all, held] = [0, 0];
  totals.forEach((total, i) => {
    if (total >= QUIET * loudest) all += total;
    held += stills[i];
  });
  return Math.min(1, held / all);
}

/** Place of a peak between bins: parabola through the logarithms. */
function peakHz(power: Float64Array, bin: number): number {
  const [a, b, c] = [bin - 1, bin, bin + 1].map((i) => Math.log(power[i] + 1e-30));
  const bend = 2 * b - a - c;
  return bin + (bend > 0 ? (0.5 * (c - a)) / bend : 0);
}
