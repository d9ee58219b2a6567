/**
 * The outline of a sound at several resolutions, so that a picture of any stretch costs as much as it has columns, however
 * long the sound is.
 */
export interface PeakPyramid {
  /** Slices per second of the finest level; each further level has a quarter of the slices. */
  readonly rateHz: number;
  /** Lowest and highest sample of each slice in turn, 127 for full scale. The last level has few slices or one. */
  readonly levels: readonly Int8Array[];
}

/** Slices a second of the finest level: two pixels of a sharp screen at the closest zoom. */
export const PEAK_RATE_HZ = 400;
const SLICES_PER_COARSER = 4;
/** A level with fewer slices than this is the last. */
const FEWEST_SLICES = 64;
const FULL_SCALE = 127;

/**
 * @param channels samples, nominally -1..1, all of the same length; what is louder is held at full scale
 * @returns the outline over all channels; one empty level for a sound without samples
 */
export function buildPeaks(channels: readonly Float32Array[], sampleRateHz: number): PeakPyramid {
  const length = channels[0]?.length ?? 0;
  const rateHz = Math.min(PEAK_RATE_HZ, sampleRateHz);
  const levels = [finestLevel(channels, length, sampleRateHz / rateHz)];
  for (let level = levels[0]; level.length / 2 > FEWEST_SLICES; levels.push(level)) level = coarser(level);
  return { rateHz, levels };
}

function finestLevel(channels: readonly Float32Array[], length: number, samplesPerSlice: number): Int8Array {
  const slices = Math.ceil(length / samplesPerSlice);
  const level = new Int8Array(2 * slices);
  for (let slice = 0; slice < slices; slice++) {
    const from = Math.floor(slice * samplesPerSlice);
    const to = Math.min(length, Math.floor((slice + 1) * samplesPerSlice));
    let [low, high] = [0, 0];
    for (const samples of channels)
      for (let i = from; i < to; i++) {
        const sample = samples[i];
        if (sample < low) low = sample;
        else if (sample > high) high = sample;
      }
    level[2 * slice] = Math.round(Math.max(-1, low) * FULL_SCALE);
    level[2 * slice + 1] = Math.round(Math.min(1, high) * FULL_SCALE);
  }
  return level;
}

function coarser(level: Int8Array): Int8Array {
  const slices = Math.ceil(level.length / 2 / SLICES_PER_COARSER);
  const result = new Int8Array(2 * slices);
  for (let i = 0; i < level.length; i += 2) {
    const at = 2 * Math.floor(i / 2 / SLICES_PER_COARSER);
    result[at] = Math.min(result[at], level[i]);
    result[at + 1] = Math.max(result[at + 1], level[i + 1]);
  }
  return result;
}

/** The outline of consecutive stretches. */
export interface ColumnPeaks {
  /** -1..0 per column. */
  readonly lows: Float32Array;
  /** 0..1 per column. */
  readonly highs: Float32Array;
  /** Slices that were looked at: grows with the columns, not with the sound. */
  readonly slicesRead: number;
}

/**
 * The outline between neighbouring moments, as columns of a picture need it.
 * @param edgesSec ascending; column i lies between edge i and edge i + 1; outside the sound there is silence
 */
export function columnPeaks({ rateHz, levels }: PeakPyramid, edgesSec: Float64Array): ColumnPeaks {
  const count = Math.max(0, edgesSec.length - 1);
  const lows = new Float32Array(count);
  const highs = new Float32Array(count);
  let slicesRead = 0;
  for (let column = 0; column < count; column++) {
    if (edgesSec[column + 1] <= 0) continue;
    const slices = Math.max(1, (edgesSec[column + 1] - edgesSec[column]) * rateHz);
    const index = Math.min(levels.length - 1, Math.floor(Math.log2(slices) / 2));
    const level = levels[index];
    const perSec = rateHz / SLICES_PER_COARSER ** index;
    const first = Math.max(0, Math.floor(edgesSec[column] * perSec));
    const last = Math.min(
      level.length / 2 - 1,
      Math.max(first, Math.ceil(edgesSec[column + 1] * perSec) - 1),
    );
    let [low, high] = [0, 0];
    for (let slice = first; slice <= last; slice++, slicesRead++) {
      low = Math.min(low, level[2 * slice]);
      high = Math.max(high, level[2 * slice + 1]);
    }
    lows[column] = low / FULL_SCALE;
    highs[column] = high / FULL_SCALE;
  }
  return { lows, highs, slicesRead };
}
