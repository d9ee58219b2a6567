import { expect, it } from 'vitest';
import { composePlan, type ProsodyPlan } from './compose.ts';
import { sampleCurve } from './curve.ts';
import {
  NEUTRAL_EDIT,
  withEnergyStroke,
  withPause,
  withPhrase,
  withPitchStroke,
  withSettings,
  withTempoStroke,
  type ProsodyEdit,
  type ProsodyLanguage,
} from './edits.ts';
import { findPreset, PRESETS, type ProsodyPreset } from './presets.ts';
import { testVoice } from './testVoice.ts';
import { adjustedDurationSec, durationFactorAt, isIdentityMap, toAdjusted } from './timeMap.ts';

const VOICE = testVoice();
const { hz, startSec, stepSec } = VOICE.pitch;
const frameAt = (sec: number): number => Math.round((sec - startSec) / stepSec);
const semitones = (to: number, from: number): number => 12 * Math.log2(to / from);
const codes = (plan: ProsodyPlan): string[] => plan.limits.map(({ code }) => code);

const preset = (id: string): ProsodyPreset => {
  const found = findPreset(id);
  if (!found) throw new Error(id);
  return found;
};

const withId = (id: string, language: ProsodyLanguage | null, amount = 1): ProsodyEdit => ({
  ...NEUTRAL_EDIT,
  language,
  preset: { id, amount },
});

it('plans nothing for nothing, and for the neutral preset', () => {
  for (const neutral of [
    composePlan(VOICE, NEUTRAL_EDIT, null),
    composePlan(VOICE, withId('neutral', 'ja'), preset('neutral')),
  ]) {
    expect(neutral.isNeutral).toBe(true);
    expect(neutral.targetHz).toEqual(hz);
    expect(isIdentityMap(neutral.timeMap)).toBe(true);
    expect(neutral.limits).toEqual([]);
  }
  expect(composePlan(VOICE, withId('birthday', null, 0), preset('birthday')).isNeutral).toBe(true);
});

it("scales in semitones about the speaker's median: m P (f/m)^R", () => {
  const plan = composePlan(VOICE, withSettings(NEUTRAL_EDIT, { pitchSemitones: 2, range: 1.1 }), null);
  hz.forEach((f, i) => {
    if (f === 0) expect(plan.targetHz[i]).toBe(0);
    else expect(semitones(plan.targetHz[i], 120)).toBeCloseTo(2 + 1.1 * semitones(f, 120), 3);
  });
});

it('changes a phrase and leaves the others exactly as they are', () => {
  const edit = withPhrase(
    NEUTRAL_EDIT,
    { startSec: 2.4, endSec: 3.9 },
    { pitchSemitones: 3, energyDb: 4, tempo: 0.8 },
  );
  const plan = composePlan(VOICE, edit, null);
  expect(plan.targetHz.subarray(0, frameAt(2.3))).toEqual(hz.subarray(0, frameAt(2.3)));
  expect(semitones(plan.targetHz[frameAt(3)], hz[frameAt(3)])).toBeCloseTo(3, 4);
  expect([sampleCurve(plan.gainDb, 1), sampleCurve(plan.gainDb, 3)]).toEqual([0, expect.closeTo(4, 9)]);
  expect(toAdjusted(plan.timeMap, 2.3)).toBeCloseTo(2.3, 9);
  expect(durationFactorAt(plan.timeMap, 3)).toBeCloseTo(1.25, 9);
});

it('lengthens and shortens everything by the tempo', () => {
  const plan = composePlan(VOICE, withSettings(NEUTRAL_EDIT, { tempo: 0.8 }), null);
  expect(adjustedDurationSec(plan.timeMap)).toBeCloseTo(5, 9);
  expect(plan.timeMap.originalSec).toHaveLength(2);
});

it('scales the inner part of pauses only, within bounds', () => {
  const half = composePlan(VOICE, withSettings(NEUTRAL_EDIT, { pauses: 0.5 }), null);
  expect(adjustedDurationSec(half.timeMap)).toBeCloseTo(3.7, 9);
  expect(toAdjusted(half.timeMap, 1.84)).toBeCloseTo(1.84, 9);
  const longest = composePlan(VOICE, withSettings(NEUTRAL_EDIT, { pauses: 5 }), null);
  expect(adjustedDurationSec(longest.timeMap)).toBeCloseTo(4 - 0.6 + 2.5, 9);
  expect(codes(longest)).toContain('pause-bounded');
  const shortest = composePlan(VOICE, withSettings(NEUTRAL_EDIT, { pauses: 0.1 }), null);
  expect(adjustedDurationSec(shortest.timeMap)).toBeCloseTo(4 - 0.6 + 0.15, 9);
});

it('gives one pause the length that was set for it', () => {
  const plan = composePlan(VOICE, withPause(NEUTRAL_EDIT, { startSec: 1.85, endSec: 2.38 }, 1.1), null);
  expect(adjustedDurationSec(plan.timeMap)).toBeCloseTo(4.5, 9);
});

it('follows tempo and energy curves', () => {
  const edit = withEnergyStroke(
    withTempoStroke(NEUTRAL_EDIT, [
      { sec: 0, value: 0 },
      { sec: 4, value: 1 },
    ]),
    [
      { sec: 1, value: -6 },
      { sec: 3, value: 6 },
    ],
  );
  const plan = composePlan(VOICE, edit, null);
  expect(adjustedDurationSec(plan.timeMap)).toBeCloseTo(4 * (0.5 / Math.LN2), 3);
  expect(sampleCurve(plan.gainDb, 2)).toBeCloseTo(0, 9);
  expect(sampleCurve(plan.gainDb, 3.5)).toBeCloseTo(6, 9);
});

it('replaces the contour by a drawn one, keeping some of the small movements', () => {
  const edit = withPitchStroke(NEUTRAL_EDIT, 'absolute', [
    { sec: 2.4, value: 0 },
    { sec: 3.9, value: 4 },
  ]);
  const plan = composePlan(VOICE, edit, null);
  expect(plan.targetHz.subarray(0, frameAt(1.8))).toEqual(hz.subarray(0, frameAt(1.8)));
  const at = semitones(plan.targetHz[frameAt(3.15)], 120);
  expect(Math.abs(at - 2)).toBeLessThan(0.2);
});

it('adds an offset curve to what is there', () => {
  const plan = composePlan(
    VOICE,
    withPitchStroke(withSettings(NEUTRAL_EDIT, { pitchSemitones: 1 }), 'offset', [
      { sec: 2.5, value: 2 },
      { sec: 3.7, value: 2 },
    ]),
    null,
  );
  expect(semitones(plan.targetHz[frameAt(3)], hz[frameAt(3)])).toBeCloseTo(3, 4);
});

it('makes a drawn cliff climbable and says so', () => {
  const plan = composePlan(
    VOICE,
    withPitchStroke(NEUTRAL_EDIT, 'absolute', [
      { sec: 0.5, value: -5 },
      { sec: 0.51, value: 5 },
    ]),
    null,
  );
  expect(codes(plan)).toContain('slope-capped');
});

it('holds tones within the reach of the voice', () => {
  const plan = composePlan(VOICE, withSettings(NEUTRAL_EDIT, { pitchSemitones: 12 }), null);
  expect(Math.max(...plan.targetHz)).toBeLessThanOrEqual(1.9 * Math.max(...hz));
  expect(codes(plan)).toEqual(expect.arrayContaining(['pitch-clamped', 'beyond-pitch']));
});

it('lifts the ends of phrases over their last quarter of a second', () => {
  const plan = composePlan(VOICE, withSettings(NEUTRAL_EDIT, { endLiftSemitones: 1 }), null);
  expect(semitones(plan.targetHz[frameAt(1.74)], hz[frameAt(1.74)])).toBeCloseTo(1, 3);
  expect(plan.targetHz[frameAt(1.4)]).toBe(hz[frameAt(1.4)]);
});

it('does no preset the way the table says to a voice that is lively, fast or high', () => {
  const celebration = preset('celebration');
  const lively = composePlan(testVoice({ rangeSemitones: 7 }), withId('celebration', 'en'), celebration);
  expect(lively.settings.range).toBeCloseTo(1.225, 9);
  const fast = composePlan(testVoice({ syllableRateHz: 6.5 }), withId('celebration', 'en'), celebration);
  expect(fast.settings.tempo).toBe(1);
  const high = composePlan(testVoice({ medianHz: 280 }), withId('celebration', 'en'), celebration);
  expect(high.settings.pitchSemitones).toBeCloseTo(1.2, 9);
  expect([lively, fast, high].map((plan) => codes(plan)[0])).toEqual([
    'range-wide-voice',
    'tempo-fast-voice',
    'pitch-high-voice',
  ]);
});

it('keeps the rules of Japanese for every preset and amount', () => {
  for (const each of PRESETS)
    for (const amount of [0.5, 1, 1.5]) {
      const { settings } = composePlan(VOICE, withId(each.id, 'ja', amount), each);
      expect(settings.range).toBeGreaterThanOrEqual(0.85);
      expect(settings.range).toBeLessThanOrEqual(1.6);
      expect(settings.tempo).toBeLessThanOrEqual(1.08);
      expect(settings.pitchSemitones).toBeLessThanOrEqual(2);
      expect(settings.endLiftSemitones).toBeLessThanOrEqual(0.5);
    }
});

it('keeps the rules of Persian for every preset and amount', () => {
  for (const each of PRESETS)
    for (const amount of [0.5, 1, 1.5]) {
      const { settings } = composePlan(VOICE, withId(each.id, 'fa', amount), each);
      expect(settings.range).toBeGreaterThanOrEqual(0.85);
      expect(settings.loudnessLu).toBeLessThanOrEqual(1);
      expect(settings.brightnessDb).toBeLessThanOrEqual(1);
      expect(settings.endLiftSemitones).toBeLessThanOrEqual(0);
    }
});

it('does what the user asks in numbers, and says where it may sound processed', () => {
  const plan = composePlan(VOICE, withSettings({ ...NEUTRAL_EDIT, language: 'ja' }, { range: 0.7 }), null);
  expect(plan.settings.range).toBe(0.7);
  expect(codes(composePlan(VOICE, withSettings(NEUTRAL_EDIT, { tempo: 2 }), null))).toContain('beyond-tempo');
  expect(
    codes(composePlan(VOICE, withSettings(NEUTRAL_EDIT, { tempo: 0.72, pitchSemitones: 9 }), null)),
  ).toContain('beyond-together');
});

it('warns when a drawing turns a Japanese accent round', () => {
  const falling = testVoice({ syllablesSec: Float64Array.from([0.25, 0.75]) });
  const turned = withPitchStroke({ ...NEUTRAL_EDIT, language: 'ja' }, 'absolute', [
    { sec: 0.2, value: -3 },
    { sec: 0.8, value: 3 },
  ]);
  expect(codes(composePlan(falling, turned, null))).toContain('japanese-accent');
  expect(codes(composePlan(falling, { ...turned, language: 'en' }, null))).not.toContain('japanese-accent');
});

it('leaves a voice without voicing alone and says why', () => {
  const whisper = testVoice({
    medianHz: null,
    rangeSemitones: null,
    pitch: { startSec, stepSec, hz: new Float32Array(hz.length) },
  });
  const plan = composePlan(whisper, withSettings(NEUTRAL_EDIT, { pitchSemitones: 2 }), null);
  expect(codes(plan)).toEqual(['no-voiced-speech']);
  expect(plan.isNeutral).toBe(true);
});
