import { expect, it } from 'vitest';
import { composePlan } from '../../../../../shared/prosody/compose.ts';
import {
  NEUTRAL_EDIT,
  withPhrase,
  withSettings,
  type ProsodyEdit,
} from '../../../../../shared/prosody/edits.ts';
import { toAdjusted } from '../../../../../shared/prosody/timeMap.ts';
import type { AudioClip } from '../../../runtime/audio.ts';
import { integratedLufs } from '../../voice/loudness.ts';
import { truePeak } from '../../voice/truePeak.ts';
import { resynthesise } from './index.ts';
import { addNoise, frequencyAt, makeVoice, rms, type MadeVoice, type VoicedPart } from './madeVoice.ts';

const GLIDE: VoicedPart = { startSec: 0.3, endSec: 1.7, hz: (sec) => 120 * 2 ** ((sec - 0.3) / 1.4) };
const VIBRATO: VoicedPart = {
  startSec: 0.3,
  endSec: 1.7,
  hz: (sec) => 150 * 2 ** (Math.sin(2 * Math.PI * 5 * sec) / 12),
};
const STEADY: VoicedPart = { startSec: 0.5, endSec: 1.5, hz: () => 150 };

const edit = (settings: Partial<ProsodyEdit['settings']>): ProsodyEdit =>
  withSettings(NEUTRAL_EDIT, settings);
const adjust = ({ clip, analysis }: MadeVoice, asked: ProsodyEdit): AudioClip =>
  resynthesise(clip, analysis, composePlan(analysis, asked, null)).clip;
const cents = (to: number, from: number): number => 1200 * Math.log2(to / from);
const semitones = (factor: number): number => 12 * Math.log2(factor);

it('gives the voice itself for nothing', () => {
  const voice = makeVoice([GLIDE]);
  expect(adjust(voice, NEUTRAL_EDIT)).toBe(voice.clip);
});

for (const sampleRateHz of [8000, 16_000, 22_050, 48_000])
  it(`meets a glide of an octave to 4 cents at ${sampleRateHz} Hz: x 1.35 and x 0.85`, () => {
    const voice = makeVoice([GLIDE], { sampleRateHz });
    for (const factor of [1.35, 0.85]) {
      const result = adjust(voice, edit({ pitchSemitones: semitones(factor) }));
      expect(result.length).toBe(voice.clip.length);
      for (let sec = 0.4; sec < 1.6; sec += 0.1) {
        const wanted = factor * GLIDE.hz(sec);
        const got = frequencyAt(result.channels[0], sampleRateHz, sec, wanted);
        expect(Math.abs(cents(got, wanted)), `${factor} at ${sec.toFixed(1)} s`).toBeLessThan(4);
      }
    }
  });

it('halves and widens a vibrato of one semitone, in the same places', () => {
  const voice = makeVoice([VIBRATO]);
  const median = voice.analysis.medianHz ?? 0;
  for (const range of [0.5, 1.6]) {
    const [samples] = adjust(voice, edit({ range })).channels;
    for (const sec of [0.45, 0.55, 0.65, 0.75, 1.05, 1.15]) {
      const wanted = median * (VIBRATO.hz(sec) / median) ** range;
      const got = frequencyAt(samples, 48_000, sec, wanted, 1);
      expect(Math.abs(cents(got, wanted)), `${range} at ${sec} s`).toBeLessThan(12);
    }
  }
});

it('has the planned length to the sample and every sound at its mapped time', () => {
  const voice = makeVoice([STEADY], { decorate: (samples) => addNoise(samples, 0, samples.length, 0.001) });
  for (const tempo of [0.7, 0.8, 1 / 0.9, 1.25, 1.5]) {
    const result = adjust(voice, edit({ tempo }));
    expect(result.length).toBe(Math.round(voice.clip.length / tempo));
    const [samples] = result.channels;
    const start = Math.round((0.5 / tempo) * 48_000);
    const end = Math.round((1.5 / tempo) * 48_000);
    expect(rms(samples, start - 480, start - 96)).toBeLessThan(0.01);
    expect(rms(samples, start + 96, start + 960)).toBeGreaterThan(0.03);
    expect(rms(samples, end - 960, end - 96)).toBeGreaterThan(0.03);
    expect(rms(samples, end + 1500, end + 2400)).toBeLessThan(0.01);
    expect(Math.abs(cents(frequencyAt(samples, 48_000, 1 / tempo, 150), 150))).toBeLessThan(3);
  }
});

it('copies what is not voiced sample for sample when only the pitch changes', () => {
  const voice = makeVoice([STEADY], { decorate: (samples) => addNoise(samples, 0, samples.length, 0.05) });
  const [samples] = adjust(voice, edit({ pitchSemitones: 3 })).channels;
  expect(samples.subarray(0, 24_000)).toEqual(voice.clip.channels[0].subarray(0, 24_000));
  // Behind the voiced stretch one splice within 0.2 s brings the sound back to its own time.
  expect(samples.subarray(82_500)).toEqual(voice.clip.channels[0].subarray(82_500));
  expect(samples.subarray(30_000, 60_000)).not.toEqual(voice.clip.channels[0].subarray(30_000, 60_000));
});

it('leaves phrases that were not edited bit for bit as they are', () => {
  const first: VoicedPart = { startSec: 0.2, endSec: 0.8, hz: () => 140 };
  const second: VoicedPart = { startSec: 1.2, endSec: 1.8, hz: () => 160 };
  const voice = makeVoice([first, second]);
  const asked = withPhrase(NEUTRAL_EDIT, { startSec: 1.1, endSec: 1.9 }, { pitchSemitones: 2, range: 1.3 });
  const [samples] = adjust(voice, asked).channels;
  expect(samples.subarray(0, 48_000)).toEqual(voice.clip.channels[0].subarray(0, 48_000));
  expect(cents(frequencyAt(samples, 48_000, 1.5, 180), 160)).toBeCloseTo(200, -1);
});

it('moves untouched speech behind a longer pause as it is', () => {
  const parts = [0.1, 1.3].map((startSec): VoicedPart => ({
    startSec,
    endSec: startSec + 0.5,
    hz: () => 140,
  }));
  const voice = makeVoice(parts, {
    pauses: [[0.65, 1.28]],
    decorate: (samples) => addNoise(samples, 0, samples.length, 0.002),
  });
  const asked = edit({ pauses: 2 });
  const { timeMap } = composePlan(voice.analysis, asked, null);
  const [samples] = adjust(voice, asked).channels;
  const shift = Math.round((toAdjusted(timeMap, 1.4) - 1.4) * 48_000);
  expect(shift).toBe(Math.round(0.63 * 48_000));
  expect(samples.subarray(64_000 + shift, 90_000 + shift)).toEqual(
    voice.clip.channels[0].subarray(64_000, 90_000),
  );
  const tone = rms(voice.clip.channels[0], 34_000, 60_000);
  for (let at = 36_000; at < 86_000; at += 4800) {
    const change = 20 * Math.log10(rms(samples, at, at + 4800) / tone);
    expect(Math.abs(change), `room tone at ${at}`).toBeLessThan(1);
  }
});

it('makes the same sound every time', () => {
  const voice = makeVoice([VIBRATO], { decorate: (samples) => addNoise(samples, 0, samples.length, 0.02) });
  const asked = edit({ pitchSemitones: 2, range: 1.4, tempo: 0.8 });
  expect(adjust(voice, asked).channels).toEqual(adjust(voice, asked).channels);
});

it('treats all channels alike', () => {
  const voice = makeVoice([GLIDE], { channelCount: 2, sampleRateHz: 16_000 });
  const { channels } = adjust(voice, edit({ pitchSemitones: 2, tempo: 0.9, loudnessLu: 1 }));
  expect(channels).toHaveLength(2);
  channels[0].forEach((x, i) => {
    if (Math.abs(0.5 * x - channels[1][i]) > 1e-6) throw new Error(`channels differ at ${i}`);
  });
});

it('joins without clicks: nothing bends more sharply than in the original', () => {
  const voice = makeVoice([VIBRATO], { decorate: (samples) => addNoise(samples, 0, samples.length, 0.001) });
  const sharpest = (samples: Float32Array): number => {
    let most = 0;
    for (let i = 2; i < samples.length; i++)
      most = Math.max(most, Math.abs(samples[i] - 2 * samples[i - 1] + samples[i - 2]));
    return most;
  };
  const original = sharpest(voice.clip.channels[0]);
  for (const asked of [
    { pitchSemitones: 4 },
    { pitchSemitones: -4 },
    { tempo: 0.7 },
    { tempo: 1.4, range: 1.5 },
  ])
    expect(sharpest(adjust(voice, edit(asked)).channels[0])).toBeLessThan(1.5 * original);
});

it('keeps the level of a lowered voice', () => {
  const voice = makeVoice([STEADY]);
  const before = rms(voice.clip.channels[0], 28_800, 67_200);
  for (const factor of [0.85, 0.7]) {
    const after = rms(adjust(voice, edit({ pitchSemitones: semitones(factor) })).channels[0], 28_800, 67_200);
    expect(Math.abs(20 * Math.log10(after / before))).toBeLessThan(1);
  }
});

it('stretches noise without making it hum', () => {
  const voice = makeVoice([], { decorate: (samples) => addNoise(samples, 0, samples.length, 0.1) });
  const [samples] = adjust(voice, edit({ tempo: 0.7 })).channels;
  expect(
    20 * Math.log10(rms(samples, 0, samples.length) / rms(voice.clip.channels[0], 0, 96_000)),
  ).toBeCloseTo(0, 0);
  const energy = rms(samples, 2000, 130_000) ** 2;
  for (let lag = 100; lag < 700; lag += 1) {
    let sum = 0;
    for (let i = 2000; i < 130_000; i += 3) sum += samples[i] * samples[i + lag];
    expect(Math.abs(sum / ((128_000 / 3) * energy)), `lag ${lag}`).toBeLessThan(0.2);
  }
});

it('neither repeats nor swallows a burst', () => {
  const voice = makeVoice([], {
    decorate: (samples) => {
      addNoise(samples, 0, samples.length, 0.0005);
      for (const sec of [0.31, 0.77, 1.26, 1.63]) addNoise(samples, sec * 48_000, sec * 48_000 + 480, 0.5);
    },
  });
  for (const tempo of [0.7, 0.8, 1.25, 1.5]) {
    const [samples] = adjust(voice, edit({ tempo })).channels;
    const bursts: number[] = [];
    for (let at = 0; at + 240 <= samples.length; at += 240)
      if (rms(samples, at, at + 240) > 0.05 && at - (bursts.at(-1) ?? -Infinity) > 960) bursts.push(at);
    expect(bursts, String(tempo)).toHaveLength(4);
    bursts.forEach((at, i) => {
      const wanted = [0.31, 0.77, 1.26, 1.63][i] / tempo;
      // Half a jump and its freedom, and the 5 ms of the search above.
      expect(Math.abs(at / 48_000 - wanted)).toBeLessThan(0.025);
    });
  }
});

it('never clips, however loud the voice and the wish', () => {
  const loud = makeVoice([GLIDE], {
    decorate: (samples) => {
      const peak = Math.max(...samples.map(Math.abs));
      for (let i = 0; i < samples.length; i++) samples[i] /= peak;
    },
  });
  for (const asked of [
    { energyDb: 6 },
    { pitchSemitones: -4 },
    { pitchSemitones: 5, loudnessLu: 4, brightnessDb: 3 },
  ])
    for (const samples of adjust(loud, edit(asked)).channels)
      expect(Math.max(...samples.map(Math.abs))).toBeLessThan(0.9801);
});

it('meets loudness offsets and keeps true peaks below -1 dBTP', () => {
  const voice = makeVoice([GLIDE]);
  const before = integratedLufs(voice.clip) ?? 0;
  for (const loudnessLu of [-1.5, 2]) {
    const result = adjust(voice, edit({ pitchSemitones: 2, loudnessLu, brightnessDb: loudnessLu }));
    expect((integratedLufs(result) ?? 0) - before).toBeCloseTo(loudnessLu, 1);
    expect(truePeak(result)).toBeLessThanOrEqual(10 ** (-1 / 20) + 1e-6);
  }
  const normalised = adjust(voice, { ...NEUTRAL_EDIT, loudnessTargetLufs: -20 });
  expect(integratedLufs(normalised)).toBeCloseTo(-20, 1);
});

it('keeps silence silent', () => {
  const [samples] = adjust(
    makeVoice([]),
    edit({ tempo: 0.8, loudnessLu: 2, brightnessDb: 2, pauses: 2 }),
  ).channels;
  expect(samples).toHaveLength(120_000);
  expect(samples.every((x) => x === 0)).toBe(true);
});

it('takes a fifth of a second, and pulses at the very ends', () => {
  const voice = makeVoice([{ startSec: 0, endSec: 0.2, hz: () => 200 }], {
    durationSec: 0.2,
    sampleRateHz: 8000,
  });
  for (const asked of [
    { tempo: 0.5 },
    { tempo: 2 },
    { pitchSemitones: -6 },
    { pitchSemitones: 6, tempo: 1.3 },
  ]) {
    const result = adjust(voice, edit(asked));
    expect(result.length).toBe(Math.round(1600 / (asked.tempo ?? 1)));
    expect(result.channels[0].every(Number.isFinite)).toBe(true);
    expect(rms(result.channels[0], 100, result.length - 100)).toBeGreaterThan(0.01);
  }
});
