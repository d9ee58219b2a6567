import { mkdtemp, open, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inputError, throwIfCancelled } from '../../../../shared/errors.ts';
import type { AudioClip } from '../../runtime/audio.ts';
import { ownMark } from '../../runtime/ownFiles.ts';

const BYTES_PER_SAMPLE = 4;
const CHUNK_SAMPLES = 65_536;

/** Header of a 32-bit float WAV (RIFF, format tag 3). Sizes beyond 4 GiB are written as "until the end". */
export function wavHeader(sampleRateHz: number, channels: number, length: number): Buffer {
  const dataBytes = Math.min(0xffff_ffff - 50, length * channels * BYTES_PER_SAMPLE);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(dataBytes + 36, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(3, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRateHz, 24);
  header.writeUInt32LE(sampleRateHz * channels * BYTES_PER_SAMPLE, 28);
  header.writeUInt16LE(channels * BYTES_PER_SAMPLE, 32);
  header.writeUInt16LE(BYTES_PER_SAMPLE * 8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}

/** Writes a clip sample for sample, in pieces, so that an hour of sound needs no second copy in memory. */
export async function writeVoiceFile(clip: AudioClip, file: string, signal: AbortSignal): Promise<void> {
  const channels = clip.channels.length;
  const handle = await open(file, 'wx');
  try {
    await handle.write(wavHeader(clip.sampleRateHz, channels, clip.length));
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

/** A sound that waits in a file until the encoder reads it. */
export interface SpooledSound {
  readonly file: string;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Removes the file and its folder. */
  dispose(): Promise<void>;
}

/**
 * Makes a sound in a temporary folder of its own.
 * @param write makes `file`, and may use the folder it lies in; says how many channels it wrote
 * @throws whatever `write` throws, and nothing is left then; `input` temp-full
 */
export async function spoolInto(
  sampleRateHz: number,
  write: (file: string) => Promise<number>,
): Promise<SpooledSound> {
  const folder = await mkdtemp(path.join(os.tmpdir(), `kotohogi-${ownMark()}`));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const file = path.join(folder, 'voice.wav');
    return { channels: await write(file), file, sampleRateHz, dispose };
  } catch (thrown) {
    await dispose();
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC')
      throw inputError(
        'temp-full',
        `The folder for temporary files "${os.tmpdir()}" has no room for the voice.`,
        'Free some space there, then render again.',
        thrown,
      );
    throw thrown;
  }
}

/** Puts a sound into a temporary file of its own, so that its memory can go before drawing starts. */
export const spoolSound = (clip: AudioClip, signal: AbortSignal): Promise<SpooledSound> =>
  spoolInto(clip.sampleRateHz, async (file) => {
    await writeVoiceFile(clip, file, signal);
    return clip.channels.length;
  });
