import { describe, expect, it } from 'vitest';
import { composePlan } from '../../../shared/prosody/compose.ts';
import { NEUTRAL_EDIT, withPhrase } from '../../../shared/prosody/edits.ts';
import { toAdjusted } from '../../../shared/prosody/timeMap.ts';
import { resynthesise } from '../stages/prosody/resynthesis/index.ts';
import { makeVoice } from '../stages/prosody/resynthesis/madeVoice.ts';
import { nameOfSlice, phraseSpans, sliceAnalysis, sliceClip, slicePlan } from './slicePlan.ts';

const RATE_HZ = 16_000;
const { clip, analysis: whole } = makeVoice(
  [
    { startSec: 0.2, endSec: 0.9, hz: () => 120 },
    { startSec: 1.3, endSec: 2.0, hz: () => 160 },
    { startSec: 2.4, endSec: 2.8, hz: () => 140 },
  ],
  {
    durationSec: 3,
    sampleRateHz: RATE_HZ,
    pauses: [
      [0.9, 1.3],
      [2.0, 2.4],
    ],
  },
);
const analysis = {
  ...whole,
  phrases: [
    [0.2, 0.9],
    [1.3, 2.0],
    [2.4, 2.8],
  ] as const,
};
const spans = phraseSpans(analysis.phrases, clip.length, RATE_HZ);
const planOf = (settings: Parameters<typeof withPhrase>[2]) =>
  composePlan(analysis, withPhrase(NEUTRAL_EDIT, { startSec: 1.2, endSec: 2.1 }, settings), null);
const namesOf = (plan: ReturnType<typeof planOf>): number[] =>
  spans.map((span) => nameOfSlice(span, slicePlan(plan, analysis, span), 0));

describe('phrases by themselves', () => {
  it('are cut in the middle of pauses and cover the voice', () => {
    expect(spans).toEqual([
      { from: 0, to: Math.round(1.1 * RATE_HZ) },
      { from: Math.round(1.1 * RATE_HZ), to: Math.round(2.2 * RATE_HZ) },
      { from: Math.round(2.2 * RATE_HZ), to: clip.length },
    ]);
    expect(phraseSpans([], 100, RATE_HZ)).toEqual([{ from: 0, to: 100 }]);
  });

  it('know their own times', () => {
    const slice = sliceAnalysis(analysis, spans[1]);
    expect(slice.mono.length).toBe(spans[1].to - spans[1].from);
    expect(slice.phrases).toHaveLength(1);
    expect(slice.phrases[0][0]).toBeCloseTo(0.2, 6);
    const at = (sec: number): number =>
      slice.pitch.hz[Math.round((sec - slice.pitch.startSec) / slice.pitch.stepSec)];
    expect([at(0.1), at(0.5)]).toEqual([0, 160]);
    expect(slice.pulsesSec[0]).toBeCloseTo(0.2, 6);
  });

  it('are changed by what an edit asks of them alone, also when they are moved', () => {
    const neutral = namesOf(composePlan(analysis, NEUTRAL_EDIT, null));
    for (const settings of [{ pitchSemitones: 2 }, { tempo: 0.8 }, { energyDb: 3 }]) {
      const names = namesOf(planOf(settings));
      expect(names.map((name, i) => name !== neutral[i])).toEqual([false, true, false]);
    }
    expect(namesOf(planOf({ pitchSemitones: 2 }))[1]).not.toBe(namesOf(planOf({ pitchSemitones: 3 }))[1]);
  });

  it('have together the length of the whole, to a sample for each', () => {
    const plan = planOf({ tempo: 0.83, pitchSemitones: 2 });
    const parts = spans.map(
      (span) =>
        resynthesise(sliceClip(clip, span), sliceAnalysis(analysis, span), slicePlan(plan, analysis, span))
          .clip,
    );
    const whole = resynthesise(clip, analysis, plan).clip;
    const sum = parts.reduce((length, part) => length + part.length, 0);
    expect(Math.abs(sum - whole.length)).toBeLessThanOrEqual(spans.length);
    const start = Math.round(toAdjusted(plan.timeMap, spans[1].from / RATE_HZ) * RATE_HZ);
    // What is not edited is the recording itself.
    expect(parts[0].channels[0]).toEqual(clip.channels[0].subarray(0, spans[0].to));
    expect(start).toBe(parts[0].length);
  });
});
