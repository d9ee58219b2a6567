/** Level after resynthesis: energy curve, brightness, loudness, and a limiter that never lets new clipping through. */
import { sampleCurve, type Curve } from '../../../../../shared/prosody/curve.ts';
import { toAdjusted, type TimeMap } from '../../../../../shared/prosody/timeMap.ts';
import type { AudioClip } from '../../../runtime/audio.ts';

/** The gain is evaluated this often, in samples, and linear in between. */
const GAIN_STEP = 64;
const SHELF_HZ = 2500;

export const amplitudeOf = (db: number): number => 10 ** (db / 20);

/** Applies a curve of dB over original time to adjusted sound, in place. */
export function applyGainCurve(clip: AudioClip, gainDb: Curve, timeMap: TimeMap): void {
  if (gainDb.length === 0) return;
  const moved = gainDb.map(({ sec, value }) => ({ sec: toAdjusted(timeMap, sec), value }));
  const gains = Float64Array.from({ length: Math.ceil(clip.length / GAIN_STEP) + 1 }, (_, i) =>
    amplitudeOf(sampleCurve(moved, (i * GAIN_STEP) / clip.sampleRateHz)),
  );
  for (const samples of clip.channels)
    for (let i = 0; i < samples.length; i++) {
      const block = Math.floor(i / GAIN_STEP);
      const share = (i - block * GAIN_STEP) / GAIN_STEP;
      samples[i] *= gains[block] + (gains[block + 1] - gains[block]) * share;
    }
}

/** High shelf of slope 1 at 2.5 kHz (R. Bristow-Johnson, Audio EQ Cookbook), in place. Too low a rate has no highs. */
export function applyBrightness(clip: AudioClip, brightnessDb: number): void {
  if (brightnessDb === 0 || clip.sampleRateHz < 2.2 * SHELF_HZ) return;
  const a = 10 ** (brightnessDb / 40);
  const omega = (2 * Math.PI * SHELF_HZ) / clip.sampleRateHz;
  const cos = Math.cos(omega);
  const alpha = (Math.sin(omega) / 2) * Math.SQRT2;
  const root = 2 * Math.sqrt(a) * alpha;
  const norm = a + 1 - (a - 1) * cos + root;
  const b0 = (a * (a + 1 + (a - 1) * cos + root)) / norm;
  const b1 = (-2 * a * (a - 1 + (a + 1) * cos)) / norm;
  const b2 = (a * (a + 1 + (a - 1) * cos - root)) / norm;
  const a1 = (2 * (a - 1 - (a + 1) * cos)) / norm;
  const a2 = (a + 1 - (a - 1) * cos - root) / norm;
  for (const samples of clip.channels) {
    let [s1, s2] = [0, 0];
    for (let i = 0; i < samples.length; i++) {
      const x = samples[i];
      const y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      samples[i] = y;
    }
  }
}

export function applyGain(clip: AudioClip, gain: number): void {
  if (gain === 1) return;
  for (const samples of clip.channels) for (let i = 0; i < samples.length; i++) samples[i] *= gain;
}

export function samplePeak(clip: AudioClip): number {
  let peak = 0;
  for (const samples of clip.channels)
    for (let i = 0; i < samples.length; i++) {
      const magnitude = Math.abs(samples[i]);
      if (magnitude > peak) peak = magnitude;
    }
  return peak;
}
