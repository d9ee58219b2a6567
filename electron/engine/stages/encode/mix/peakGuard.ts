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
 * up before voice + gain * music leaves the ceiling; where the voice alone is above it, the music may add nothing.
 * @param phases of interpolationPhases at the sound's rate
 */
export function guardStretch(
  guard: PeakGuard,
  { voice, music, firstBlock, blocks }: GuardedStretch,
  phases: readonly Float64Array[],
): void {
  const gain = interpolationGain(phases);
  const voicePeaks = blockPeaks(voice);
  const musicPeaks = blockPeaks(music);
  const reach = (peaks: Float32Array, block: number): number =>
    Math.max(peaks[block - 1], peaks[block], peaks[block + 1]);
  for (let i = 0; i < blocks; i++) {
    const musicReach = reach(musicPeaks, i + 1);
    if (musicReach === 0 || (reach(voicePeaks, i + 1) + musicReach) * gain <= CEILING) continue;
    let { alone } = guard;
    let together = guard.together[firstBlock + i];
    const look = (v: number, m: number): void => {
      const magnitude = Math.abs(m);
      if (magnitude * alone > CEILING) alone = CEILING / magnitude;
      const towards = m > 0 ? v : -v;
      const room = Math.max(CEILING, Math.abs(v)) - towards;
      if (magnitude * together > room) together = room / magnitude;
    };
    const start = (i + 1) * BLOCK_FRAMES;
    for (let n = start; n < start + BLOCK_FRAMES; n++) {
      look(voice[n], music[n]);
      for (const taps of phases) look(between(voice, n, taps), between(music, n, taps));
    }
    guard.alone = alone;
    guard.together[firstBlock + i] = together;
  }
}

function between(samples: Float32Array, n: number, taps: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < INTERPOLATION_TAPS; j++) sum += taps[j] * samples[n + j - INTERPOLATION_REACH + 1];
  return sum;
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
