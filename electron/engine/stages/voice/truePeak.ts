import {
  INTERPOLATION_REACH,
  INTERPOLATION_TAPS,
  interpolationGain,
  interpolationPhases,
} from '../../runtime/betweenSamples.ts';

/** Samples that are skipped or interpolated together. */
const BLOCK = 64;

/**
 * The largest magnitude of the sound between and at its samples, 1 = full scale (ITU-R BS.1770-4, annex 2).
 *
 * A stretch is only interpolated where it could exceed the best found so far: no interpolated value is larger than the
 * largest sample in reach times the sum of the magnitudes of the coefficients. The result is the same as without.
 */
export function truePeak(clip: {
  readonly sampleRateHz: number;
  readonly channels: readonly Float32Array[];
}): number {
  const phases = interpolationPhases(clip.sampleRateHz);
  const gain = interpolationGain(phases);
  let best = 0;
  for (const samples of clip.channels) {
    const blockPeaks = peaksPerBlock(samples);
    best = blockPeaks.reduce((peak, value) => Math.max(peak, value), best);
    for (let block = 0; block < blockPeaks.length; block++) {
      const reach = Math.max(blockPeaks[block], blockPeaks[block - 1] ?? 0, blockPeaks[block + 1] ?? 0);
      if (reach * gain <= best) continue;
      for (const taps of phases) best = Math.max(best, interpolatedPeak(samples, block * BLOCK, taps));
    }
  }
  return best;
}

function peaksPerBlock(samples: Float32Array): Float32Array {
  const peaks = new Float32Array(Math.ceil(samples.length / BLOCK));
  for (let n = 0; n < samples.length; n++) {
    const magnitude = Math.abs(samples[n]);
    const block = Math.floor(n / BLOCK);
    if (magnitude > peaks[block]) peaks[block] = magnitude;
  }
  return peaks;
}

/** Largest interpolated magnitude between the samples of one block and their right neighbours. */
function interpolatedPeak(samples: Float32Array, start: number, taps: Float64Array): number {
  let best = 0;
  for (let n = start; n < start + BLOCK; n++) {
    let sum = 0;
    for (let j = 0; j < INTERPOLATION_TAPS; j++)
      sum += taps[j] * (samples[n + j - INTERPOLATION_REACH + 1] ?? 0);
    best = Math.max(best, Math.abs(sum));
  }
  return best;
}
