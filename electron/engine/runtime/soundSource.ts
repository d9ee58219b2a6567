/** Sound that is read stretch by stretch, wherever it lies: in memory or in a file. */
import { createAudioClip, type AudioClip } from './audio.ts';

/** Samples per channel that are read at a time. */
export const STRETCH_SAMPLES = 65_536;

export interface SoundSource {
  readonly sampleRateHz: number;
  readonly channelCount: number;
  /** Samples per channel. */
  readonly length: number;
  /**
   * Samples `start` up to `end - 1`, both within the sound.
   * @returns one array per channel, only to be read, and only until the next call
   * @throws what the file system says of a file that cannot be read any more
   */
  read(start: number, end: number): readonly Float32Array[];
}

/** A sound as a source; a clip lends its own samples. */
export function sourceOf(sound: AudioClip | SoundSource): SoundSource {
  if ('read' in sound) return sound;
  const { sampleRateHz, channels, length } = sound;
  return {
    sampleRateHz,
    channelCount: channels.length,
    length,
    read: (start, end) => channels.map((samples) => samples.subarray(start, end)),
  };
}

/** The sound as a whole in memory; a clip is that already. */
export function clipOf(sound: AudioClip | SoundSource): AudioClip {
  if (!('read' in sound)) return sound;
  const clip = createAudioClip(sound.sampleRateHz, sound.channelCount, sound.length);
  for (let start = 0; start < sound.length; start += STRETCH_SAMPLES)
    sound
      .read(start, Math.min(sound.length, start + STRETCH_SAMPLES))
      .forEach((samples, channel) => clip.channels[channel].set(samples, start));
  return clip;
}
