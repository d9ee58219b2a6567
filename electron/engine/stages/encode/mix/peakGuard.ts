import {
  INTERPOLATION_REACH,
  INTERPOLATION_TAPS,
  interpolationGain,
} from '../../../runtime/betweenSamples.ts';
import { slidingMinimum } from '../../../runtime/slidingMinimum.ts';
import { BLOCK_FRAMES, type GainCurve } from './musicCurve.ts';

/** How loud the mix may get between and at its samples. */
export const CEILING_DBTP = -1;
/** A little lower, because the gain still moves while the music gives way. */
const CEILING = 10 ** ((CEILING_DBTP - 0.05) / 20);
/** The music gives way this long before a peak, and comes back as long after it. */
const REACH_SEC = 0.01;

/** What the guard has found so far. */
export interface PeakGuard {
  /** The largest gain at which the music by itself stays below the ceiling, at most 1. */
  alone: number;
  /** The same for voice and music together, per block; 1 where there is room. */
  readonly together: Float32Array;
}

export const createPeakGuard = (length: number): PeakGuard => ({
  alone: 1,
  together: new Float32Array(Math.ceil(length / BLOCK_FRAMES)).fill(1),
});

/** A stretch of both sounds, with one block more on either side. */
export interface GuardedStretch {
  readonly voice: Float32Array;
  readonly music: Float32Array;
  /** First block that is looked at; it starts at sample {@link BLOCK_FRAMES} of the arrays. */
  readonly firstBlock: number;
  readonly blocks: number;
}

/**
 * Looks at one channel of a stretch. Of every value at and between samples it is asked how far the music may be turned
 * up before voice + gain * music leaves the ceiling; where the voice alone is above it, the music may add nothing. What
 * both are together is interpolated first: where that stays below the ceiling there is nothing to ask.
 * @param phases of interpolationPhases at the sound's rate
 */
export function guardStretch(
  guard: PeakGuard,
  { voice, music, firstBlock, blocks }: GuardedStretch,
  phases: readonly Float64Array[],
): void {
  const gain = interpolationGain(phases);
  const both = voice.map((sample, i) => sample + music[i]);
  const bothPeaks = blockPeaks(both);
  const musicPeaks = blockPeaks(music);
  const mayPass = (peaks: Float32Array, block: number): boolean =>
    Math.max(peaks[block - 1], peaks[block], peaks[block + 1]) * gain > CEILING;

  /** How far the music may be turned up where both together are too loud. */
  const room = (sum: number, m: number): number => {
    const v = sum - m;
    return Math.max(0, Math.max(CEILING, Math.abs(v)) - (m > 0 ? v : -v)) / Math.abs(m);
  };

  for (let i = 0; i < blocks; i++) {
    const [start, end] = [(i + 1) * BLOCK_FRAMES, (i + 2) * BLOCK_FRAMES];
    if (mayPass(musicPeaks, i + 1)) {
      let most = 0;
      for (let n = start; n < end; n++) {
        most = Math.max(most, Math.abs(music[n]));
        for (const taps of phases) most = Math.max(most, Math.abs(between(music, n, taps)));
      }
      if (most > CEILING) guard.alone = Math.min(guard.alone, CEILING / most);
    }
    if (!mayPass(bothPeaks, i + 1)) continue;
    let together = guard.together[firstBlock + i];
    for (let n = start; n < end; n++) {
      if (Math.abs(both[n]) > CEILING && music[n] !== 0)
        together = Math.min(together, room(both[n], music[n]));
      for (const taps of phases) {
        const sum = between(both, n, taps);
        if (Math.abs(sum) <= CEILING) continue;
        const m = between(music, n, taps);
        if (m !== 0) together = Math.min(together, room(sum, m));
      }
    }
    guard.together[firstBlock + i] = together;
  }
}

/** Four running sums keep the additions independent of each other, which is twice as fast. */
function between(samples: Float32Array, n: number, taps: Float64Array): number {
  const first = n - INTERPOLATION_REACH + 1;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let j = 0; j < INTERPOLATION_TAPS; j += 4) {
    a += taps[j] * samples[first + j];
    b += taps[j + 1] * samples[first + j + 1];
    c += taps[j + 2] * samples[first + j + 2];
    d += taps[j + 3] * samples[first + j + 3];
  }
  return a + b + (c + d);
}

function blockPeaks(samples: Float32Array): Float32Array {
  const peaks = new Float32Array(Math.ceil(samples.length / BLOCK_FRAMES));
  for (let i = 0; i < samples.length; i++) {
    const block = Math.floor(i / BLOCK_FRAMES);
    peaks[block] = Math.max(peaks[block], Math.abs(samples[i]));
  }
  return peaks;
}

/** What the guard did to the music. */
export interface Lowering {
  /** By how much all of it was lowered, dB; 0 when there was no need. */
  readonly loweredDb: number;
  /** How long it gave way to peaks of the voice, in all. */
  readonly gaveWaySec: number;
}

/**
 * Lowers a curve, in place: as a whole where the music is too loud by itself, and for moments where it would push a
 * peak of the voice over the ceiling.
 */
export function lowerCurve(curve: GainCurve, guard: PeakGuard, sampleRateHz: number): Lowering {
  const { alone, together } = guard;
  const reach = Math.max(1, Math.round((REACH_SEC * sampleRateHz) / BLOCK_FRAMES));
  const lowest = slidingMinimum(
    together.map((gain) => Math.min(1, gain / alone)),
    reach,
  );
  const at = (block: number): number => lowest[Math.min(lowest.length - 1, Math.max(0, block))];
  let sum = 0;
  for (let block = -reach; block <= reach; block++) sum += at(block);
  let gaveWay = 0;
  let before = 1;
  for (let block = 0; block < curve.length; block++) {
    const smooth = sum / (2 * reach + 1);
    if (smooth < 0.99 && curve[block] > 0) gaveWay++;
    curve[block] *= alone * Math.min(before, smooth);
    before = smooth;
    sum += at(block + reach + 1) - at(block - reach);
  }
  return {
    loweredDb: alone < 1 ? -20 * Math.log10(alone) : 0,
    gaveWaySec: (gaveWay * BLOCK_FRAMES) / sampleRateHz,
  };
}
