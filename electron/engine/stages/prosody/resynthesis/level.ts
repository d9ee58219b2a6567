/** Level after resynthesis: energy curve, brightness, loudness, and a limiter that never lets new clipping through. */
import { sampleCurve, type Curve } from '../../../../../shared/prosody/curve.ts';
import { toAdjusted, type TimeMap } from '../../../../../shared/prosody/timeMap.ts';
import type { AudioClip } from '../../../runtime/audio.ts';
import { sourceOf, STRETCH_SAMPLES, type SoundSource } from '../../../runtime/soundSource.ts';

/** The gain is evaluated this often, in samples, and linear in between. */
const GAIN_STEP = 64;
const SHELF_HZ = 2500;

export const amplitudeOf = (db: number): number => 10 ** (db / 20);

/** Changes samples in place, stretch after stretch from the beginning on. `start` is where the stretch begins. */
export type ChangeLevel = (channels: readonly Float32Array[], start: number) => void;

/** Applies a curve of dB over original time to adjusted sound, in place. */
export function applyGainCurve(clip: AudioClip, gainDb: Curve, timeMap: TimeMap): void {
  gainCurve(gainDb, timeMap, clip.sampleRateHz)?.(clip.channels, 0);
}

/** @returns what applies a curve of dB over original time to adjusted sound; null where there is nothing to apply */
export function gainCurve(gainDb: Curve, timeMap: TimeMap, sampleRateHz: number): ChangeLevel | null {
  if (gainDb.length === 0) return null;
  const moved = gainDb.map(({ sec, value }) => ({ sec: toAdjusted(timeMap, sec), value }));
  return (channels, start) => {
    const end = start + channels[0].length;
    const firstBlock = Math.floor(start / GAIN_STEP);
    const gains = Float64Array.from({ length: Math.ceil(end / GAIN_STEP) + 1 - firstBlock }, (_, i) =>
      amplitudeOf(sampleCurve(moved, ((firstBlock + i) * GAIN_STEP) / sampleRateHz)),
    );
    for (const samples of channels)
      for (let i = 0; i < samples.length; i++) {
        const block = Math.floor((start + i) / GAIN_STEP);
        const share = (start + i - block * GAIN_STEP) / GAIN_STEP;
        const at = block - firstBlock;
        samples[i] *= gains[at] + (gains[at + 1] - gains[at]) * share;
      }
  };
}

/** High shelf of slope 1 at 2.5 kHz (R. Bristow-Johnson, Audio EQ Cookbook), in place. Too low a rate has no highs. */
export function applyBrightness(clip: AudioClip, brightnessDb: number): void {
  brightness(brightnessDb, clip.sampleRateHz, clip.channels.length)?.(clip.channels, 0);
}

/** The same for sound that comes in stretches; null where there is nothing to apply. */
export function brightness(
  brightnessDb: number,
  sampleRateHz: number,
  channelCount: number,
): ChangeLevel | null {
  if (brightnessDb === 0 || sampleRateHz < 2.2 * SHELF_HZ) return null;
  const a = 10 ** (brightnessDb / 40);
  const omega = (2 * Math.PI * SHELF_HZ) / sampleRateHz;
  const cos = Math.cos(omega);
  const alpha = (Math.sin(omega) / 2) * Math.SQRT2;
  const root = 2 * Math.sqrt(a) * alpha;
  const norm = a + 1 - (a - 1) * cos + root;
  const b0 = (a * (a + 1 + (a - 1) * cos + root)) / norm;
  const b1 = (-2 * a * (a - 1 + (a + 1) * cos)) / norm;
  const b2 = (a * (a + 1 + (a - 1) * cos - root)) / norm;
  const a1 = (2 * (a - 1 - (a + 1) * cos)) / norm;
  const a2 = (a + 1 - (a - 1) * cos - root) / norm;
  const states = Array.from({ length: channelCount }, () => ({ s1: 0, s2: 0 }));
  return (channels) => {
    for (const [channel, samples] of channels.entries()) {
      let { s1, s2 } = states[channel];
      for (let i = 0; i < samples.length; i++) {
        const x = samples[i];
        const y = b0 * x + s1;
        s1 = b1 * x - a1 * y + s2;
        s2 = b2 * x - a2 * y;
        samples[i] = y;
      }
      states[channel] = { s1, s2 };
    }
  };
}

export function applyGain(clip: AudioClip, gain: number): void {
  if (gain === 1) return;
  for (const samples of clip.channels) for (let i = 0; i < samples.length; i++) samples[i] *= gain;
}

export function samplePeak(sound: AudioClip | SoundSource): number {
  const source = sourceOf(sound);
  let peak = 0;
  for (let start = 0; start < source.length; start += STRETCH_SAMPLES)
    for (const samples of source.read(start, Math.min(source.length, start + STRETCH_SAMPLES)))
      for (let i = 0; i < samples.length; i++) {
        const magnitude = Math.abs(samples[i]);
        if (magnitude > peak) peak = magnitude;
      }
  return peak;
}
