import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAudioClip, type AudioClip } from './audio.ts';
import { exactWavFormat, processedWavFormat, writeWavFile, type WavFormat } from './wavFile.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-wav-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const clipOf = (...channels: number[][]): AudioClip => {
  const clip = createAudioClip(16_000, channels.length, channels[0].length);
  channels.forEach((samples, c) => clip.channels[c].set(samples));
  return clip;
};
const never = new AbortController().signal;

async function written(clip: AudioClip, format: WavFormat): Promise<Buffer> {
  const file = path.join(folder, `${format}.wav`);
  await writeWavFile(clip, file, format, never);
  return readFile(file);
}

it('finds the smallest format that is exact', () => {
  expect(exactWavFormat(clipOf([0, 1 / 32_768, -1, 0.5]))).toBe('pcm16');
  expect(exactWavFormat(clipOf([0, 1 / 65_536]))).toBe('pcm24');
  expect(exactWavFormat(clipOf([0, 1]))).toBe('float32');
  expect(exactWavFormat(clipOf([0.5], [0.1]))).toBe('float32');
  expect(processedWavFormat(clipOf([0.25]))).toBe('pcm16');
  expect(processedWavFormat(clipOf([0.1]))).toBe('pcm24');
});

it('writes header and interleaved samples', async () => {
  const bytes = await written(clipOf([0.5, -0.5, 0], [1 / 32_768, -1, 0.25]), 'pcm16');
  expect(bytes.toString('latin1', 0, 4) + bytes.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ');
  expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
  expect([20, 22, 32, 34].map((at) => bytes.readUInt16LE(at))).toEqual([1, 2, 4, 16]);
  expect([24, 28, 40].map((at) => bytes.readUInt32LE(at))).toEqual([16_000, 64_000, 12]);
  expect(Array.from({ length: 6 }, (_, i) => bytes.readInt16LE(44 + 2 * i))).toEqual([
    16_384, 1, -16_384, -32_768, 0, 8192,
  ]);
});

it('keeps 24 bits and floats exactly', async () => {
  const fine = [1 / 8_388_608, -0.3125, 0.7];
  const pcm = await written(clipOf(fine), 'pcm24');
  expect([0, 1, 2].map((i) => pcm.readIntLE(44 + 3 * i, 3))).toEqual([1, -2_621_440, 5_872_026]);
  const float = await written(clipOf(fine), 'float32');
  expect([0, 1, 2].map((i) => float.readFloatLE(44 + 4 * i))).toEqual(fine.map(Math.fround));
});

it('dithers what lies between 16-bit steps, the same every time, and nothing else', async () => {
  const between = new Array<number>(20_000).fill(100.3 / 32_768);
  const bytes = await written(clipOf([...between, 0, 0.5]), 'pcm16');
  expect(await written(clipOf([...between, 0, 0.5]), 'pcm16')).toEqual(bytes);
  const values = Array.from({ length: 20_000 }, (_, i) => bytes.readInt16LE(44 + 2 * i));
  expect(values.reduce((sum, value) => sum + value) / values.length).toBeCloseTo(100.3, 1);
  expect(new Set(values)).toEqual(new Set([99, 100, 101]));
  expect([20_000, 20_001].map((i) => bytes.readInt16LE(44 + 2 * i))).toEqual([0, 16_384]);
});

it('does not run over full scale', async () => {
  const bytes = await written(clipOf([1.5, -1.5]), 'pcm16');
  expect([44, 46].map((at) => bytes.readInt16LE(at))).toEqual([32_767, -32_768]);
});

it('leaves nothing behind when cancelled, and what was there in its place', async () => {
  const file = path.join(folder, 'kept.wav');
  await writeFile(file, 'before');
  const cancelled = AbortSignal.abort();
  await expect(writeWavFile(clipOf([0.5]), file, 'pcm16', cancelled)).rejects.toMatchObject({
    kind: 'cancelled',
  });
  expect(await readFile(file, 'utf8')).toBe('before');
  expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([]);
});
