import { open, rename, rm } from 'node:fs/promises';
import { throwIfCancelled } from '../../../shared/errors.ts';
import type { AudioClip } from './audio.ts';
import { seededRandom } from './random.ts';
import type { SoundSource } from './soundSource.ts';

/** Samples as whole numbers of 16 or 24 bits, or as 32-bit floating point. */
export type WavFormat = 'pcm16' | 'pcm24' | 'float32';

const BYTES: Readonly<Record<WavFormat, number>> = { pcm16: 2, pcm24: 3, float32: 4 };
const CHUNK_SAMPLES = 65_536;
export const WAV_HEADER_BYTES = 44;
/** Sizes beyond what RIFF can say are written as "until the end". */
const MAX_DATA_BYTES = 0xffff_ffff - 50;

const FULL_SCALE_16 = 2 ** 15;
const FULL_SCALE_24 = 2 ** 23;

/** The smallest format that holds every sample exactly: 16 bits for what came from 16 bits. */
export function exactWavFormat(clip: AudioClip): WavFormat {
  const fits = (fullScale: number): boolean =>
    clip.channels.every((samples) =>
      samples.every((x) => Number.isInteger(x * fullScale) && x >= -1 && x * fullScale < fullScale),
    );
  if (fits(FULL_SCALE_16)) return 'pcm16';
  return fits(FULL_SCALE_24) ? 'pcm24' : 'float32';
}

/** Format for processed sound: that of the original where it has whole numbers, else 24 bits. */
export function processedWavFormat(original: AudioClip): WavFormat {
  return exactWavFormat(original) === 'pcm16' ? 'pcm16' : 'pcm24';
}

/**
 * Writes a clip as a WAV file, in pieces, beside its place first and renamed when complete.
 *
 * 16 bits are dithered (triangular, two steps wide, the same for the same sound), except samples that are whole steps
 * already: untouched stretches and digital silence stay what they are. 24 bits are rounded.
 * @throws KotohogiError kind `cancelled`; the place is then as it was before
 */
export async function writeWavFile(
  clip: AudioClip,
  path: string,
  format: WavFormat,
  signal: AbortSignal,
): Promise<void> {
  const partial = `${path}.${process.pid}.partial`;
  try {
    const handle = await open(partial, 'w');
    try {
      const channelCount = clip.channels.length;
      await handle.write(wavHeader({ ...clip, channelCount }, format));
      const chunk = Buffer.alloc(CHUNK_SAMPLES * channelCount * BYTES[format]);
      const writeSample = sampleWriter(format, chunk);
      for (let start = 0; start < clip.length; start += CHUNK_SAMPLES) {
        throwIfCancelled(signal);
        const count = Math.min(CHUNK_SAMPLES, clip.length - start);
        let at = 0;
        for (let i = 0; i < count; i++)
          for (const samples of clip.channels) {
            writeSample(samples[start + i], at);
            at += BYTES[format];
          }
        await handle.write(chunk, 0, at);
      }
    } finally {
      await handle.close();
    }
    await rename(partial, path);
  } catch (thrown) {
    await rm(partial, { force: true });
    throw thrown;
  }
}

/** The header of a WAV file (RIFF), in front of its samples. @param length samples per channel */
export function wavHeader(
  { sampleRateHz, channelCount, length }: Omit<SoundSource, 'read'>,
  format: WavFormat,
): Buffer {
  const frameBytes = channelCount * BYTES[format];
  const dataBytes = Math.min(MAX_DATA_BYTES, length * frameBytes);
  const header = Buffer.alloc(WAV_HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(dataBytes + WAV_HEADER_BYTES - 8, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(format === 'float32' ? 3 : 1, 20);
  header.writeUInt16LE(channelCount, 22);
  header.writeUInt32LE(sampleRateHz, 24);
  header.writeUInt32LE(sampleRateHz * frameBytes, 28);
  header.writeUInt16LE(frameBytes, 32);
  header.writeUInt16LE(BYTES[format] * 8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}

function sampleWriter(format: WavFormat, chunk: Buffer): (x: number, at: number) => void {
  const random = seededRandom(1);
  const whole = (x: number, fullScale: number): number =>
    Math.max(-fullScale, Math.min(fullScale - 1, Math.round(x)));
  switch (format) {
    case 'pcm16':
      return (x, at) => {
        const steps = x * FULL_SCALE_16;
        const dither = Number.isInteger(steps) ? 0 : random() - random();
        chunk.writeInt16LE(whole(steps + dither, FULL_SCALE_16), at);
      };
    case 'pcm24':
      return (x, at) => void chunk.writeIntLE(whole(x * FULL_SCALE_24, FULL_SCALE_24), at, 3);
    case 'float32':
      return (x, at) => void chunk.writeFloatLE(x, at);
  }
}
