import { STRETCH_SAMPLES, type SoundSource } from '../../runtime/soundSource.ts';

/** One channel of sound that is read stretch by stretch. */
export interface MonoSource {
  readonly length: number;
  /** Samples `start` up to `end - 1`, both within the sound: only to be read, and only until the next call. */
  read(start: number, end: number): Float32Array;
}

const SAMPLES = Symbol('samples');

/** What lies in memory already. */
interface MonoInMemory extends MonoSource {
  readonly [SAMPLES]: Float32Array;
}

export const monoOf = (samples: Float32Array): MonoSource => {
  const source: MonoInMemory = {
    [SAMPLES]: samples,
    length: samples.length,
    read: (start, end) => samples.subarray(start, end),
  };
  return source;
};

const isInMemory = (source: MonoSource): source is MonoInMemory => SAMPLES in source;

/** The whole of a sound in memory; what lies there already is lent. */
export function wholeOf(source: MonoSource): Float32Array {
  if (isInMemory(source)) return source[SAMPLES];
  const whole = new Float32Array(source.length);
  for (let start = 0; start < whole.length; start += STRETCH_SAMPLES)
    whole.set(source.read(start, Math.min(whole.length, start + STRETCH_SAMPLES)), start);
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
