import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KotohogiError } from '../../../../shared/errors.ts';
import { findFfmpeg } from '../../ffmpeg/locate.ts';
import { ownMark } from '../../runtime/ownFiles.ts';
import { clipOf } from '../../runtime/soundSource.ts';
import { decodeVoice, spoolVoice } from './index.ts';
import type { Voice } from './types.ts';

const ffmpegPath = await findFfmpeg().then(
  (found) => found.path,
  () => null,
);
if (ffmpegPath === null) console.warn('Skipped: decoding of voices needs an ffmpeg, and none was found.');

const context = { signal: new AbortController().signal, ffmpegPath: ffmpegPath ?? '' };
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kotohogi-voice-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Writes a file by ffmpeg; the last argument is its name. */
async function make(...args: string[]): Promise<string> {
  const file = path.join(folder, args.pop() ?? '');
  await promisify(execFile)(context.ffmpegPath, [
    '-y',
    '-nostdin',
    '-loglevel',
    'error',
    ...args,
    `file:${file}`,
  ]);
  return file;
}

const TONE_PEAK = 0.3;
/** A 440 Hz tone; channel layout by ffmpeg's names. */
function tone(sec: number, rate: number, layout = 'mono', channels = 1): string[] {
  const expression = Array<string>(channels).fill(`${TONE_PEAK}*sin(440*2*PI*t)`).join('|');
  return ['-f', 'lavfi', '-i', `aevalsrc=${expression}:s=${rate}:d=${sec}:c=${layout}`];
}
const picture = ['-f', 'lavfi', '-i', 'testsrc=duration=1:size=64x64:rate=10'];

function expectTone({ clip }: Voice, tolerance: number): void {
  for (const samples of clip.channels) {
    // Least squares against sine and cosine of 440 Hz: the phase is free, for codecs that delay.
    const [from, to] = [Math.floor(clip.length * 0.3), Math.floor(clip.length * 0.7)];
    let [sine, cosine] = [0, 0];
    for (let n = from; n < to; n++) {
      const angle = (2 * Math.PI * 440 * n) / clip.sampleRateHz;
      sine += samples[n] * Math.sin(angle);
      cosine += samples[n] * Math.cos(angle);
    }
    expect(Math.abs((2 * Math.hypot(sine, cosine)) / (to - from) - TONE_PEAK)).toBeLessThan(tolerance);
  }
}

describe.skipIf(ffmpegPath === null)('decodeVoice', () => {
  it.each<[string, string[], number]>([
    ['a.wav', ['-c:a', 'pcm_s16le'], 1e-4],
    ['f32.wav', ['-c:a', 'pcm_f32le'], 1e-4],
    ['s24.wav', ['-c:a', 'pcm_s24le'], 1e-4],
    ['a.flac', [], 1e-4],
    ['a.aiff', [], 1e-4],
  ])('reads lossless %s to the exact sample', async (name, codec, tolerance) => {
    const voice = await decodeVoice(await make(...tone(1.5, 44_100), ...codec, name), context);
    expect(voice.clip).toMatchObject({ sampleRateHz: 44_100, length: 66_150 });
    expect(voice.durationSec).toBe(1.5);
    expect(voice.clip.channels[0].buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(voice.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(voice.warnings).toEqual([]);
    expectTone(voice, tolerance);
  });

  it.each<[string, string[], number]>([
    ['a.mp3', ['-c:a', 'libmp3lame'], 44_100],
    ['a.m4a', ['-c:a', 'aac'], 44_100],
    ['a.aac', ['-c:a', 'aac'], 44_100],
    ['a.ogg', ['-c:a', 'libvorbis'], 44_100],
    ['a.opus', ['-c:a', 'libopus'], 48_000],
    ['a.webm', ['-c:a', 'libopus'], 48_000],
  ])('reads %s at its own rate', async (name, codec, rate) => {
    const voice = await decodeVoice(await make(...tone(1.5, 44_100), ...codec, name), context);
    expect(voice.clip.sampleRateHz).toBe(rate);
    // Codecs add up to two blocks of padding.
    expect(voice.durationSec).toBeGreaterThanOrEqual(1.499);
    expect(voice.durationSec).toBeLessThan(1.56);
    expectTone(voice, 0.02);
  });

  it('takes the sound of a video and ignores a cover picture', async () => {
    const video = await make(...picture, ...tone(1, 48_000), '-c:v', 'mpeg4', '-c:a', 'aac', 'film.mp4');
    expectTone(await decodeVoice(video, context), 0.02);
    const cover = await make(...picture, '-frames:v', '1', 'cover.jpg');
    const plain = await make(...tone(1, 48_000), '-c:a', 'libmp3lame', 'plain.mp3');
    const inputs = ['-i', `file:${plain}`, '-i', `file:${cover}`, '-map', '0', '-map', '1'];
    const song = await make(...inputs, '-c', 'copy', '-id3v2_version', '3', 'song.mp3');
    const voice = await decodeVoice(song, context);
    expect(voice.clip.channels).toHaveLength(1);
    expectTone(voice, 0.02);
  });

  it.each<[number, string]>([
    [1, 'mono'],
    [2, 'stereo'],
    [3, '3.0'],
    [4, '4.0'],
    [5, '5.0'],
    [6, '5.1'],
    [7, '6.1'],
    [8, '7.1'],
  ])('keeps %i channels (%s)', async (channels, layout) => {
    const file = await make(...tone(0.5, 48_000, layout, channels), `channels-${channels}.wav`);
    const { clip } = await decodeVoice(file, context);
    expect(clip.channels).toHaveLength(channels);
    expect(clip.length).toBe(24_000);
  });

  it.each([8_000, 11_025, 22_050, 32_000, 96_000, 192_000])('keeps a sample rate of %i Hz', async (rate) => {
    const { clip } = await decodeVoice(await make(...tone(0.5, rate), `rate-${rate}.wav`), context);
    expect(clip).toMatchObject({ sampleRateHz: rate, length: Math.round(rate / 2) });
  });

  it('reads names that look like options or protocols', async () => {
    const plain = await make(...tone(0.5, 16_000), 'odd.wav');
    for (const name of ['-y.wav', 'http:x.wav', 'concat:a|b.wav', 'with space \'"%20.wav']) {
      await writeFile(path.join(folder, name), await readFile(plain));
      expect((await decodeVoice(path.join(folder, name), context)).clip.length).toBe(8_000);
    }
  });

  it('warns of clipping and gives its share', async () => {
    const loud = await make(...tone(1, 48_000), '-af', 'volume=20dB', 'loud.wav');
    expect((await decodeVoice(loud, context)).warnings.join()).toMatch(/clipped: 7\d\.\d % of its samples/);
    const full = await make('-f', 'lavfi', '-i', 'aevalsrc=sin(440*2*PI*t):s=48000:d=1', 'full.wav');
    expect((await decodeVoice(full, context)).warnings).toEqual([]);
  });

  it('replaces samples that are no numbers and says how many', async () => {
    const file = await make(...tone(0.5, 16_000), '-c:a', 'pcm_f32le', 'nan.wav');
    const bytes = await readFile(file);
    const at = bytes.indexOf('data', 0, 'latin1') + 8;
    bytes.writeFloatLE(NaN, at + 4 * 4_000);
    bytes.writeFloatLE(Infinity, at + 4 * 4_001);
    await writeFile(file, bytes);
    const voice = await decodeVoice(file, context);
    expect([...voice.clip.channels[0].subarray(4_000, 4_002)]).toEqual([0, 0]);
    expect(voice.warnings.join()).toContain('2 damaged samples');
  });

  it('stops when cancelled, before and during the decoding', async () => {
    const file = await make(...tone(1, 16_000), 'cancel.wav');
    const before = { ...context, signal: AbortSignal.abort() };
    await expect(decodeVoice(file, before)).rejects.toMatchObject({ kind: 'cancelled' });
    const controller = new AbortController();
    const during = decodeVoice(file, { ...context, signal: controller.signal });
    setImmediate(() => controller.abort());
    await expect(during).rejects.toMatchObject({ kind: 'cancelled' });
  });
});

describe.skipIf(ffmpegPath === null)('spoolVoice', () => {
  const leftovers = async (): Promise<string[]> =>
    (await readdir(tmpdir())).filter((name) => name.startsWith(`kotohogi-${ownMark()}`));

  it.each<[string, number, string[]]>([
    ['spooled.wav', 16_000, []],
    ['spooled.mp3', 44_100, ['-ac', '2']],
    ['spooled-f32.wav', 48_000, ['-ac', '2', '-c:a', 'pcm_f32le', '-af', 'volume=14dB']],
  ])('%s: the same voice as in memory, in a file that goes when it is let go', async (name, rate, codec) => {
    const file = await make(...tone(1.3, rate), ...codec, name);
    const { clip, ...facts } = await decodeVoice(file, context);
    const spooled = await spoolVoice(file, context);
    const { clip: sound, ...spooledFacts } = spooled;
    expect(spooledFacts).toEqual(facts);
    clipOf(sound).channels.forEach((samples, channel) => {
      // Element by element, long arrays take seconds.
      expect(
        Buffer.compare(Buffer.from(samples.buffer), Buffer.from(clip.channels[channel].slice().buffer)),
      ).toBe(0);
    });
    expect(sound).toMatchObject({ sampleRateHz: rate, channels: clip.channels.length, length: clip.length });
    expect(await leftovers()).toHaveLength(1);
    await sound.dispose();
    await sound.dispose();
    expect(await leftovers()).toEqual([]);
  });

  it('leaves nothing of a voice that is refused or given up', async () => {
    const faint = await make(...tone(1, 48_000), '-af', 'volume=-62dB', 'spooled-faint.wav');
    await expect(spoolVoice(faint, context)).rejects.toMatchObject({ code: 'voice-silent' });
    const text = path.join(folder, 'spooled.txt');
    await writeFile(text, 'Happy birthday to you, happy birthday to you!');
    await expect(spoolVoice(text, context)).rejects.toMatchObject({ code: 'voice-not-audio' });
    const given = { ...context, signal: AbortSignal.abort() };
    await expect(spoolVoice(faint, given)).rejects.toMatchObject({ kind: 'cancelled' });
    expect(await leftovers()).toEqual([]);
  });
});

describe.skipIf(ffmpegPath === null)('decodeVoice refuses', () => {
  const cutting =
    (share: number, ...args: string[]) =>
    async (): Promise<string> => {
      const file = await make(...args);
      const bytes = await readFile(file);
      await writeFile(file, bytes.subarray(0, Math.floor(bytes.length * share)));
      return file;
    };
  const writing = (name: string, content: string) => async (): Promise<string> => {
    await writeFile(path.join(folder, name), content);
    return path.join(folder, name);
  };

  it.each<[string, string, () => Promise<string>]>([
    ['empty', 'voice-empty', writing('empty.wav', '')],
    ['text', 'voice-not-audio', writing('text.mp3', 'Happy birthday to you, happy birthday to you!')],
    ['playlist', 'voice-not-audio', writing('list.m3u8', '#EXTM3U\n#EXTINF:1,\n/etc/hostname\n')],
    ['picture', 'voice-not-audio', () => make(...picture, '-frames:v', '1', 'picture.png')],
    ['silent film', 'voice-no-sound', () => make(...picture, '-c:v', 'mpeg4', 'silent-film.mp4')],
    ['cut wav', 'voice-truncated', cutting(0.7, ...tone(1, 16_000), 'cut.wav')],
    ['cut mp3', 'voice-truncated', cutting(0.7, ...tone(2, 44_100), '-c:a', 'libmp3lame', 'cut.mp3')],
    ['cut m4a', 'voice-truncated', cutting(0.7, ...tone(2, 44_100), '-c:a', 'aac', 'cut.m4a')],
    ['cut flac', 'voice-truncated', cutting(0.7, ...tone(2, 44_100), 'cut.flac')],
    ['cut ogg', 'voice-truncated', cutting(0.7, ...tone(2, 44_100), '-c:a', 'libvorbis', 'cut.ogg')],
    ['cut webm', 'voice-truncated', cutting(0.7, ...tone(2, 48_000), '-c:a', 'libopus', 'cut.webm')],
    ['too short', 'voice-too-short', () => make(...tone(0.15, 16_000), 'short.wav')],
    ['digital silence', 'voice-silent', () => make('-f', 'lavfi', '-i', 'aevalsrc=0:d=1', 'silence.wav')],
    ['below -70 dB', 'voice-silent', () => make(...tone(1, 48_000), '-af', 'volume=-62dB', 'faint.wav')],
    [
      '16 channels',
      'voice-too-many-channels',
      () => make(...tone(0.5, 8_000, 'hexadecagonal', 16), 'many.wav'),
    ],
    ['4 kHz', 'voice-sample-rate', () => make(...tone(1, 4_000), 'low.wav')],
    ['384 kHz', 'voice-sample-rate', () => make(...tone(1, 384_000), 'high.wav')],
    ['61 minutes', 'voice-too-long', () => make(...tone(3_660, 8_000), '-c:a', 'pcm_mulaw', 'long.wav')],
    [
      'a folder',
      'voice-is-folder',
      () => mkdir(path.join(folder, 'songs'), { recursive: true }).then(() => path.join(folder, 'songs')),
    ],
    ['nothing there', 'voice-not-found', () => Promise.resolve(path.join(folder, 'gone.wav'))],
  ])('%s: %s', async (_, code, create) => {
    const file = await create();
    const error: unknown = await decodeVoice(file, context).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KotohogiError);
    expect(error).toMatchObject({ kind: 'input', code });
    expect((error as KotohogiError).message).toContain(file);
    expect((error as KotohogiError).hint).toMatch(/^[A-Z].*\.$/);
  });
});
