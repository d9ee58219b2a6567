import { describe, expect, it } from 'vitest';
import type { SpeechFeatures } from '../../../../voice/types.ts';
import { easeIntoSilence, silenceLevelDb, speechFrames } from './speechGate.ts';

/** A voice by its level and activity alone. */
const voiceOf = (energyDb: readonly number[], activity: readonly number[]): SpeechFeatures => ({
  durationSec: energyDb.length / 100,
  mono16k: new Float32Array(0),
  wav2lipMel: { bands: 0, frames: 0, data: new Float32Array(0) },
  stepSec: 0.01,
  energyDb: Float32Array.from(energyDb),
  voicing: new Float32Array(energyDb.length),
  bandDb: new Float32Array(energyDb.length),
  activity: Uint8Array.from(activity),
  pauses: [],
});
const runs = <T>(...parts: readonly (readonly [count: number, value: T])[]): T[] =>
  parts.flatMap(([count, value]) => Array<T>(count).fill(value));

describe('speechFrames', () => {
  it('bridges the gap of a stop and keeps a pause', () => {
    const levels = runs([30, -80], [50, -20], [8, -75], [50, -20], [40, -80], [50, -20], [30, -80]);
    const speech = speechFrames(
      voiceOf(
        levels,
        levels.map((level) => (level > -50 ? 1 : 0)),
      ),
    );
    expect(Array.from(speech)).toEqual(runs([30, 0], [108, 1], [40, 0], [50, 1], [30, 0]));
  });

  it('overrules an activity that holds on in noise', () => {
    const levels = runs([60, -20], [60, -70], [60, -20]);
    const speech = speechFrames(voiceOf(levels, runs([180, 1])));
    expect(Array.from(speech)).toEqual(runs([60, 1], [60, 0], [60, 1]));
  });

  it('drops a click', () => {
    const levels = runs([60, -20], [60, -80], [3, -30], [60, -80]);
    const speech = speechFrames(
      voiceOf(
        levels,
        levels.map((level) => (level > -50 ? 1 : 0)),
      ),
    );
    expect(speech.reduce((sum, value) => sum + value, 0)).toBe(60);
  });
});

describe('silenceLevelDb', () => {
  it('stays 25 dB below loud speech when there is no pause to learn the noise from', () => {
    expect(silenceLevelDb(Float32Array.from(runs([50, -20], [50, -26])))).toBe(-45);
  });
});

describe('easeIntoSilence', () => {
  const speech = Uint8Array.from(runs([50, 0], [50, 1], [50, 0]));
  const eased = easeIntoSilence(new Float32Array(150).fill(1), speech);

  it('rests in silence, and within 150 ms of the last sound', () => {
    expect(Math.max(...eased.subarray(0, 40))).toBe(0);
    expect(Math.max(...eased.subarray(115))).toBe(0);
  });

  it('begins 60 to 100 ms before the first sound', () => {
    const first = eased.findIndex((value) => value > 0);
    expect(50 - first).toBeGreaterThanOrEqual(6);
    expect(50 - first).toBeLessThanOrEqual(10);
  });

  it('moves without a jump and leaves speech as it is', () => {
    for (let t = 1; t < eased.length; t++) expect(Math.abs(eased[t] - eased[t - 1])).toBeLessThan(0.25);
    expect(Array.from(eased.subarray(50, 100))).toEqual(runs([50, 1]));
  });
});
