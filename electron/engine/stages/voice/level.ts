import { monoOf, type MonoSound } from '../../runtime/monoSource.ts';

/** Sample rate that all short-time measures of speech work at. */
export const ANALYSIS_RATE_HZ = 16_000;
/** Step of the short-time measures. */
export const STEP_SEC = 0.01;
const STEP_SAMPLES = ANALYSIS_RATE_HZ * STEP_SEC;
/** 25 ms, the usual window of speech analysis. */
const WINDOW_SAMPLES = 400;
/** Ten seconds. */
const STEPS_AT_A_TIME = 1000;
export const LEVEL_FLOOR_DB = -120;

/** Number of short-time frames: frame i is centred at i * 0.01 s, the last one within the sound. */
export const stepCount = (sampleCount: number): number => Math.floor(sampleCount / STEP_SAMPLES) + 1;

/**
 * Short-time level in dB relative to full scale. The mean of each window is taken out first, so that a constant offset
 * of the recording does not count as sound; at the ends the window covers what is there.
 * @param mono 16 kHz
 */
export function shortTimeLevelDb(sound: MonoSound): Float32Array {
  const mono = monoOf(sound);
  const levels = new Float32Array(stepCount(mono.length));
  const startOf = (i: number): number => Math.max(0, i * STEP_SAMPLES - WINDOW_SAMPLES / 2);
  const endOf = (i: number): number => Math.min(mono.length, i * STEP_SAMPLES + WINDOW_SAMPLES / 2);
  let from = 0;
  let samples: Float32Array = new Float32Array(0);
  for (let i = 0; i < levels.length; i++) {
    if (i % STEPS_AT_A_TIME === 0) {
      from = startOf(i);
      samples = mono.read(from, endOf(Math.min(levels.length, i + STEPS_AT_A_TIME) - 1));
    }
    const start = startOf(i);
    const end = endOf(i);
    let sum = 0;
    let squares = 0;
    for (let n = start - from; n < end - from; n++) {
      sum += samples[n];
      squares += samples[n] * samples[n];
    }
    const count = Math.max(1, end - start);
    const variance = squares / count - (sum / count) ** 2;
    levels[i] = Math.max(LEVEL_FLOOR_DB, 10 * Math.log10(Math.max(1e-30, variance)));
  }
  return levels;
}

/** Second-order Butterworth high-pass (bilinear transform), in a new array. */
export const highPass = (signal: Float32Array, cutoffHz: number, sampleRateHz: number): Float32Array =>
  createHighPass(cutoffHz, sampleRateHz)(signal);

/** @returns the filter for a signal that comes in pieces: each call goes on where the one before ended */
export function createHighPass(
  cutoffHz: number,
  sampleRateHz: number,
): (piece: Float32Array) => Float32Array {
  const w = Math.tan((Math.PI * cutoffHz) / sampleRateHz);
  const norm = 1 / (1 + Math.SQRT2 * w + w * w);
  const a1 = 2 * (w * w - 1) * norm;
  const a2 = (1 - Math.SQRT2 * w + w * w) * norm;
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return (piece) => {
    const output = new Float32Array(piece.length);
    for (let n = 0; n < piece.length; n++) {
      const x = piece[n];
      const y = norm * (x - 2 * x1 + x2) - a1 * y1 - a2 * y2;
      output[n] = y;
      [x2, x1, y2, y1] = [x1, x, y1, y];
    }
    return output;
  };
}
