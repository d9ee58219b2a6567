import { describe, expect, it } from 'vitest';
import { pausesOf, speechActivity } from './activity.ts';
import { highPass, shortTimeLevelDb, stepCount } from './level.ts';
import { voicingStrength } from './voicing.ts';

const RATE = 16_000;

/** Deterministic noise of the given RMS. */
function noise(length: number, rms: number, seed = 1): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return rms * Math.sqrt(3) * (state / 2 ** 31 - 1);
  });
}

/** A voice-like pulse train with the first harmonics falling by 6 dB per octave and syllables of 0.2 s. */
function vowels(length: number, f0: number, peak: number): Float32Array {
  return Float32Array.from({ length }, (_, n) => {
    const t = n / RATE;
    const syllable = 0.35 + 0.65 * Math.sin(Math.PI * ((t / 0.2) % 1));
    let sum = 0;
    for (let h = 1; h <= 10; h++) sum += Math.sin(2 * Math.PI * f0 * h * t) / h;
    return peak * 0.5 * syllable * sum;
  });
}

function place(target: Float32Array, part: Float32Array, atSec: number): void {
  part.forEach((value, n) => (target[Math.round(atSec * RATE) + n] += value));
}

function analyse(signal: Float32Array): { activity: Uint8Array; pauses: [number, number][] } {
  const band = highPass(signal, 90, RATE);
  const activity = speechActivity(shortTimeLevelDb(band), voicingStrength(band));
  return { activity, pauses: pausesOf(activity, signal.length / RATE) };
}

describe('shortTimeLevelDb', () => {
  it('reads -3.01 dB from a full-scale sine, at the ends too', () => {
    const sine = Float32Array.from({ length: RATE }, (_, n) => Math.sin((2 * Math.PI * 400 * n) / RATE));
    const level = shortTimeLevelDb(sine);
    expect(level).toHaveLength(101);
    level.forEach((db) => expect(Math.abs(db - -3.0103)).toBeLessThan(0.15));
  });

  it('does not hear a constant offset and has a floor', () => {
    expect([...shortTimeLevelDb(new Float32Array(1_600).fill(0.25))].every((db) => db === -120)).toBe(true);
    expect(shortTimeLevelDb(new Float32Array(1_600))[3]).toBe(-120);
  });

  it('places a click in the frames whose window holds it', () => {
    const click = new Float32Array(3_200);
    click[1_600] = 1;
    const loud = [...shortTimeLevelDb(click)].flatMap((db, i) => (db > -60 ? [i] : []));
    expect(loud).toEqual([9, 10, 11]);
  });

  it('counts the steps within the sound', () => {
    expect([stepCount(0), stepCount(159), stepCount(160), stepCount(16_000)]).toEqual([1, 1, 2, 101]);
  });
});

describe('highPass', () => {
  it('takes hum away and leaves the voice', () => {
    const gainDb = (hz: number): number => {
      const sine = Float32Array.from({ length: RATE }, (_, n) => Math.sin((2 * Math.PI * hz * n) / RATE));
      return shortTimeLevelDb(highPass(sine, 90, RATE))[50] + 3.0103;
    };
    expect(gainDb(20)).toBeLessThan(-24);
    expect(Math.abs(gainDb(90) - -3.01)).toBeLessThan(0.6);
    expect(Math.abs(gainDb(400))).toBeLessThan(0.1);
  });
});

describe('voicingStrength', () => {
  const middle = (strength: Float32Array): Float32Array => strength.subarray(10, strength.length - 10);

  it.each([65, 90, 150, 233, 320, 480])('is high for a voice of %i Hz', (f0) => {
    expect(Math.min(...middle(voicingStrength(vowels(RATE, f0, 0.3))))).toBeGreaterThan(0.85);
  });

  it('is low for noise and zero for silence', () => {
    const strength = middle(voicingStrength(noise(RATE * 2, 0.1)));
    expect(strength.reduce((sum, value) => sum + value, 0) / strength.length).toBeLessThan(0.35);
    expect(Math.max(...voicingStrength(new Float32Array(RATE)))).toBe(0);
  });
});

describe('speechActivity', () => {
  it.each([
    ['silence', 0],
    ['a quiet room (-60 dB)', 0.001],
    ['a noisy room (15 dB below the voice)', 0.02],
  ])('finds the phrases and the pauses between them in %s', (_, noiseRms) => {
    const signal = noise(5 * RATE, noiseRms);
    place(signal, vowels(1.2 * RATE, 140, 0.3), 0.5);
    place(signal, vowels(1.6 * RATE, 190, 0.3), 2.3);
    const { pauses } = analyse(signal);
    const expected = [0, 0.5, 1.7, 2.3, 3.9, 5];
    expect(pauses).toHaveLength(3);
    pauses.flat().forEach((sec, i) => expect(Math.abs(sec - expected[i])).toBeLessThan(0.06));
  });

  it('follows a noise floor that rises in the middle of the recording', () => {
    const signal = new Float32Array(24 * RATE);
    place(signal, noise(12 * RATE, 0.001), 0);
    place(signal, noise(12 * RATE, 0.015), 12);
    for (let sec = 1; sec < 23; sec += 2) place(signal, vowels(RATE, 160, 0.35), sec);
    const { activity } = analyse(signal);
    const share = (from: number, to: number): number =>
      activity.subarray(from * 100, to * 100).reduce((sum, on) => sum + on, 0) / ((to - from) * 100);
    for (const sec of [3, 5, 15, 17, 19]) {
      expect(share(sec, sec + 1)).toBeGreaterThan(0.97);
      expect(share(sec + 1, sec + 2)).toBeLessThan(0.08);
    }
  });

  it.each([
    ['noise', noise(4 * RATE, 0.05)],
    ['quiet noise', noise(4 * RATE, 0.001)],
    [
      'mains hum',
      Float32Array.from({ length: 4 * RATE }, (_, n) => 0.05 * Math.sin((2 * Math.PI * 50 * n) / RATE)),
    ],
    ['digital silence', new Float32Array(4 * RATE)],
  ])('finds no speech in %s: one pause covers all of it', (_, signal) => {
    const { activity, pauses } = analyse(signal);
    expect(activity.some((on) => on === 1)).toBe(false);
    expect(pauses).toEqual([[0, 4]]);
  });

  it('hears a word that was cut tightly, without any silence around it', () => {
    const { activity, pauses } = analyse(vowels(0.4 * RATE, 200, 0.3));
    expect(activity.reduce((sum, on) => sum + on, 0) / activity.length).toBeGreaterThan(0.95);
    expect(pauses).toEqual([]);
  });

  it('bridges the closure of a plosive and drops a click', () => {
    const signal = noise(3 * RATE, 0.0003);
    place(signal, vowels(0.5 * RATE, 150, 0.3), 0.5);
    place(signal, vowels(0.5 * RATE, 150, 0.3), 1.09);
    signal[2.4 * RATE] = 0.8;
    const { activity } = analyse(signal);
    expect(activity.subarray(52, 157).every((on) => on === 1)).toBe(true);
    expect(activity.subarray(170).some((on) => on === 1)).toBe(false);
  });
});

describe('pausesOf', () => {
  it('keeps stretches of at least 0.15 s and ends with the sound', () => {
    const activity = new Uint8Array(101).fill(1);
    activity.fill(0, 20, 30);
    activity.fill(0, 40, 60);
    activity.fill(0, 80);
    expect(pausesOf(activity, 1.004)).toEqual([
      [0.395, 0.595],
      [0.795, 1.004],
    ]);
  });
});
