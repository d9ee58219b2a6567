import type { AudioClip } from '../../runtime/audio.ts';
import { sourceOf, type SoundSource } from '../../runtime/soundSource.ts';
import { truePeak } from './truePeak.ts';

export interface Loudness {
  /** Integrated loudness, LUFS; null where nothing is above the absolute gate (silence). */
  readonly lufs: number | null;
  /** True peak, dB relative to full scale; null for digital silence. */
  readonly truePeakDb: number | null;
}

const OFFSET_DB = -0.691;
const BLOCK_SEC = 0.4;
/** Blocks start every 100 ms: 75 % overlap. */
const HOP_SEC = 0.1;
/** Hops whose samples are read at once. */
const HOPS_AT_A_TIME = 16;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;

/**
 * Channel weights by channel count in the usual WAVE order (front left, right, centre, low frequency, then rear and
 * side): 1.41 for the surrounds beside the listener, 0 for low frequencies (ITU-R BS.1770-4, table 3 and annex 3).
 */
const CHANNEL_WEIGHTS: Readonly<Record<number, readonly number[]>> = {
  1: [1],
  2: [1, 1],
  3: [1, 1, 1],
  4: [1, 1, 1, 1],
  5: [1, 1, 1, 1.41, 1.41],
  6: [1, 1, 1, 0, 1.41, 1.41],
  7: [1, 1, 1, 0, 1, 1.41, 1.41],
  8: [1, 1, 1, 0, 1, 1, 1.41, 1.41],
};

/** Integrated loudness and true peak of a clip of 1 to 8 channels, after ITU-R BS.1770-4. */
export function measureLoudness(clip: AudioClip): Loudness {
  const peak = truePeak(clip);
  return { lufs: integratedLufs(clip), truePeakDb: peak > 0 ? 20 * Math.log10(peak) : null };
}

/**
 * Integrated loudness, doubly gated. A clip shorter than one block of 400 ms is one ungated block.
 * A mono clip counts as one channel: played on two loudspeakers it is 3 LU louder than the number says.
 */
export function integratedLufs(sound: AudioClip | SoundSource): number | null {
  const clip = sourceOf(sound);
  const hop = Math.round(HOP_SEC * clip.sampleRateHz);
  const hopsPerBlock = Math.round(BLOCK_SEC / HOP_SEC);
  const hopEnergies = weightedHopEnergies(clip, hop);
  const blockCount = Math.floor(clip.length / hop) - hopsPerBlock + 1;
  if (blockCount < 1) {
    const whole = hopEnergies.reduce((sum, energy) => sum + energy, 0) / Math.max(1, clip.length);
    return whole > 0 ? lufsOf(whole) : null;
  }
  const powers = Array.from({ length: blockCount }, (_, block) => {
    let sum = 0;
    for (let i = 0; i < hopsPerBlock; i++) sum += hopEnergies[block + i];
    return sum / (hop * hopsPerBlock);
  });
  const audible = powers.filter((power) => lufsOf(power) >= ABSOLUTE_GATE_LUFS);
  if (audible.length === 0) return null;
  const gate = lufsOf(mean(audible)) + RELATIVE_GATE_LU;
  return lufsOf(mean(audible.filter((power) => lufsOf(power) >= gate)));
}

const lufsOf = (power: number): number => OFFSET_DB + 10 * Math.log10(power);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Sum of the squares of the K-weighted channels, per 100 ms; the last hop may be shorter. */
function weightedHopEnergies(source: SoundSource, hop: number): Float64Array {
  const energies = new Float64Array(Math.ceil(source.length / hop));
  const weights = CHANNEL_WEIGHTS[source.channelCount];
  const filters = weights.map(() => kWeighting(source.sampleRateHz));
  for (let first = 0; first < energies.length; first += HOPS_AT_A_TIME) {
    const last = Math.min(energies.length, first + HOPS_AT_A_TIME);
    source.read(first * hop, Math.min(source.length, last * hop)).forEach((samples, channel) => {
      const weight = weights[channel];
      if (weight === 0) return;
      for (let h = first; h < last; h++) {
        const start = (h - first) * hop;
        const end = Math.min(samples.length, start + hop);
        energies[h] += weight * filteredEnergy(samples, start, end, filters[channel]);
      }
    });
  }
  return energies;
}

/** Coefficients of one second-order section, a0 = 1. */
export interface Biquad {
  readonly b: readonly [number, number, number];
  readonly a: readonly [number, number];
}

interface FilterState {
  readonly shelf: Biquad;
  readonly highPass: Biquad;
  /** Two delays of the shelf, two of the high-pass (transposed direct form II). */
  readonly delays: Float64Array;
}

const kWeighting = (sampleRateHz: number): FilterState => ({
  ...kWeightingSections(sampleRateHz),
  delays: new Float64Array(4),
});

/**
 * The two sections of the K-weighting for any sample rate: the analogue prototypes behind the table of BS.1770-4
 * (shelf 1682 Hz, +4 dB; high-pass 38 Hz), bilinear transform. At 48 kHz the table itself comes out.
 */
export function kWeightingSections(sampleRateHz: number): { shelf: Biquad; highPass: Biquad } {
  const shelfHz = 1681.974450955533;
  const shelfQ = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const k = Math.tan((Math.PI * shelfHz) / sampleRateHz);
  const norm = 1 + k / shelfQ + k * k;
  const shelf: Biquad = {
    b: [
      (high + (band * k) / shelfQ + k * k) / norm,
      (2 * (k * k - high)) / norm,
      (high - (band * k) / shelfQ + k * k) / norm,
    ],
    a: [(2 * (k * k - 1)) / norm, (1 - k / shelfQ + k * k) / norm],
  };
  const passQ = 0.5003270373238773;
  const p = Math.tan((Math.PI * 38.13547087602444) / sampleRateHz);
  const passNorm = 1 + p / passQ + p * p;
  const highPass: Biquad = {
    b: [1, -2, 1],
    a: [(2 * (p * p - 1)) / passNorm, (1 - p / passQ + p * p) / passNorm],
  };
  return { shelf, highPass };
}

function filteredEnergy(
  samples: Float32Array,
  start: number,
  end: number,
  { shelf, highPass, delays }: FilterState,
): number {
  const [b0, b1, b2] = shelf.b;
  const [a1, a2] = shelf.a;
  const [c1, c2] = highPass.a;
  let [s1, s2, p1, p2] = delays;
  let energy = 0;
  for (let n = start; n < end; n++) {
    const x = samples[n];
    const y = b0 * x + s1;
    s1 = b1 * x - a1 * y + s2;
    s2 = b2 * x - a2 * y;
    const z = y + p1;
    p1 = -2 * y - c1 * z + p2;
    p2 = y - c2 * z;
    energy += z * z;
  }
  delays.set([s1, s2, p1, p2]);
  return energy;
}
