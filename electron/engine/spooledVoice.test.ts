import { existsSync, truncateSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { levelReference } from './stages/lipsync/engines/builtin/track/mel.ts';
import { analyseVoiceProsody, phrasesOf } from './stages/prosody/analysis/index.ts';
import { decimate, decimated } from './stages/prosody/decimate.ts';
import { analyseSpeech } from './stages/voice/index.ts';
import { requireVoice } from './stages/voice/music.ts';
import { resampleToMono } from './stages/voice/resample.ts';
import type { AudioClip } from './runtime/audio.ts';
import { mixedMono, monoOf, wholeOf } from './runtime/monoSource.ts';
import { clipOf, sourceOf } from './runtime/soundSource.ts';
import { createSoundFolder, spoolInto, type SoundFile, type SoundFolder } from './runtime/spooledSound.ts';
import { writeWavFile } from './runtime/wavFile.ts';
import { bytesOf, clipInFile, voiceClip } from './spooledVoiceFixture.ts';

const { signal } = new AbortController();
let sounds: SoundFolder;
let folder = '';
beforeAll(async () => {
  sounds = await createSoundFolder();
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-spooled-'));
});
afterAll(async () => {
  await sounds.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** Element by element, long arrays take seconds. */
function expectSame(heard: Float32Array, expected: Float32Array): void {
  expect(heard.length).toBe(expected.length);
  expect(bytesOf(heard).equals(bytesOf(expected))).toBe(true);
}
const inFile = (clip: AudioClip): SoundFile => clipInFile(sounds, clip);

describe('a sound in a file', () => {
  it('is the WAV file that a clip is written as, and gives back every stretch of it', async () => {
    const clip = voiceClip(8_000, 3, 1.7);
    const source = inFile(clip);
    const plain = path.join(folder, 'plain.wav');
    await writeWavFile(clip, plain, 'float32', signal);
    expect(Buffer.compare(await readFile(source.file), await readFile(plain))).toBe(0);
    for (const [start, end] of [
      [0, 1],
      [0, 999],
      [5_000, 5_123],
      [clip.length - 3, clip.length],
      [77, 77],
    ] as const)
      expect(source.read(start, end).map((samples) => [...samples])).toEqual(
        clip.channels.map((samples) => [...samples.subarray(start, end)]),
      );
    clipOf(source).channels.forEach((samples, channel) => {
      expectSame(samples, clip.channels[channel]);
    });
  });

  it('says so when somebody cut it short', () => {
    const source = inFile(voiceClip(8_000, 1, 0.5));
    truncateSync(source.file, 1_000);
    expect(() => source.read(3_000, 4_000)).toThrow(/shorter/);
  });

  it.each([
    [8_000, 1],
    [16_000, 1],
    [16_000, 2],
    [44_100, 2],
    [48_000, 2],
    [96_000, 1],
  ])('is heard as the same clip in memory is, to the bit: %i Hz, %i channels', (rateHz, channelCount) => {
    const clip = voiceClip(rateHz, channelCount, 3.303);
    const source = inFile(clip);
    const room = { signal, progress: { report: () => undefined } };
    const facts = { path: 'voice.wav', sha256: '', durationSec: clip.length / rateHz, warnings: [] };
    expectSame(resampleToMono(source, 16_000), resampleToMono(clip, 16_000));
    expect(phrasesOf(source)).toEqual(analyseVoiceProsody({ ...facts, clip }).phrases);
    expect(phrasesOf(source).length).toBe(3);
    expect(requireVoice({ ...facts, clip: source })).toEqual(requireVoice({ ...facts, clip }));
    const { wav2lipMel, mono16k, ...heard } = analyseSpeech({ ...facts, clip: source }, room);
    const { wav2lipMel: mel, mono16k: mono, ...expected } = analyseSpeech({ ...facts, clip }, room);
    expect(heard).toEqual(expected);
    expectSame(wholeOf(mono16k), wholeOf(mono));
    expectSame(levelReference(mono16k), levelReference(mono));
    expectSame(wav2lipMel.data, mel.data);
  });

  it.each([2, 3, 4, 8])('is decimated by %i to the same samples, wherever the reading begins', (factor) => {
    const clip = voiceClip(48_000, 2, 1.2345);
    const mono = Float32Array.from({ length: clip.length }, (_, i) =>
      Math.fround(Math.fround(clip.channels[0][i] / 2) + clip.channels[1][i] / 2),
    );
    const whole = decimate(mono, factor);
    const parts = decimated(mixedMono(inFile(clip)), factor);
    expect(parts.length).toBe(whole.length);
    for (const [start, end] of [
      [0, 5],
      [1, 2],
      [1_001, 3_003],
      [whole.length - 7, whole.length],
      [0, whole.length],
    ])
      expectSame(parts.read(start, end), whole.subarray(start, end));
    expect(decimated(monoOf(mono), factor).read(3, 10)).toEqual(whole.subarray(3, 10));
  });
});

describe('a temporary folder', () => {
  it('is gone when what is made in it fails, and a full disk is said in a sentence', async () => {
    let seen = '';
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    await expect(
      spoolInto(8_000, async (file) => {
        seen = file;
        await writeFile(file, 'the beginning');
        throw full;
      }),
    ).rejects.toMatchObject({ kind: 'input', code: 'temp-full' });
    expect(seen).not.toBe('');
    expect(existsSync(path.dirname(seen))).toBe(false);
  });
});

it('a clip lends its own samples', () => {
  const clip = voiceClip(8_000, 1, 0.1);
  expect(sourceOf(clip).read(10, 20)[0].buffer).toBe(clip.channels[0].buffer);
  expect(clipOf(clip)).toBe(clip);
});
