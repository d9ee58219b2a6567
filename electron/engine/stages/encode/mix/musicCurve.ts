import type { Music } from '../../../../../shared/contract/export.ts';
import { createDucking, spokenStretches, type SpeechActivity } from './ducking.ts';

/** Gains are worked out once per block, and run straight from one to the next. */
export const BLOCK_FRAMES = 64;

/** Gain at the start of each block, and at the end of the last one. */
export type GainCurve = Float32Array<ArrayBuffer>;

export interface CurveWish {
  readonly settings: Pick<Music, 'gainDb' | 'duckDb' | 'fadeInSec' | 'fadeOutSec'>;
  readonly speech: SpeechActivity;
  readonly sampleRateHz: number;
  /** Frames of the video's sound. */
  readonly length: number;
  /** Frame at which the music has ended: `length` unless it is shorter and does not begin again. */
  readonly end: number;
}

/** A fade that sounds even: the gain rises as a quarter of a sine. @param share 0..1 */
const fadeGain = (share: number): number => Math.sin((Math.PI / 2) * Math.min(1, Math.max(0, share)));

/** The gain of the music over the whole video: level, ducking under speech, and fades at both ends. */
export function musicCurve({ settings, speech, sampleRateHz, length, end }: CurveWish): GainCurve {
  const { gainDb, duckDb, fadeInSec, fadeOutSec } = settings;
  const ducking = createDucking(spokenStretches(speech));
  const curve = new Float32Array(Math.ceil(length / BLOCK_FRAMES) + 1);
  for (let block = 0; block < curve.length; block++) {
    const frame = block * BLOCK_FRAMES;
    const sec = frame / sampleRateHz;
    const fadeIn = fadeInSec === 0 ? 1 : fadeGain(sec / fadeInSec);
    const leftSec = (end - frame) / sampleRateHz;
    const fadeOut = fadeOutSec === 0 ? 1 : fadeGain(leftSec / fadeOutSec);
    curve[block] = 10 ** ((gainDb + duckDb * ducking(sec)) / 20) * fadeIn * fadeOut;
  }
  return curve;
}

/**
 * Applies a curve to samples, in place; before its start and after its end the gain stays.
 * @param startFrame of the first sample, a multiple of {@link BLOCK_FRAMES}
 */
export function applyCurve(samples: Float32Array, startFrame: number, curve: GainCurve): void {
  const lastBlock = curve.length - 1;
  for (let i = 0; i < samples.length; i++) {
    const block = Math.min(lastBlock - 1, Math.max(0, Math.floor((startFrame + i) / BLOCK_FRAMES)));
    const share = (startFrame + i - block * BLOCK_FRAMES) / BLOCK_FRAMES;
    samples[i] *= curve[block] + (curve[block + 1] - curve[block]) * Math.min(1, Math.max(0, share));
  }
}
