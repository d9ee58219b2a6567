import type { IntensityTrack } from '../types.ts';

/** Reference pressure of Praat's decibels; full scale counts as one pascal. */
const REFERENCE_PA = 2e-5;
/** What digital silence is reported as. */
export const SILENT_DB = -300;

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
  mono: Float32Array,
  sampleRateHz: number,
  floorHz = 100,
  stepSec = 0.01,
): IntensityTrack {
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
  // Sums of all samples before each one: windows overlap by far, and their means come out of two look-ups.
  const sumBefore = new Float64Array(mono.length + 1);
  for (let i = 0; i < mono.length; i++) sumBefore[i + 1] = sumBefore[i] + mono[i];
  const db = new Float32Array(count);
  for (let frame = 0; frame < count; frame++) {
    // Divided by the sample period as Praat does: times that fall between two samples then round to the same side.
    const centre = Math.round((startSec + frame * stepSec - 0.5 / sampleRateHz) / (1 / sampleRateHz));
    const reach = Math.min(half, centre, mono.length - 1 - centre);
    const mean = (sumBefore[centre + reach + 1] - sumBefore[centre - reach]) / (2 * reach + 1);
    let power = window[0] * (mono[centre] - mean) ** 2;
    for (let i = 1; i <= reach; i++) {
      const before = mono[centre - i] - mean;
      const after = mono[centre + i] - mean;
      power += window[i] * (before * before + after * after);
    }
    const meanSquare = power / weight / REFERENCE_PA ** 2;
    db[frame] = meanSquare > 1e-30 ? 10 * Math.log10(meanSquare) : SILENT_DB;
  }
  return { startSec, stepSec, db };
}
