import type { Copy, Grain, SynthesisPlan } from './synthesisPlan.ts';

/**
 * Below this rate a period has so few samples that grains are placed between samples; above it, whole samples are fine
 * enough (half a sample at 32 kHz moves one period of 200 Hz by 5 cents, and the next one back).
 */
const SUBSAMPLE_BELOW_HZ = 30_000;
const TAPS = 16;
const PHASES = 64;

/** One channel of a sound, or the part of it that lies in memory. */
export interface SoundPart {
  readonly samples: Float32Array;
  /** Which sample of the sound comes first. */
  readonly base: number;
  /** Samples of the whole sound. */
  readonly length: number;
}

const wholePart = (samples: Float32Array): SoundPart => ({ samples, base: 0, length: samples.length });

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
  const [from, into] = [wholePart(source), wholePart(output)];
  for (const copy of plan.copies) renderCopy(copy, from, into);
  const renderGrain = grainRenderer(sampleRateHz);
  for (const grain of plan.grains) renderGrain(grain, from, into);
}

/** Puts a copy into its place. Of both sounds what it covers lies in memory. */
export function renderCopy(
  { start, end, offset, fade }: Copy,
  { samples: source, base, length: sourceLength }: SoundPart,
  { samples: output, base: outputBase }: SoundPart,
): void {
  let from = start;
  if (fade) {
    from = Math.min(end, start + fade.length);
    const { correlation, fromOffset, length } = fade;
    for (let t = start; t < from; t++) {
      const w = 0.5 - 0.5 * Math.cos((Math.PI * (t - start + 0.5)) / length);
      const level = Math.sqrt(w * w + (1 - w) * (1 - w) + 2 * correlation * w * (1 - w));
      output[t - outputBase] =
        (w * (source[t - offset - base] ?? 0) + (1 - w) * (source[t - fromOffset - base] ?? 0)) / level;
    }
  }
  const first = Math.max(0, from - offset);
  const last = Math.min(sourceLength, end - offset);
  if (last > first) output.set(source.subarray(first - base, last - base), first + offset - outputBase);
}

/** Adds a grain in its place. Of both sounds what it covers lies in memory, of the source {@link GRAIN_MARGIN} more. */
export type RenderGrain = (grain: Grain, source: SoundPart, output: SoundPart) => void;

/** How far a grain looks beyond its bell, samples. */
export const GRAIN_MARGIN = TAPS + 4;

/** @returns what renders grains one after the other */
export function grainRenderer(sampleRateHz: number): RenderGrain {
  if (sampleRateHz >= SUBSAMPLE_BELOW_HZ)
    return (grain, source, output) => {
      renderGrain(grain, source, Math.round(grain.target - grain.source), output);
    };
  let scratch = new Float32Array(0);
  return (grain, source, output) => {
    const count = Math.ceil(grain.left + grain.right) + 4;
    if (scratch.length < count) scratch = new Float32Array(2 * count);
    renderBetweenSamples(grain, source, output, scratch.subarray(0, count));
  };
}

/** Adds source[t - shift] under the bell. Its centre is the target pulse, or, for whole shifts, the source pulse shifted. */
function renderGrain(
  { source: pulse, left, right, gain }: Grain,
  source: SoundPart,
  shift: number,
  output: SoundPart,
): void {
  const centre = pulse + shift;
  const middle = Math.ceil(centre);
  if (left > 0) addHalf(source, shift, output, Math.ceil(centre - left), middle, centre, left, gain);
  if (right > 0) addHalf(source, shift, output, middle, Math.ceil(centre + right), centre, right, gain);
}

/** One half of a bell, 0.5 + 0.5 cos(pi (t - centre) / half) for t in [from, to); the cosine by recurrence. */
function addHalf(
  { samples: source, base }: SoundPart,
  shift: number,
  { samples: output, base: outputBase, length }: SoundPart,
  from: number,
  to: number,
  centre: number,
  half: number,
  gain: number,
): void {
  const first = Math.max(0, from, base + shift);
  const last = Math.min(length, to, source.length + base + shift);
  const angle = Math.PI / half;
  const twiceCos = 2 * Math.cos(angle);
  const amount = 0.5 * gain;
  let previous = Math.cos(angle * (first - 1 - centre));
  let current = Math.cos(angle * (first - centre));
  const end = last - outputBase;
  for (let t = first - outputBase, s = first - shift - base; t < end; t++, s++) {
    output[t] += source[s] * amount * (1 + current);
    const next = twiceCos * current - previous;
    previous = current;
    current = next;
  }
}

/** Moves the grain by the fraction of a sample first, by a windowed sinc. */
function renderBetweenSamples(
  grain: Grain,
  source: SoundPart,
  output: SoundPart,
  scratch: Float32Array,
): void {
  const exact = grain.target - grain.source;
  const shift = Math.floor(exact);
  const phase = Math.round((exact - shift) * PHASES);
  if (phase === 0 || phase === PHASES) {
    renderGrain(grain, source, shift + (phase === PHASES ? 1 : 0), output);
    return;
  }
  const taps = FRACTIONS[phase];
  const { samples, base, length } = source;
  const first = Math.floor(grain.source - grain.left) - 1;
  const count = scratch.length;
  const from = first - TAPS / 2;
  if (from >= 0 && from + count + TAPS <= length) filterInside(taps, samples, from - base, count, scratch);
  else
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let k = 0; k < TAPS; k++) sum += taps[k] * (samples[from - base + i + k] ?? 0);
      scratch[i] = sum;
    }
  const moved = { ...grain, source: grain.target - shift };
  renderGrain(moved, { samples: scratch, base: first, length: count }, shift, output);
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
