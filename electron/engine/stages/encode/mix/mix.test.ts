import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAudioClip, type AudioClip } from '../../../runtime/audio.ts';
import { truePeak } from '../../voice/truePeak.ts';
import { createDucking, spokenStretches } from './ducking.ts';
import { writeMix, type MixInput, type MixResult } from './index.ts';
import { createMusicReader } from './musicReader.ts';

const RATE = 16_000;
const STEP_SEC = 0.01;
const STEREO = { dataStart: 0, channels: 2, sampleRateHz: RATE };
const PLAIN = { gainDb: 0, duckDb: 0, fadeInSec: 0, fadeOutSec: 0 };
const { signal } = new AbortController();

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-mix-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const tone =
  (hz: number, amplitude: number) =>
  (frame: number): number =>
    amplitude * Math.sin((2 * Math.PI * hz * frame) / RATE);

function clipOf(length: number, channels: readonly ((frame: number) => number)[]): AudioClip {
  const clip = createAudioClip(RATE, channels.length, length);
  channels.forEach((at, c) => clip.channels[c].forEach((_, i, samples) => (samples[i] = at(i))));
  return clip;
}

/** 1 in the given stretches of seconds. */
function speechIn(
  durationSec: number,
  stretches: readonly (readonly [number, number])[],
): MixInput['speech'] {
  const activity = Uint8Array.from({ length: Math.ceil(durationSec / STEP_SEC) }, (_, i) =>
    stretches.some(([from, to]) => i * STEP_SEC >= from && i * STEP_SEC < to) ? 1 : 0,
  );
  return { activity, stepSec: STEP_SEC };
}

async function musicFile(name: string, left: (frame: number) => number, frames: number, right = left) {
  const samples = new Float32Array(frames * 2);
  for (let i = 0; i < frames; i++) samples.set([left(i), right(i)], i * 2);
  const file = path.join(folder, `${name}.f32`);
  await writeFile(file, new Uint8Array(samples.buffer));
  return open(file, 'r');
}

let made = 0;
/** Mixes and reads the result back. */
async function mixed(
  input: Omit<MixInput, 'music'>,
  music: {
    left: (frame: number) => number;
    frames: number;
    right?: (frame: number) => number;
    loop?: boolean;
  },
): Promise<{ clip: AudioClip; result: MixResult }> {
  const name = `m${made++}`;
  const handle = await musicFile(name, music.left, music.frames, music.right);
  const file = path.join(folder, `${name}.wav`);
  try {
    const result = await writeMix(
      { ...input, music: { handle, length: music.frames, ...STEREO, loop: music.loop ?? false } },
      file,
      signal,
      () => undefined,
    );
    const bytes = await readFile(file);
    const samples = new Float32Array(new Uint8Array(bytes.subarray(44)).buffer);
    const { channels } = result;
    return {
      result,
      clip: clipOf(
        samples.length / channels,
        Array.from({ length: channels }, (_, c) => (i: number) => samples[i * channels + c]),
      ),
    };
  } finally {
    await handle.close();
  }
}

const rmsDb = (samples: Float32Array, fromSec: number, toSec: number): number => {
  const part = samples.subarray(fromSec * RATE, toSec * RATE);
  return 10 * Math.log10(part.reduce((sum, x) => sum + x * x, 0) / part.length);
};
/** Between two samples that follow each other. */
const largestStep = (samples: Float32Array): number =>
  samples.reduce((most, x, i) => (i === 0 ? 0 : Math.max(most, Math.abs(x - samples[i - 1]))), 0);
const silence = (): number => 0;

describe('ducking', () => {
  it('joins speech across short gaps, so that music does not pump', () => {
    const speech = speechIn(20, [
      [2, 3],
      [3.8, 5],
      [10, 11],
    ]);
    const stretches = spokenStretches(speech);
    expect(stretches.map(([from, to]) => [from.toFixed(1), to.toFixed(1)])).toEqual([
      ['2.0', '5.0'],
      ['10.0', '11.0'],
    ]);
    const down = createDucking(stretches);
    const at = [0, 1.6, 2, 3.4, 5.3, 5.9, 6.5, 8, 10, 10.5, 12.6, 15].map(down);
    expect(at.map((share) => Number(share.toFixed(2)))).toEqual([0, 0, 1, 1, 1, 0.49, 0, 0, 1, 1, 0, 0]);
  });

  it('lowers music under speech by what was asked, and not elsewhere', async () => {
    const seconds = 12;
    const { clip } = await mixed(
      {
        voice: clipOf(seconds * RATE, [silence]),
        settings: { ...PLAIN, gainDb: -6, duckDb: -12 },
        speech: speechIn(seconds, [[4, 7]]),
      },
      { left: tone(440, 0.2), frames: seconds * RATE },
    );
    const alone = 20 * Math.log10(0.2 / Math.SQRT2) - 6;
    for (const side of clip.channels) {
      expect(rmsDb(side, 1, 3)).toBeCloseTo(alone, 1);
      expect(rmsDb(side, 4.05, 7)).toBeCloseTo(alone - 12, 1);
      expect(rmsDb(side, 9, 11)).toBeCloseTo(alone, 1);
    }
    // No step anywhere: a tone never changes faster than at its loudest.
    const fastest = 0.2 * 10 ** (-6 / 20) * 2 * Math.sin((Math.PI * 440) / RATE);
    expect(largestStep(clip.channels[0])).toBeLessThan(fastest * 1.001);
  });
});

describe('voice', () => {
  it('stays exactly what it is, from one side or both', async () => {
    const length = 2 * RATE + 7;
    const speech = speechIn(2.1, [[0, 2]]);
    const speak = tone(190, 0.3);
    const other = tone(230, 0.2);
    const left = tone(700, 0.1);
    const mono = await mixed(
      { voice: clipOf(length, [speak]), settings: PLAIN, speech },
      { left, frames: length },
    );
    expect(mono.clip.channels).toHaveLength(2);
    expect(mono.clip.length).toBe(length);
    const stereo = await mixed(
      { voice: clipOf(length, [speak, other]), settings: PLAIN, speech },
      { left, frames: length },
    );
    const error = (samples: Float32Array, voice: (i: number) => number): number =>
      samples.reduce((worst, x, i) => Math.max(worst, Math.abs(x - left(i) - voice(i))), 0);
    expect(error(mono.clip.channels[0], speak)).toBeLessThan(1e-6);
    expect(error(mono.clip.channels[1], speak)).toBeLessThan(1e-6);
    expect(error(stereo.clip.channels[1], other)).toBeLessThan(1e-6);
    expect(mono.result).toMatchObject({ loweredDb: 0, gaveWaySec: 0, isMusicSilent: false });
  });

  it('with more than two channels carries music in the front pair', async () => {
    const length = RATE;
    const voices = [0.1, 0.2, 0.3].map((amplitude) => tone(200, amplitude));
    const { clip } = await mixed(
      { voice: clipOf(length, voices), settings: PLAIN, speech: speechIn(1, []) },
      { left: tone(500, 0.1), frames: length, right: silence },
    );
    expect(clip.channels).toHaveLength(3);
    expect(clip.channels[1][777]).toBe(Math.fround(voices[1](777)));
    expect(clip.channels[2][777]).toBe(Math.fround(voices[2](777)));
    expect(clip.channels[0][777]).toBeCloseTo(voices[0](777) + tone(500, 0.1)(777), 6);
  });
});

describe('length', () => {
  const length = 3 * RATE;
  const base = { voice: clipOf(length, [silence]), speech: speechIn(3, []) };

  it('fades at both ends, the last one at the end of music that is shorter', async () => {
    const settings = { ...PLAIN, fadeInSec: 0.5, fadeOutSec: 0.5 };
    const whole = await mixed({ ...base, settings }, { left: () => 0.25, frames: length });
    const at = (clip: AudioClip, sec: number): number => clip.channels[0][Math.round(sec * RATE)];
    const gains = [0, Math.SQRT1_2, 1, 1, Math.SQRT1_2];
    for (const [i, sec] of [0, 0.25, 0.5, 2.5, 2.75].entries())
      expect(at(whole.clip, sec)).toBeCloseTo(0.25 * gains[i], 2);
    expect(Math.abs(whole.clip.channels[0][length - 1])).toBeLessThan(0.002);
    const short = await mixed({ ...base, settings }, { left: () => 0.25, frames: 2 * RATE });
    expect(at(short.clip, 1.49)).toBeCloseTo(0.25, 3);
    expect(at(short.clip, 1.75)).toBeCloseTo(0.25 * Math.SQRT1_2, 2);
    expect(at(short.clip, 2.1)).toBe(0);
  });

  it('begins again without a click, as often as it takes', async () => {
    const frames = Math.round(0.31 * RATE);
    const handle = await musicFile('ramp', (i) => i / frames, frames);
    const reader = createMusicReader({ handle, length: frames, ...STEREO, loop: true });
    expect(reader.end).toBe(Infinity);
    const [samples] = await reader.read(-10, 10 * RATE);
    // Read in pieces it is the same.
    const [piece] = await reader.read(4321, 9999);
    await handle.close();
    expect(piece).toEqual(samples.subarray(4331, 4331 + 9999));
    expect(samples.subarray(0, 11).every((x) => x === 0)).toBe(true);
    const seam = Math.round(0.02 * RATE);
    expect(largestStep(samples)).toBeLessThan(2 / seam);
    expect(samples.filter((x, i, all) => i > 0 && x < 0.1 && all[i - 1] >= 0.1)).toHaveLength(34);
  });
});

describe('true peak', () => {
  it('is held by lowering all of the music where that alone is too loud', async () => {
    const length = 2 * RATE;
    const { clip, result } = await mixed(
      { voice: clipOf(length, [silence]), settings: PLAIN, speech: speechIn(2, []) },
      { left: tone(997, 1), frames: length },
    );
    expect(result.loweredDb).toBeCloseTo(1.05, 2);
    expect(result.gaveWaySec).toBe(0);
    expect(20 * Math.log10(truePeak(clip))).toBeLessThan(-1);
    expect(20 * Math.log10(truePeak(clip))).toBeGreaterThan(-1.1);
  });

  it('is held for moments where music meets peaks of the voice, and the voice is not touched', async () => {
    const length = 4 * RATE;
    // Bursts of six periods that reach -1.3 dB, every half second, and a quiet voice between them.
    const bursts = (i: number): number =>
      (i % (RATE / 2) < 384 ? 0.86 : 0.05) * Math.sin((2 * Math.PI * 250 * i) / RATE);
    const voice = clipOf(length, [bursts]);
    const { clip, result } = await mixed(
      { voice, settings: PLAIN, speech: speechIn(4, [[0, 4]]) },
      { left: tone(1234, 0.3), frames: length },
    );
    expect(result.loweredDb).toBe(0);
    expect(result.gaveWaySec).toBeGreaterThan(0.1);
    expect(result.gaveWaySec).toBeLessThan(1);
    const withoutGuard = clipOf(length, [(i) => bursts(i) + tone(1234, 0.3)(i)]);
    expect(truePeak(withoutGuard)).toBeGreaterThan(1.1);
    expect(20 * Math.log10(truePeak(clip))).toBeLessThan(-1);
    const music = clip.channels[0].map((x, i) => x - voice.channels[0][i]);
    expect(rmsDb(music, 0.1, 0.45)).toBeCloseTo(20 * Math.log10(0.3 / Math.SQRT2), 1);
  });

  it('says nothing of music that is silent but that it is', async () => {
    const { result } = await mixed(
      { voice: clipOf(RATE, [tone(200, 0.99)]), settings: PLAIN, speech: speechIn(1, [[0, 1]]) },
      { left: silence, frames: RATE, loop: true },
    );
    expect(result).toMatchObject({ isMusicSilent: true, loweredDb: 0, gaveWaySec: 0 });
  });
});

describe('cancelling', () => {
  it('ends the mix', async () => {
    const handle = await musicFile('stopped', silence, 10);
    const input = {
      voice: clipOf(100, [silence]),
      settings: PLAIN,
      speech: speechIn(1, []),
      music: { handle, length: 10, ...STEREO, loop: true },
    };
    const file = path.join(folder, 'stopped.wav');
    await expect(writeMix(input, file, AbortSignal.abort(), () => undefined)).rejects.toMatchObject({
      kind: 'cancelled',
    });
    await handle.close();
  });
});
