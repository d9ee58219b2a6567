import type { AudioClip } from '../../runtime/audio.ts';

/** Taps of each interpolation phase; a 96-tap filter at four times the rate, twice that of BS.1770-4's example. */
const TAPS = 24;
const HALF = TAPS / 2;
/** Samples that are skipped or interpolated together. */
const BLOCK = 64;

/** Rates from 192 kHz on need no oversampling, those from 96 kHz on a factor of two (BS.1770-4, annex 2). */
function oversampling(sampleRateHz: number): number {
  if (sampleRateHz >= 192_000) return 1;
  return sampleRateHz >= 96_000 ? 2 : 4;
}

/**
 * The largest magnitude of the sound between and at its samples, 1 = full scale (ITU-R BS.1770-4, annex 2).
 *
 * A stretch is only interpolated where it could exceed the best found so far: no interpolated value is larger than the
 * largest sample in reach times the sum of the magnitudes of the coefficients. The result is the same as without.
 */
export function truePeak(clip: AudioClip): number {
  const phases = interpolationPhases(oversampling(clip.sampleRateHz));
  const gain = Math.max(1, ...phases.map((taps) => taps.reduce((sum, tap) => sum + Math.abs(tap), 0)));
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
    for (let j = 0; j < TAPS; j++) sum += taps[j] * (samples[n + j - HALF + 1] ?? 0);
    best = Math.max(best, Math.abs(sum));
  }
  return best;
}

/** Hann-windowed sinc for each position between two samples, scaled to pass a constant unchanged. */
function interpolationPhases(factor: number): Float64Array[] {
  return Array.from({ length: factor - 1 }, (_, i) => {
    const fraction = (i + 1) / factor;
    const taps = Float64Array.from({ length: TAPS }, (_unused, j) => {
      const distance = j - HALF + 1 - fraction;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / HALF);
      return (Math.sin(Math.PI * distance) / (Math.PI * distance)) * window;
    });
    const sum = taps.reduce((total, tap) => total + tap, 0);
    return taps.map((tap) => tap / sum);
  });
}
