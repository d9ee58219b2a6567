import { describe, expect, it } from 'vitest';
import { identityTimeMap, timeMapOf } from '../../../../../shared/prosody/timeMap.ts';
import type { ConfidenceRequest } from './index.ts';
import { scoreConfidence } from './index.ts';
import type { SyntheticSpeech } from './syntheticSpeech.ts';
import { analysisOf, synthesise, trueTrack } from './syntheticSpeech.ts';

const SAMPLE_RATE_HZ = 16_000;
const DURATION_SEC = 2;
/** Three vowels with falling pitch and silences between them. */
const f0 = (sec: number): number => (sec % 0.7 > 0.5 ? 0 : 180 * 2 ** (-(sec % 0.7) / 1.2));
const speech = (factor = 1): SyntheticSpeech => ({
  sampleRateHz: SAMPLE_RATE_HZ,
  durationSec: DURATION_SEC,
  f0: (sec) => f0(sec) * factor,
});
const original = analysisOf(synthesise(speech()), speech());

const asked = (factor: number): ConfidenceRequest => ({
  targetHz: original.pitch.hz.map((hz) => hz * factor),
  timeMap: identityTimeMap(DURATION_SEC),
  pitchAsked: factor !== 1,
  brightnessDb: 0,
  isNeutral: factor === 1,
});
/** Scores a sound whose pitch is known. */
const score = (mono: Float32Array, sound: SyntheticSpeech, request: ConfidenceRequest, strength?: number) =>
  scoreConfidence({ original, result: { mono, sampleRateHz: SAMPLE_RATE_HZ }, request }, () =>
    trueTrack(sound, strength),
  );

describe('a result that is what was asked for', () => {
  it('scores exactly 1 when nothing was asked and nothing changed', () => {
    const confidence = score(original.mono, speech(), asked(1));
    expect(confidence.score).toBe(1);
    expect(confidence.band).toBe('good');
    expect(confidence.reasons).toEqual([]);
  });

  it('scores above 0.9 for a moderate change of pitch that kept the formants', () => {
    const confidence = score(synthesise(speech(1.2)), speech(1.2), asked(1.2));
    expect(confidence.score).toBeGreaterThan(0.9);
    expect(confidence.terms.pitch?.measures['medianCents']).toBeLessThan(1);
  });

  it('follows the time map', () => {
    const slow: SyntheticSpeech = { ...speech(), durationSec: 2.5, f0: (sec) => f0(sec * 0.8) };
    const timeMap = timeMapOf([{ endSec: DURATION_SEC, factor: 1.25 }]);
    const mono = synthesise(slow);
    expect(score(mono, slow, { ...asked(1), timeMap, isNeutral: false }).score).toBeGreaterThan(0.85);
    expect(score(mono, slow, asked(1)).score).toBeLessThan(0.1);
  });
});

describe('a result that is not what was asked for', () => {
  it('scores next to nothing when the untouched voice is passed off as raised', () => {
    const confidence = score(original.mono, speech(), asked(1.2));
    expect(confidence.score).toBeLessThan(0.1);
    expect(confidence.reasonCodes[0]).toBe('pitch-contour');
    expect(confidence.reasons[0]).toContain('316 cents');
  });

  it('scores below 0.7 when the formants moved with the pitch', () => {
    const tape = { ...speech(1.2), formantFactor: 1.2 };
    const confidence = score(synthesise(tape), tape, asked(1.2));
    expect(confidence.score).toBeLessThan(0.7);
    expect(confidence.reasonCodes).toContain('spectral-distance');
  });

  it('scores below 0.7 when it buzzes', () => {
    const confidence = score(synthesise(speech(1.2)), speech(1.2), asked(1.2), 0.72);
    expect(confidence.score).toBeLessThan(0.7);
    expect(confidence.reasonCodes).toContain('spectral-roughness');
  });

  it('scores about a quarter when it is clipped', () => {
    const loud = synthesise(speech(1.2)).map((sample) => Math.max(-1, Math.min(1, sample * 8)));
    const confidence = score(loud, speech(1.2), asked(1.2));
    expect(confidence.score).toBeLessThan(0.3);
    expect(confidence.terms.clipping?.value).toBe(0);
  });

  it('scores below 0.7 when it is 60 ms late', () => {
    const late: SyntheticSpeech = { ...speech(), f0: (sec) => (sec < 0.06 ? 0 : f0(sec - 0.06)) };
    expect(score(synthesise(late), late, { ...asked(1), isNeutral: false }).score).toBeLessThan(0.7);
  });

  it('scores 0 for the pitch when nothing voiced is left', () => {
    const silent: SyntheticSpeech = { ...speech(), f0: () => 0 };
    const confidence = score(new Float32Array(original.mono.length), silent, asked(1.2));
    expect(confidence.score).toBeLessThan(0.01);
    expect(confidence.terms.pitch?.code).toBe('pitch-lost');
  });
});

describe('a voice without a pitch', () => {
  const still: SyntheticSpeech = { ...speech(), f0: () => 0 };
  const noise = Float32Array.from({ length: 32_000 }, (_, i) => 0.1 * Math.sin(i * i * 0.37));
  const whisper = analysisOf(noise, still);
  const request = { ...asked(1), targetHz: whisper.pitch.hz };
  const scoreWhisper = (pitchAsked: boolean): ReturnType<typeof scoreConfidence> =>
    scoreConfidence(
      {
        original: whisper,
        result: { mono: noise, sampleRateHz: SAMPLE_RATE_HZ },
        request: { ...request, pitchAsked, isNeutral: false },
      },
      () => trueTrack(still),
    );

  it('stays below 0.7 when its pitch should have changed, and says why', () => {
    const confidence = scoreWhisper(true);
    expect(confidence.score).toBeCloseTo(0.65, 2);
    expect(confidence.reasonCodes).toEqual(['no-voiced-speech']);
  });

  it('is judged by everything else when no pitch was asked for', () => {
    expect(scoreWhisper(false).score).toBe(1);
  });

  it('scores 0 when there is only silence', () => {
    const nothing = new Float32Array(32_000);
    const confidence = scoreConfidence(
      {
        original: analysisOf(nothing, still),
        result: { mono: nothing, sampleRateHz: SAMPLE_RATE_HZ },
        request,
      },
      () => trueTrack(still),
    );
    expect(confidence).toMatchObject({ score: 0, band: 'broken', reasonCodes: ['no-speech'] });
  });
});
