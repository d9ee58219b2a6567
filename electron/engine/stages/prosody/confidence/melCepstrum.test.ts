import { expect, it } from 'vitest';
import { applyBrightness } from '../resynthesis/level.ts';
import { createAudioClip } from '../../../runtime/audio.ts';
import { decimate } from '../decimate.ts';
import { shelfGainDb } from './request.ts';
import { spectralDistanceDb } from './spectralDistance.ts';
import { synthesise } from './syntheticSpeech.ts';

const vowel = (f0: number, formantFactor = 1, sampleRateHz = 16_000): Float32Array =>
  synthesise({ sampleRateHz, durationSec: 0.6, f0: () => f0, formantFactor });
const timesSec = Array.from({ length: 40 }, (_, i) => 0.1 + i * 0.01);

const distance = (a: Float32Array, b: Float32Array, sampleRateHz = 16_000, brightnessDb = 0): number =>
  spectralDistanceDb({
    original: { mono: a, sampleRateHz },
    result: { mono: b, sampleRateHz },
    timesSec,
    toResultSec: (sec) => sec,
    gainDb: (hz) => shelfGainDb(hz, brightnessDb),
  });

it('sees neither level nor a shift of a few milliseconds', () => {
  const sound = vowel(120);
  expect(distance(sound, sound)).toBe(0);
  expect(
    distance(
      sound,
      sound.map((x) => x / 4),
    ),
  ).toBeLessThan(0.01);
  expect(
    distance(
      sound,
      sound.map((_, i) => sound[i - 80] ?? 0),
    ),
  ).toBeLessThan(0.1);
});

it('tells moved formants from a moved pitch', () => {
  expect(distance(vowel(120), vowel(144))).toBeLessThan(2.5);
  expect(distance(vowel(120), vowel(144, 1.2))).toBeGreaterThan(4);
});

it('measures the same at every sample rate', () => {
  for (const rateHz of [22_050, 44_100, 48_000])
    expect(distance(vowel(120, 1, rateHz), vowel(120, 1.2, rateHz), rateHz)).toBeCloseTo(
      distance(vowel(120), vowel(120, 1.2)),
      0,
    );
});

it('does not hold an ordered equaliser against the result', () => {
  const sound = vowel(120);
  const clip = createAudioClip(16_000, 1, sound.length);
  clip.channels[0].set(sound);
  applyBrightness(clip, 6);
  expect(distance(sound, clip.channels[0])).toBeGreaterThan(1);
  expect(distance(sound, clip.channels[0], 16_000, 6)).toBeLessThan(0.4);
});

it('knows the gain of the shelf far below, at and far above its corner', () => {
  expect(shelfGainDb(100, 6)).toBeCloseTo(0, 1);
  expect(shelfGainDb(2500, 6)).toBeCloseTo(3, 1);
  expect(shelfGainDb(20_000, 6)).toBeCloseTo(6, 1);
});

it('decimates without letting high tones through', () => {
  const tone = (hz: number): Float32Array =>
    Float32Array.from({ length: 4800 }, (_, i) => Math.sin((2 * Math.PI * hz * i) / 48_000));
  const rms = (x: Float32Array): number => Math.sqrt(x.reduce((sum, v) => sum + v * v, 0) / x.length);
  const [low, high] = [1000, 12_000].map((hz) => rms(decimate(tone(hz), 3).subarray(100, 1500)));
  expect(low).toBeCloseTo(Math.SQRT1_2, 2);
  expect(high).toBeLessThan(0.005);
  expect(decimate(tone(1000), 3)[500]).toBeCloseTo(tone(1000)[1500], 2);
});
