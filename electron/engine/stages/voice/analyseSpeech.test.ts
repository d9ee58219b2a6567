import { describe, expect, it } from 'vitest';
import { KotohogiError } from '../../../../shared/errors.ts';
import { silentProgress } from '../../progress.ts';
import { createAudioClip } from '../../runtime/audio.ts';
import type { Voice } from '../media/types.ts';
import { analyseSpeech } from './index.ts';
import { summariseVoice } from './summary.ts';

const context = { signal: new AbortController().signal, progress: silentProgress };

function voiceOf(rate: number, channels: number, durationSec: number, value: (sec: number) => number): Voice {
  const clip = createAudioClip(rate, channels, Math.round(rate * durationSec));
  for (const samples of clip.channels) for (let n = 0; n < samples.length; n++) samples[n] = value(n / rate);
  const sha256 = '0'.repeat(64);
  return { path: 'voice.wav', sha256, clip, durationSec: clip.length / rate, warnings: [] };
}

/** A buzz of 150 Hz between 0.5 and 1.5 s. */
const phrase = (sec: number): number =>
  sec < 0.5 || sec >= 1.5 ? 0 : 0.2 * (Math.sin(942.478 * sec) + 0.5 * Math.sin(1884.956 * sec));

describe('analyseSpeech', () => {
  it.each([8_000, 22_050, 44_100, 48_000])('gives arrays of matching length and time at %i Hz', (rate) => {
    const features = analyseSpeech(voiceOf(rate, 2, 2, phrase), context);
    expect(features.durationSec).toBe(2);
    expect(features.mono16k).toHaveLength(32_000);
    expect(features.wav2lipMel.frames).toBe(161);
    expect([features.energyDb.length, features.voicing.length, features.activity.length]).toEqual([
      201, 201, 201,
    ]);
    expect(features.pauses).toHaveLength(2);
    features.pauses
      .flat()
      .forEach((sec, i) => expect(Math.abs(sec - [0, 0.5, 1.5, 2][i])).toBeLessThan(0.04));
    expect(features.voicing[100]).toBeGreaterThan(0.95);
    // RMS of 0.2 * sqrt((1 + 0.25) / 2).
    expect(features.energyDb[100]).toBeCloseTo(20 * Math.log10(0.2 * Math.sqrt(0.625)), 0);
  });

  it('pads the mel of the shortest voice to one full window', () => {
    const features = analyseSpeech(voiceOf(16_000, 1, 0.1, phrase), context);
    expect(features.mono16k).toHaveLength(1_600);
    expect(features.wav2lipMel.frames).toBe(17);
  });

  it('reports growing progress and stops when cancelled', () => {
    const seen: number[] = [];
    analyseSpeech(voiceOf(16_000, 1, 0.5, phrase), { ...context, progress: { report: (f) => seen.push(f) } });
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const cancelled = { ...context, signal: AbortSignal.abort() };
    expect(() => analyseSpeech(voiceOf(16_000, 1, 0.5, phrase), cancelled)).toThrow(KotohogiError);
  });
});

describe('summariseVoice', () => {
  it('gives level, loudness, intensity and pauses in plain numbers', () => {
    const voice = voiceOf(48_000, 2, 2, (sec) => 0.5 * Math.sin(2 * Math.PI * 1_000 * sec));
    const summary = summariseVoice(voice, analyseSpeech(voice, context));
    expect(summary).toMatchObject({ schemaVersion: 1, durationSec: 2, sampleRateHz: 48_000, channels: 2 });
    expect(summary.level).toEqual({ peakDb: -6.02, rmsDb: -9.03 });
    expect(summary.loudness.lufs).toBeCloseTo(-6.02, 1);
    expect(summary.loudness.truePeakDb).toBeCloseTo(-6.02, 1);
    expect(summary.intensityDb.db).toHaveLength(201);
    expect(summary.intensityDb.db[100]).toBeCloseTo(-9, 0);
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  });

  it('says so when there is no speech', () => {
    let seed = 7;
    const hiss = voiceOf(16_000, 1, 2, () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return 0.02 * (seed / 2 ** 31 - 1);
    });
    const summary = summariseVoice(hiss, analyseSpeech(hiss, context));
    expect(summary.speechSec).toBe(0);
    expect(summary.pauses).toEqual([[0, 2]]);
    expect(summary.warnings.join()).toContain('No speech was found in "voice.wav"');
  });
});
