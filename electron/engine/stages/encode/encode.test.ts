import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createAudioClip } from '../../runtime/audio.ts';
import { aacSampleRateHz, encodeArgs } from './encodeArgs.ts';
import { checkOutPath } from './index.ts';
import { wavHeader } from '../../runtime/wavFile.ts';
import { writeVoiceFile } from './voiceFile.ts';

const plan = {
  widthPx: 1080,
  heightPx: 1920,
  fps: 25,
  voiceFile: '/tmp/-odd:name.wav',
  sampleRateHz: 44_100,
  channels: 2,
  outFile: '/tmp/out.mp4',
};

const after = (args: readonly string[], option: string): string | undefined => args[args.indexOf(option) + 1];

test('the argument list states size and rates, puts the index at the front, and does not cut the sound at the last frame', () => {
  const args = encodeArgs(plan);
  expect(after(args, '-s')).toBe('1080x1920');
  expect(args).not.toContain('-frames:v');
  expect(after(args, '-ar')).toBe('44100');
  expect(after(args, '-b:a')).toBe('192000');
  expect(after(args, '-movflags')).toBe('+faststart');
  expect(args).toContain('file:/tmp/-odd:name.wav');
  expect(args.at(-1)).toBe('file:/tmp/out.mp4');
});

test('AAC carries the voice at its own rate where the format has it, else at the next higher one', () => {
  expect([8000, 16_000, 22_050, 44_100, 48_000, 96_000].map(aacSampleRateHz)).toEqual([
    8000, 16_000, 22_050, 44_100, 48_000, 96_000,
  ]);
  expect(aacSampleRateHz(37_800)).toBe(44_100);
  expect(aacSampleRateHz(192_000)).toBe(96_000);
});

test('the voice is written sample for sample, channels interleaved', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-encode-'));
  try {
    const clip = createAudioClip(48_000, 2, 70_000);
    clip.channels[0].forEach((_, i, samples) => (samples[i] = i / 70_000));
    clip.channels[1].fill(-0.5);
    const file = path.join(folder, 'v.wav');
    await writeVoiceFile(clip, file, new AbortController().signal);
    const bytes = await readFile(file);
    expect(bytes.length).toBe(44 + 70_000 * 2 * 4);
    expect(bytes.readUInt32LE(24)).toBe(48_000);
    expect(bytes.readUInt32LE(40)).toBe(70_000 * 8);
    expect(bytes.readFloatLE(44 + 69_999 * 8)).toBeCloseTo(69_999 / 70_000, 6);
    expect(bytes.readFloatLE(44 + 69_999 * 8 + 4)).toBe(-0.5);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a size beyond four gigabytes does not wrap around', () => {
  expect(
    wavHeader({ sampleRateHz: 192_000, channelCount: 8, length: 700_000_000 }, 'float32').readUInt32LE(40),
  ).toBe(0xffff_ffff - 50);
});

test('an output that cannot be written is refused before any work', async () => {
  await expect(checkOutPath('/no/such/folder/a.mp4')).rejects.toMatchObject({
    kind: 'input',
    code: 'out-folder',
  });
  await expect(checkOutPath(path.join(os.tmpdir(), 'a.avi'))).rejects.toMatchObject({ code: 'out-not-mp4' });
});
