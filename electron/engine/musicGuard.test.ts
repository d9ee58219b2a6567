import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAudioClip } from './runtime/audio.ts';
import { seededRandom } from './runtime/random.ts';
import type { Voice } from './stages/media/types.ts';
import { readPcm16 } from './stages/prosody/confidence/readPcm16.ts';
import { synthesise } from './stages/prosody/confidence/syntheticSpeech.ts';
import { musicWarningsOf, requireVoice } from './stages/voice/music.ts';

const RATE_HZ = 16_000;
const SPEECH = path.resolve(import.meta.dirname, '../../e2e/fixtures/speech');

function voiceOf(samples: Float32Array, sampleRateHz = RATE_HZ): Voice {
  const clip = createAudioClip(sampleRateHz, 1, samples.length);
  clip.channels[0].set(samples);
  return {
    path: 'recording.wav',
    sha256: '0'.repeat(64),
    clip,
    durationSec: samples.length / sampleRateHz,
    warnings: [],
  };
}

type Sound = (sec: number) => number;
const play = (sound: Sound, durationSec = 8): Voice =>
  voiceOf(Float32Array.from({ length: durationSec * RATE_HZ }, (_, i) => sound(i / RATE_HZ)));
const mixed =
  (...sounds: readonly Sound[]): Sound =>
  (sec) =>
    sounds.reduce((sum, sound) => sum + sound(sec), 0);

const noteHz = (lowestHz: number, semitones: number): number => lowestHz * 2 ** (semitones / 12);
/** Harmonics that begin together and fade. */
function plucked(sec: number, hz: number, harmonics: number, decayPerSec: number): number {
  let sum = 0;
  for (let k = 1; k <= harmonics; k++) sum += Math.sin(2 * Math.PI * hz * k * sec) / k;
  return sum * Math.min(1, sec / 0.01) * Math.exp(-decayPerSec * sec);
}
/** Notes one after the other, the semitones of each chord above the lowest. */
const tune =
  (chords: readonly (readonly number[])[], lowestHz: number, stepSec: number, decayPerSec: number): Sound =>
  (sec) => {
    const step = Math.floor(sec / stepSec);
    return chords[step % chords.length].reduce(
      (sum, semitones) =>
        sum + 0.1 * plucked(sec - step * stepSec, noteHz(lowestHz, semitones), 6, decayPerSec),
      0,
    );
  };
const CHORDS = [
  [0, 4, 7],
  [9, 12, 16],
  [5, 9, 12],
  [7, 11, 14],
];
const MELODY = [[0], [4], [7], [5], [2], [9], [7], [12]];
const drums = (): Sound => {
  const random = seededRandom(3);
  return (sec) => {
    const beat = Math.floor(sec / 0.5);
    const on = sec - beat * 0.5;
    const kick = Math.sin(2 * Math.PI * 55 * on) * Math.exp(-12 * on);
    const hat = 0.2 * (2 * random() - 1) * Math.exp(-60 * (sec % 0.25));
    return 0.4 * (kick + hat + (beat % 2) * 0.5 * (2 * random() - 1) * Math.exp(-20 * on));
  };
};
const bassNotes = tune([[0], [0], [7], [5]], 65, 0.5, 2);
const bass: Sound = (sec) => 3 * bassNotes(sec);

describe('music', () => {
  it.each<[string, Sound]>([
    ['a tone', (sec) => 0.3 * Math.sin(2 * Math.PI * 440 * sec)],
    ['a deep tone', (sec) => 0.3 * Math.sin(2 * Math.PI * 120 * sec)],
    ['held chords', tune(CHORDS, 196, 2, 0.3)],
    ['piano chords', tune(CHORDS, 196, 1, 3)],
    ['a tune', tune(MELODY, 262, 0.5, 1)],
    ['a quick tune', tune(MELODY, 262, 0.25, 3)],
  ])('is refused: %s', (_, sound) => {
    expect(() => requireVoice(play(sound))).toThrow(
      expect.objectContaining({ kind: 'input', code: 'voice-music' }),
    );
  });

  it.each<[string, Sound]>([
    ['drums and bass', mixed(drums(), bass)],
    ['a band', mixed(drums(), bass, tune(CHORDS, 196, 1, 2), tune(MELODY, 262, 0.25, 3))],
  ])('is said: %s', (_, sound) => {
    expect(requireVoice(play(sound))).toEqual([expect.stringContaining('"recording.wav"')]);
  });

  it('that is sung is said, and not refused', () => {
    const sung = synthesise({
      sampleRateHz: RATE_HZ,
      durationSec: 6,
      f0: (sec) => {
        const note = Math.floor(sec / 0.6);
        if (sec - note * 0.6 < 0.08) return 0;
        const wavering = [1.3, 2.7, 4.1].reduce((sum, hz) => sum + Math.sin(2 * Math.PI * hz * sec), 0);
        return noteHz(196, MELODY[note % MELODY.length][0]) * 2 ** ((12 * wavering) / 1200);
      },
    });
    expect(requireVoice(voiceOf(sung))).toHaveLength(1);
  });
});

describe('a voice is never taken for music', () => {
  const files = readdirSync(SPEECH).filter((file) => file.endsWith('.wav'));
  it.each(files)('%s', (file) => {
    const { mono, sampleRateHz } = readPcm16(path.join(SPEECH, file));
    expect(requireVoice(voiceOf(mono, sampleRateHz))).toEqual([]);
  });

  it('whispered, creaking, over the telephone, in noise, short, and silent', () => {
    const random = seededRandom(11);
    const { mono, sampleRateHz } = readPcm16(path.join(SPEECH, 'slt-unseen.wav'));
    const whisper = mono.map((value) => value * (2 * random() - 1));
    const creak = synthesise({
      sampleRateHz,
      durationSec: 3,
      f0: (sec) => 55 + 12 * Math.sin(2 * Math.PI * 23 * sec) + 9 * Math.sin(2 * Math.PI * 41 * sec),
    });
    const telephone = Float32Array.from({ length: mono.length >> 1 }, (_, i) => mono[2 * i]);
    const noisy = mono.map((value) => 0.5 * value + 0.05 * (2 * random() - 1));
    for (const [sound, rateHz] of [
      [whisper, sampleRateHz],
      [creak, sampleRateHz],
      [telephone, sampleRateHz / 2],
      [noisy, sampleRateHz],
      [mono.subarray(8000, 8000 + 0.2 * sampleRateHz), sampleRateHz],
      [new Float32Array(RATE_HZ), RATE_HZ],
    ] as const)
      expect(musicWarningsOf(voiceOf(sound, rateHz))).toEqual([]);
  });
});
