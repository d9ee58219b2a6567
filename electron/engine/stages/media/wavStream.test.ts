import { describe, expect, it } from 'vitest';
import { ClipBuilder } from './clipBuilder.ts';
import { WavStream, type WavHeader } from './wavStream.ts';

/** A float WAV as ffmpeg writes it to a pipe: unknown lengths, an INFO chunk of odd length before the sound. */
function wavBytes(samples: readonly number[], channels: number, isExtensible: boolean, tag = 3): Buffer {
  const format = Buffer.alloc(isExtensible ? 40 : 16);
  format.writeUInt16LE(isExtensible ? 0xfffe : tag, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(48_000, 4);
  format.writeUInt16LE(32, 14);
  if (isExtensible) format.writeUInt16LE(tag, 24);
  const chunk = (id: string, size: number, body: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(id, 'latin1');
    head.writeUInt32LE(size, 4);
    return Buffer.concat([head, body]);
  };
  const data = Buffer.alloc(samples.length * 4);
  samples.forEach((sample, i) => data.writeFloatLE(sample, i * 4));
  return Buffer.concat([
    chunk('RIFF', 0xffffffff, Buffer.from('WAVE')),
    chunk('fmt ', format.length, format),
    chunk('LIST', 5, Buffer.from('INFOx\0')),
    chunk('data', 0xffffffff, data),
  ]);
}

function read(bytes: Buffer, chunkBytes: number): { header: WavHeader | null; samples: number[] } {
  const seen: { header: WavHeader | null; samples: number[] } = { header: null, samples: [] };
  const stream = new WavStream({
    onHeader: (header) => (seen.header = header),
    onFrames: (samples) => seen.samples.push(...samples),
  });
  for (let at = 0; at < bytes.length; at += chunkBytes) stream.push(bytes.subarray(at, at + chunkBytes));
  return seen;
}

describe('WavStream', () => {
  const samples = Array.from({ length: 30 }, (_, i) => i / 32);

  it.each([1, 3, 7, 64, 10_000])('reads the same samples in pieces of %i bytes', (chunkBytes) => {
    for (const isExtensible of [false, true]) {
      const { header, samples: got } = read(wavBytes(samples, 3, isExtensible), chunkBytes);
      expect(header).toEqual({ sampleRateHz: 48_000, channelCount: 3 });
      expect(got).toEqual(samples);
    }
  });

  it('leaves an incomplete last frame out', () => {
    expect(read(wavBytes(samples, 3, false).subarray(0, -2), 16).samples).toEqual(samples.slice(0, 27));
  });

  it('refuses what is not float WAV', () => {
    expect(() => read(wavBytes(samples, 1, false, 1), 100)).toThrow(/format 1/);
    expect(() => read(Buffer.from('OggS and so on, long enough'), 100)).toThrow(/WAV stream/);
  });
});

describe('ClipBuilder', () => {
  it('separates channels while their memory grows', () => {
    const frames = 300_000;
    const builder = new ClipBuilder(8_000, 2, frames);
    const part = new Float32Array(2_000);
    for (let start = 0; start < frames; start += 1_000) {
      for (let i = 0; i < 1_000; i++) part.set([(start + i) / 1e6, -(start + i) / 1e6], 2 * i);
      builder.append(part, 1_000);
    }
    const { sound: clip } = builder.finish();
    expect(clip.length).toBe(frames);
    for (const n of [0, 999, 65_535, 65_536, 262_144, 299_999]) {
      expect(clip.channels[0][n]).toBeCloseTo(n / 1e6, 6);
      expect(clip.channels[1][n]).toBeCloseTo(-n / 1e6, 6);
    }
  });

  it('takes no more than was reserved', () => {
    const builder = new ClipBuilder(8_000, 2, 100_000);
    builder.append(new Float32Array(200_000), 100_000);
    expect(() => builder.append(new Float32Array(2), 1)).toThrow(RangeError);
    expect(builder.finish().sound.length).toBe(100_000);
  });

  it('counts flat tops, not single peaks, and cleans what is no number', () => {
    const builder = new ClipBuilder(8_000, 1, 16);
    builder.append(Float32Array.of(1, 1, 0, 1, 1, 1, 1, 0, -1, -1, -1, NaN, 0.5, -Infinity, 5e9, 0), 16);
    const { sound: clip, statistics } = builder.finish();
    expect(statistics).toEqual({ peak: 1, clippedShare: 7 / 16, implausibleCount: 3 });
    expect([...clip.channels[0].subarray(11)]).toEqual([0, 0.5, 0, 0, 0]);
  });
});
