import type { Copy, Grain, SynthesisPlan } from './synthesisPlan.ts';

/**
 * Below this rate a period has so few samples that grains are placed between samples; above it, whole samples are fine
 * enough (half a sample at 32 kHz moves one period of 200 Hz by 5 cents, and the next one back).
 */
const SUBSAMPLE_BELOW_HZ = 30_000;
const TAPS = 16;
const PHASES = 64;

/**
 * Makes one channel of the adjusted sound.
 * @param source one channel of the original
 * @param output plan.length zeros
 */
export function renderPlan(
  plan: SynthesisPlan,
  source: Float32Array,
  sampleRateHz: number,
  output: Float32Array,
): void {
  for (const copy of plan.copies) renderCopy(copy, source, output);
  const isSubsample = sampleRateHz < SUBSAMPLE_BELOW_HZ;
  const scratch = isSubsample ? new Float32Array(scratchLength(plan.grains)) : null;
  for (const grain of plan.grains)
    if (scratch) renderBetweenSamples(grain, source, output, scratch);
    else renderGrain(grain, source, Math.round(grain.target - grain.source), 0, output);
}

function renderCopy({ start, end, offset, fade }: Copy, source: Float32Array, output: Float32Array): void {
  let from = start;
  if (fade) {
    from = Math.min(end, start + fade.length);
    const { correlation, fromOffset, length } = fade;
    for (let t = start; t < from; t++) {
      const w = 0.5 - 0.5 * Math.cos((Math.PI * (t - start + 0.5)) / length);
      const level = Math.sqrt(w * w + (1 - w) * (1 - w) + 2 * correlation * w * (1 - w));
      output[t] = (w * (source[t - offset] ?? 0) + (1 - w) * (source[t - fromOffset] ?? 0)) / level;
    }
  }
  const first = Math.max(0, from - offset);
  const last = Math.min(source.length, end - offset);
  if (last > first) output.set(source.subarray(first, last), first + offset);
}

/**
 * Adds source[t - shift] under the bell. Its centre is the target pulse, or, for whole shifts, the source pulse shifted.
 * @param base index of `source` that stands for sample 0 of the original
 */
function renderGrain(
  { source: pulse, left, right, gain }: Grain,
  source: Float32Array,
  shift: number,
  base: number,
  output: Float32Array,
): void {
  const centre = pulse + shift;
  const middle = Math.ceil(centre);
  if (left > 0) addHalf(source, shift, base, output, Math.ceil(centre - left), middle, centre, left, gain);
  if (right > 0) addHalf(source, shift, base, output, middle, Math.ceil(centre + right), centre, right, gain);
}

/** One half of a bell, 0.5 + 0.5 cos(pi (t - centre) / half) for t in [from, to); the cosine by recurrence. */
function addHalf(
  source: Float32Array,
  shift: number,
  base: number,
  output: Float32Array,
  from: number,
  to: number,
  centre: number,
  half: number,
  gain: number,
): void {
  const first = Math.max(0, from, base + shift);
  const last = Math.min(output.length, to, source.length + base + shift);
  const angle = Math.PI / half;
  const twiceCos = 2 * Math.cos(angle);
  const amount = 0.5 * gain;
  let previous = Math.cos(angle * (first - 1 - centre));
  let current = Math.cos(angle * (first - centre));
  for (let t = first, s = first - shift - base; t < last; t++, s++) {
    output[t] += source[s] * amount * (1 + current);
    const next = twiceCos * current - previous;
    previous = current;
    current = next;
  }
}

const scratchLength = (grains: readonly Grain[]): number =>
  grains.reduce((most, { left, right }) => Math.max(most, Math.ceil(left + right) + 4), 0);

/** Moves the grain by the fraction of a sample first, by a windowed sinc. */
function renderBetweenSamples(
  grain: Grain,
  source: Float32Array,
  output: Float32Array,
  scratch: Float32Array,
): void {
  const exact = grain.target - grain.source;
  const shift = Math.floor(exact);
  const phase = Math.round((exact - shift) * PHASES);
  if (phase === 0 || phase === PHASES) {
    renderGrain(grain, source, shift + (phase === PHASES ? 1 : 0), 0, output);
    return;
  }
  const taps = FRACTIONS[phase];
  const first = Math.floor(grain.source - grain.left) - 1;
  const count = Math.min(scratch.length, Math.ceil(grain.left + grain.right) + 4);
  const from = first - TAPS / 2;
  if (from >= 0 && from + count + TAPS <= source.length) filterInside(taps, source, from, count, scratch);
  else
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let k = 0; k < TAPS; k++) sum += taps[k] * (source[from + i + k] ?? 0);
      scratch[i] = sum;
    }
  const moved = { ...grain, source: grain.target - shift };
  renderGrain(moved, scratch.subarray(0, count), shift, first, output);
}

/** Four taps at a time: a third faster than one by one, in what costs most at low sample rates. */
function filterInside(
  taps: Float64Array,
  source: Float32Array,
  from: number,
  count: number,
  output: Float32Array,
): void {
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let k = 0, s = from + i; k < TAPS; k += 4, s += 4)
      sum +=
        taps[k] * source[s] +
        taps[k + 1] * source[s + 1] +
        taps[k + 2] * source[s + 2] +
        taps[k + 3] * source[s + 3];
    output[i] = sum;
  }
}

/** FRACTIONS[p]: taps that read the source p / PHASES of a sample earlier; Hann-windowed sinc, unity at 0 Hz. */
const FRACTIONS: readonly Float64Array[] = Array.from({ length: PHASES }, (_, phase) => {
  const taps = Float64Array.from({ length: TAPS }, (_unused, k) => {
    const distance = k - TAPS / 2 + phase / PHASES;
    if (Math.abs(distance) >= TAPS / 2) return 0;
    const window = 0.5 + 0.5 * Math.cos((2 * Math.PI * distance) / TAPS);
    return distance === 0 ? 1 : (Math.sin(Math.PI * distance) / (Math.PI * distance)) * window;
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
});
