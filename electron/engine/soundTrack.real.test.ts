import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Music } from '../../shared/contract/export.ts';
import { MUSIC_DEFAULTS } from '../../shared/contract/exportConstants.ts';
import { findFfmpeg } from './ffmpeg/locate.ts';
import { fileUrl, ownWavArgs, runFfmpeg } from './ffmpeg/run.ts';
import { createAudioClip } from './runtime/audio.ts';
import { writeWavFile } from './runtime/wavFile.ts';
import { spoolTrack } from './soundTrack.ts';

const ffmpegPath = await findFfmpeg().then(
  (found) => found.path,
  () => null,
);
if (ffmpegPath === null) console.warn('Skipped: decoding music needs an ffmpeg, and none was found.');

const { signal } = new AbortController();
const context = { ffmpegPath: ffmpegPath ?? '', signal, progress: { report: () => undefined } };
const RATE = 24_000;
const SECONDS = 3;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-track-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const voice = createAudioClip(RATE, 1, SECONDS * RATE);
voice.channels[0].forEach((_, i, samples) => (samples[i] = 0.2 * Math.sin((2 * Math.PI * 210 * i) / RATE)));
const silentVoice = createAudioClip(RATE, 1, SECONDS * RATE);
const speech = { activity: new Uint8Array(SECONDS * 100), stepSec: 0.01 };

const settings = { ...MUSIC_DEFAULTS, gainDb: 0, duckDb: 0, fadeInSec: 0, fadeOutSec: 0 };
const musicOf = (file: string, wishes: Partial<Music> = {}): Music => ({
  ...settings,
  path: file,
  ...wishes,
});

/** A tone at another rate than the voice's, in another format. */
async function toneFile(
  name: string,
  channels: 1 | 2,
  sec: number,
  codec: readonly string[],
): Promise<string> {
  const clip = createAudioClip(44_100, channels, sec * 44_100);
  for (const samples of clip.channels)
    samples.forEach((_, i) => (samples[i] = 0.25 * Math.sin((2 * Math.PI * 441 * i) / 44_100)));
  const wav = path.join(folder, `${name}.wav`);
  await writeWavFile(clip, wav, 'pcm16', signal);
  const file = path.join(folder, name);
  await runFfmpeg([...ownWavArgs(wav), ...codec, '-y', fileUrl(file)], context);
  return file;
}

/** Left channel of a spooled sound. */
async function leftOf(file: string, channels: number): Promise<Float32Array> {
  const bytes = await readFile(file);
  const all = new Float32Array(new Uint8Array(bytes.subarray(44)).buffer);
  return all.filter((_, i) => i % channels === 0);
}
const rms = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
const spoolFolders = async (): Promise<string[]> =>
  (await readdir(os.tmpdir())).filter((name) => name.startsWith('kotohogi-')).sort();

describe.skipIf(ffmpegPath === null)('spoolTrack', () => {
  it.each([
    ['mono', 'tone.flac', 1, ['-c:a', 'flac'], 0],
    ['stereo', 'tone.ogg', 2, ['-c:a', 'libvorbis', '-q:a', '8'], 0.06],
    // LAME lowers what it encodes by 3 %; the centre of 5.1 is heard from both sides.
    ['MP3', 'tone.mp3', 2, ['-c:a', 'libmp3lame', '-b:a', '192k'], -0.265],
    ['5.1', 'surround.wav', 1, ['-af', 'pan=5.1|FC=c0', '-c:a', 'pcm_s16le'], -3.01],
    ['the sound of a video', 'tone.mp4', 1, ['-c:a', 'aac', '-b:a', '192k'], 0],
  ] as const)(
    'decodes music at the rate of the voice and at its own level: %s',
    async (_what, name, channels, codec, ownDb) => {
      const file = await toneFile(name, channels, 4, codec);
      const { sound, warnings } = await spoolTrack(silentVoice, musicOf(file), speech, context);
      try {
        expect(sound).toMatchObject({ channels: 2, sampleRateHz: RATE });
        expect(warnings).toEqual([]);
        const left = await leftOf(sound.file, 2);
        expect(left).toHaveLength(SECONDS * RATE);
        const middle = left.subarray(RATE, 2 * RATE);
        expect(20 * Math.log10(rms(middle) / (0.25 / Math.SQRT2))).toBeCloseTo(ownDb, 1);
        const crossings = middle.filter((x, i) => i > 0 && x >= 0 && middle[i - 1] < 0).length;
        expect(Math.abs(crossings - 441)).toBeLessThanOrEqual(1);
      } finally {
        await sound.dispose();
      }
    },
  );

  it('begins the music where it is told to, and again where it ends', async () => {
    const file = await toneFile('short.wav', 1, 1, ['-c:a', 'pcm_s16le']);
    const once = await spoolTrack(
      silentVoice,
      musicOf(file, { startSec: 0.5, loop: false }),
      speech,
      context,
    );
    const left = await leftOf(once.sound.file, 2);
    await once.sound.dispose();
    expect(rms(left.subarray(0, 0.45 * RATE))).toBeCloseTo(0.25 / Math.SQRT2, 2);
    expect(rms(left.subarray(0.6 * RATE))).toBe(0);
    const again = await spoolTrack(silentVoice, musicOf(file), speech, context);
    expect(rms((await leftOf(again.sound.file, 2)).subarray(2.5 * RATE))).toBeCloseTo(0.25 / Math.SQRT2, 2);
    await again.sound.dispose();
  });

  it('without music writes the voice sample for sample', async () => {
    const { sound } = await spoolTrack(voice, null, speech, context);
    expect(sound.channels).toBe(1);
    expect(await leftOf(sound.file, 1)).toEqual(Float32Array.from(voice.channels[0]));
    await sound.dispose();
  });

  it('refuses what is no music by name, and leaves nothing behind', async () => {
    const text = path.join(folder, 'notes.txt');
    await writeFile(text, 'la la la');
    const mute = path.join(folder, 'mute.mp4');
    const pictures = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', '64x64', '-i', 'pipe:0'];
    await runFfmpeg([...pictures, '-y', fileUrl(mute)], {
      ...context,
      stdin: (pipe) => pipeline(Readable.from([Buffer.alloc(64 * 64 * 25, 128)]), pipe),
    });
    const whole = await toneFile('cut.wav', 1, 2, ['-c:a', 'pcm_s16le']);
    await writeFile(whole, (await readFile(whole)).subarray(0, 90_000));
    const before = await spoolFolders();
    for (const [music, code] of [
      [musicOf(path.join(folder, 'gone.mp3')), 'music-not-found'],
      [musicOf(folder), 'music-is-folder'],
      [musicOf(text), 'music-not-audio'],
      [musicOf(mute), 'music-no-sound'],
      [musicOf(whole), 'music-corrupt'],
      [musicOf(await toneFile('early.wav', 1, 1, []), { startSec: 5 }), 'music-ends-before'],
    ] as const)
      await expect(spoolTrack(voice, music, speech, context), code).rejects.toMatchObject({
        kind: 'input',
        code,
      });
    expect(await spoolFolders()).toEqual(before);
  });

  it('says when the music had to give way', async () => {
    const file = await toneFile('loud.wav', 2, 4, ['-af', 'volume=12dB', '-c:a', 'pcm_f32le']);
    const { sound, warnings } = await spoolTrack(voice, musicOf(file, { gainDb: 6 }), speech, context);
    await sound.dispose();
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toMatch(/^The music was lowered by 7\.\d dB/);
    expect(warnings[1]).toMatch(/^The music gave way for \d\.\d s/);
  });
});
