import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Music } from '../../../shared/contract/export.ts';
import { MUSIC_DEFAULTS } from '../../../shared/contract/exportConstants.ts';
import type { PreviewNews } from '../../../shared/contract/preview.ts';
import { findFfmpeg } from '../ffmpeg/locate.ts';
import { createAudioClip, type AudioClip } from '../runtime/audio.ts';
import { seededRandom } from '../runtime/random.ts';
import { writeWavFile } from '../runtime/wavFile.ts';
import { spoolTrack } from '../soundTrack.ts';
import { readWavHeader } from '../stages/media/wavStream.ts';
import { createPreviewMusic, musicPieceSamples, type VoiceOverMusic } from './previewMusic.ts';

const ffmpegPath = await findFfmpeg().then(
  (found) => found.path,
  () => null,
);
if (ffmpegPath === null) console.warn('Skipped: decoding music needs an ffmpeg, and none was found.');

const RATE_HZ = 24_000;
const PIECE = musicPieceSamples(RATE_HZ);
const { signal } = new AbortController();
const context = { ffmpegPath: ffmpegPath ?? '', signal, progress: { report: () => undefined } };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-under-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A voice with a pause in its middle, loud enough to meet the music at the ceiling now and then. */
function voiceOf(durationSec: number): AudioClip {
  const clip = createAudioClip(RATE_HZ, 1, Math.round(durationSec * RATE_HZ));
  const [samples] = clip.channels;
  for (let i = 0; i < samples.length; i++) {
    const sec = i / RATE_HZ;
    if (speaks(sec))
      samples[i] = 0.75 * Math.sin(2 * Math.PI * 190 * sec) * Math.sin(2 * Math.PI * 1.7 * sec) ** 2;
  }
  return clip;
}
const speaks = (sec: number): boolean => sec % 7 >= 0.4 && sec % 7 < 3.5;
const speechOf = (durationSec: number): VoiceOverMusic['speech'] => ({
  stepSec: 0.01,
  activity: Uint8Array.from({ length: Math.ceil(durationSec * 100) }, (_, i) => Number(speaks(i / 100))),
});

/** The voice in phrases, as the preview has it; cuts in samples. */
function heardOf(clip: AudioClip, cuts: readonly number[]): VoiceOverMusic {
  const starts = [0, ...cuts];
  return {
    samples: clip.length,
    speech: speechOf(clip.length / RATE_HZ),
    phrases: starts.map((startSample, i) => {
      const end = starts[i + 1] ?? clip.length;
      const channels = clip.channels.map((samples) => samples.subarray(startSample, end));
      const samples = end - startSample;
      return { startSample, samples, name: i + 1, clip: { ...clip, channels, length: samples } };
    }),
  };
}

/** Stereo noise of another rate, so that every sample of it counts. */
async function noiseFile(name: string, sec: number, level: number): Promise<string> {
  const clip = createAudioClip(44_100, 2, Math.round(sec * 44_100));
  const random = seededRandom(5);
  for (const samples of clip.channels) samples.forEach((_, i) => (samples[i] = level * (2 * random() - 1)));
  const file = path.join(folder, name);
  await writeWavFile(clip, file, 'pcm16', signal);
  return file;
}

const musicOf = (file: string, wishes: Partial<Music> = {}): Music => ({
  ...MUSIC_DEFAULTS,
  path: file,
  ...wishes,
});

type MusicNews = Extract<PreviewNews, { type: 'music' }>;

/** Somebody who listens to the music of a preview. */
function listen() {
  const news: PreviewNews[] = [];
  const failures: unknown[] = [];
  let look: () => void = () => undefined;
  const told = (one: PreviewNews): void => {
    news.push(one);
    look();
  };
  const music = createPreviewMusic(RATE_HZ, context, told, (thrown) => {
    failures.push(thrown);
    look();
  });
  const until = <Found>(find: () => Found | undefined): Promise<Found> =>
    new Promise((resolve) => {
      look = () => {
        const found = find();
        if (found !== undefined) resolve(found);
      };
      look();
    });
  const tracks = (): MusicNews[] => news.filter((one) => one.type === 'music');
  let before = 0;
  /** The music that has settled since this was asked last. */
  const settled = async (): Promise<NonNullable<MusicNews['music']>> => {
    const track = await until(() => {
      const last = tracks().at(-1)?.music;
      return last?.settled && tracks().length > before ? last : undefined;
    });
    before = tracks().length;
    return track;
  };
  /** All of the music, left and right. */
  const sound = async (): Promise<Float32Array[]> => {
    const { names, samples, pieceSamples } = await settled();
    const wanted = [...new Set(names)].filter((name) => name !== 0);
    music.send(0, wanted);
    const pieceOf = (name: number) => news.find((one) => one.type === 'musicSound' && one.id === name);
    await until(() => (wanted.every(pieceOf) ? true : undefined));
    return [0, 1].map((side) => {
      const whole = new Float32Array(samples);
      names.forEach((name, i) => {
        const piece = pieceOf(name);
        if (piece?.type === 'musicSound') whole.set(piece.channels[side], i * pieceSamples);
      });
      return whole;
    });
  };
  return { music, news, failures, tracks, until, settled, sound };
}

/** What a render makes of it, left and right. */
async function renderedMix(voice: AudioClip, music: Music): Promise<Float32Array[]> {
  const speech = speechOf(voice.length / RATE_HZ);
  const { sound } = await spoolTrack(voice, music, speech, context);
  const bytes = await readFile(sound.file);
  await sound.dispose();
  const header = readWavHeader(bytes);
  if (!header) throw new Error('A spooled sound has a header.');
  const all = new Float32Array(new Uint8Array(bytes.subarray(header.dataStart)).buffer);
  return [0, 1].map((side) => all.filter((_, i) => i % 2 === side));
}

const rms = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);

describe.skipIf(ffmpegPath === null)('music in the preview', () => {
  it.each<[string, number, Partial<Music>]>([
    ['as it is by default', 5, {}],
    [
      'shorter than the voice, from its middle, with fades',
      3,
      { startSec: 0.7, loop: false, fadeInSec: 1.5, fadeOutSec: 1 },
    ],
    ['begun again and again, with deep ducking', 2.3, { loop: true, duckDb: -18, gainDb: -3 }],
    ['longer than the voice', 20, { loop: true, fadeOutSec: 3 }],
    ['so loud that it has to give way', 12, { gainDb: 6, duckDb: 0 }],
  ])('beside the voice is the mix of a render, sample for sample: %s', async (name, sec, wishes) => {
    const voice = voiceOf(10.7);
    const music = musicOf(await noiseFile(`${name}.wav`, sec, 0.3), wishes);
    const desk = listen();
    desk.music.set(music);
    desk.music.hear(0, heardOf(voice, [60_000, 100_001, 170_000]));
    const heard = await desk.sound();
    const rendered = await renderedMix(voice, music);
    await desk.music.close();
    expect(desk.failures).toEqual([]);
    rendered.forEach((mix, side) => {
      const [spoken] = voice.channels;
      const played = heard[side].map((sample, i) => spoken[i] + sample);
      expect(played.length).toBe(mix.length);
      const difference = played.map((sample, i) => sample - mix[i]);
      expect(rms(difference)).toBe(0);
      // Of something that is heard.
      expect(rms(mix.map((sample, i) => sample - spoken[i]))).toBeGreaterThan(1e-3);
    });
  });

  it('follows an edit: music whose gain stays keeps its name, and that under the phrase gets another', async () => {
    const voice = voiceOf(21);
    const music = musicOf(await noiseFile('edit.wav', 30, 0.05), { fadeOutSec: 0 });
    const desk = listen();
    desk.music.set(music);
    const heard = heardOf(voice, [7 * RATE_HZ, 14 * RATE_HZ]);
    desk.music.hear(0, heard);
    const before = await desk.settled();
    expect(before.names).toHaveLength(Math.ceil(voice.length / PIECE));
    // Nobody speaks from 7 to 14 seconds any more.
    const activity = heard.speech.activity.map((spoken, i) => (i >= 700 && i < 1400 ? 0 : spoken));
    desk.music.hear(0, { ...heard, speech: { ...heard.speech, activity } });
    const after = await desk.settled();
    const changed = [...after.names.keys()].filter((i) => after.names[i] !== before.names[i]);
    expect(changed.length).toBeGreaterThan(3);
    expect(changed[0]).toBe(Math.floor((7.1 * RATE_HZ) / PIECE));
    expect(changed.at(-1)).toBe(Math.floor((11.9 * RATE_HZ) / PIECE));
    await desk.music.close();
  });

  it('lies lower within a second of the wish, and the last of many wishes counts', async () => {
    const voice = voiceOf(21);
    const file = await noiseFile('wishes.wav', 30, 0.05);
    const desk = listen();
    desk.music.hear(0, heardOf(voice, []));
    desk.music.set(musicOf(file, { gainDb: 0, startSec: 3 }));
    desk.music.set(musicOf(file, { gainDb: 0 }));
    const loud = rms((await desk.sound())[0]);
    for (let gainDb = -1; gainDb >= -20; gainDb--) desk.music.set(musicOf(file, { gainDb }));
    const soft = rms((await desk.sound())[0]);
    expect(20 * Math.log10(soft / loud)).toBeCloseTo(-20, 2);
    desk.music.set(null);
    await desk.until(() => (desk.tracks().at(-1)?.music === null ? true : undefined));
    await desk.music.close();
    expect(desk.failures).toEqual([]);
  });

  it('that cannot be used is told once, and the disk is clean in the end', async () => {
    const spools = async (): Promise<string[]> =>
      (await readdir(os.tmpdir())).filter(
        (name) => name.startsWith(`kotohogi-kthg-`) && name.includes(`-${process.pid.toString(36)}-`),
      );
    const before = await spools();
    const voice = heardOf(voiceOf(2), []);
    const desk = listen();
    desk.music.set(musicOf(path.join(folder, 'gone.wav')));
    desk.music.hear(0, voice);
    await desk.until(() => desk.failures.at(0));
    desk.music.hear(0, voice);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(desk.failures).toEqual([expect.objectContaining({ kind: 'input', code: 'music-not-found' })]);
    expect(desk.tracks()).toEqual([]);
    desk.music.set(musicOf(await noiseFile('found.wav', 1, 0.1)));
    expect((await desk.settled()).samples).toBe(2 * RATE_HZ);
    await desk.music.close();
    expect(await spools()).toEqual(before);
  });
});
