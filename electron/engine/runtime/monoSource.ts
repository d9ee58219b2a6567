/** One channel of sound that is read stretch by stretch, wherever it lies. */
import { STRETCH_SAMPLES, type SoundSource } from './soundSource.ts';

export interface MonoSource {
  readonly length: number;
  /** Samples `start` up to `end - 1`, both within the sound: only to be read, and only until the next call. */
  read(start: number, end: number): Float32Array;
}

/** Samples in memory, or a source of them. */
export type MonoSound = Float32Array | MonoSource;

/** A sound as a source; what lies in memory is lent. */
export const monoOf = (sound: MonoSound): MonoSource =>
  sound instanceof Float32Array
    ? { length: sound.length, read: (start, end) => sound.subarray(start, end) }
    : sound;

/** The whole of a sound in memory; what lies there already is lent. */
export function wholeOf(sound: MonoSound): Float32Array {
  if (sound instanceof Float32Array) return sound;
  const whole = new Float32Array(sound.length);
  for (let start = 0; start < whole.length; start += STRETCH_SAMPLES)
    whole.set(sound.read(start, Math.min(whole.length, start + STRETCH_SAMPLES)), start);
  return whole;
}

/** Adds the mean of all channels to zeros. */
export function addMean(channels: readonly Float32Array[], into: Float32Array): void {
  for (const channel of channels)
    for (let i = 0; i < into.length; i++) into[i] += channel[i] / channels.length;
}

/** The mean of all channels. */
export function mixedMono(sound: SoundSource): MonoSource {
  if (sound.channelCount === 1)
    return { length: sound.length, read: (start, end) => sound.read(start, end)[0] };
  let mixed = new Float32Array(0);
  return {
    length: sound.length,
    read(start, end) {
      if (mixed.length < end - start) mixed = new Float32Array(end - start);
      const stretch = mixed.subarray(0, end - start).fill(0);
      addMean(sound.read(start, end), stretch);
      return stretch;
    },
  };
}
