/** The samples of a WAV file of 16 bits as voice programs and engines hand it over. */
export interface SpokenWav {
  /** The first channel, -1..1. */
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
}

/**
 * Reads a small WAV file in memory. Lengths in its headers are not trusted: programs that write to a pipe cannot know
 * them and put placeholders there.
 * @param who made it, for the error
 * @throws Error when it is no WAV file of 16-bit samples
 */
export function readSpokenWav(wav: Buffer, who: string): SpokenWav {
  const isWav =
    wav.length >= 44 && wav.toString('latin1', 0, 4) === 'RIFF' && wav.toString('latin1', 8, 12) === 'WAVE';
  let at = 12;
  let format: { channels: number; sampleRateHz: number } | null = null;
  while (isWav && at + 8 <= wav.length) {
    const name = wav.toString('latin1', at, at + 4);
    const length = wav.readUInt32LE(at + 4);
    const body = at + 8;
    if (
      name === 'fmt ' &&
      body + 16 <= wav.length &&
      wav.readUInt16LE(body) === 1 &&
      wav.readUInt16LE(body + 14) === 16
    )
      format = { channels: wav.readUInt16LE(body + 2), sampleRateHz: wav.readUInt32LE(body + 4) };
    if (name === 'data' && format !== null) {
      const end = Math.min(wav.length, body + length);
      const step = 2 * format.channels;
      const samples = new Float32Array(Math.floor((end - body) / step));
      for (let i = 0; i < samples.length; i++) samples[i] = wav.readInt16LE(body + i * step) / 32_768;
      return { samples, sampleRateHz: format.sampleRateHz };
    }
    at = body + length + (length % 2);
  }
  throw new Error(`${who} wrote no sound that can be read.`);
}
