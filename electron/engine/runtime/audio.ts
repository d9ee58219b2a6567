/** Decoded sound: one Float32Array per channel, nominal range -1..1, all of the same length. */
export interface AudioClip {
  readonly sampleRateHz: number;
  readonly channels: readonly Float32Array<SharedArrayBuffer>[];
  /** Samples per channel. */
  readonly length: number;
}

export const durationSecOf = ({ length, sampleRateHz }: Pick<AudioClip, 'length' | 'sampleRateHz'>): number =>
  length / sampleRateHz;

export function createAudioClip(sampleRateHz: number, channelCount: number, length: number): AudioClip {
  const channels = Array.from(
    { length: channelCount },
    () => new Float32Array(new SharedArrayBuffer(length * 4)),
  );
  return { sampleRateHz, channels, length };
}
