import { open } from 'node:fs/promises';
import { throwIfCancelled } from '../../../../shared/errors.ts';
import type { AudioClip } from '../../runtime/audio.ts';
import { spoolInto, type SpooledSound } from '../../runtime/spooledSound.ts';
import { wavHeader } from '../../runtime/wavFile.ts';

const BYTES_PER_SAMPLE = 4;
const CHUNK_SAMPLES = 65_536;

/** Writes a clip sample for sample, in pieces, so that an hour of sound needs no second copy in memory. */
export async function writeVoiceFile(clip: AudioClip, file: string, signal: AbortSignal): Promise<void> {
  const channels = clip.channels.length;
  const handle = await open(file, 'wx');
  try {
    await handle.write(wavHeader({ ...clip, channelCount: channels }, 'float32'));
    const chunk = new Float32Array(CHUNK_SAMPLES * channels);
    for (let start = 0; start < clip.length; start += CHUNK_SAMPLES) {
      throwIfCancelled(signal);
      const count = Math.min(CHUNK_SAMPLES, clip.length - start);
      clip.channels.forEach((samples, channel) => {
        for (let i = 0; i < count; i++) chunk[i * channels + channel] = samples[start + i];
      });
      await handle.write(new Uint8Array(chunk.buffer, 0, count * channels * BYTES_PER_SAMPLE));
    }
  } finally {
    await handle.close();
  }
}

/** Puts a sound into a temporary file of its own, so that its memory can go before drawing starts. */
export const spoolSound = (clip: AudioClip, signal: AbortSignal): Promise<SpooledSound> =>
  spoolInto(clip.sampleRateHz, async (file) => {
    await writeVoiceFile(clip, file, signal);
    return clip.channels.length;
  });
