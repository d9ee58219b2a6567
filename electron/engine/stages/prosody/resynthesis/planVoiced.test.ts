import { expect, it } from 'vitest';
import { composePlan } from '../../../../../shared/prosody/compose.ts';
import { NEUTRAL_EDIT, withSettings } from '../../../../../shared/prosody/edits.ts';
import { semitonesOf } from '../../../../../shared/prosody/settings.ts';
import { makeVoice } from './madeVoice.ts';
import { planSynthesis } from './planSynthesis.ts';
import type { Grain } from './synthesisPlan.ts';

const RATE_HZ = 48_000;
const HZ = 120;
const LENGTHS_SEC = Array.from({ length: 40 }, (_, i) => 0.4 + i * 0.0023);

interface Planned {
  readonly grains: readonly Grain[];
  /** Of the result, samples. */
  readonly period: number;
  /** From the source's last pulse to that of the result, periods of the result. */
  readonly endPeriods: number;
}

function plan(lengthSec: number, factor: number): Planned {
  const { analysis } = makeVoice([{ startSec: 0.3, endSec: 0.3 + lengthSec, hz: () => HZ }], {
    durationSec: 1,
    sampleRateHz: RATE_HZ,
  });
  const edit = withSettings(NEUTRAL_EDIT, { pitchSemitones: semitonesOf(factor) });
  const { grains } = planSynthesis(analysis, composePlan(analysis, edit, null));
  const period = RATE_HZ / (factor * HZ);
  const lastPulse = (analysis.pulsesSec.at(-1) ?? NaN) * RATE_HZ;
  return { grains, period, endPeriods: ((grains.at(-1)?.target ?? NaN) - lastPulse) / period };
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

it('ends a raised voice where it ended, to half a period', () => {
  const ends = LENGTHS_SEC.map((length) => plan(length, 1.35).endPeriods);
  for (const end of ends) expect(Math.abs(end)).toBeLessThan(0.51);
  expect(Math.abs(mean(ends))).toBeLessThan(0.15);
});

it('gives a lowered voice half a period more in the mean, and never more than one', () => {
  const ends = LENGTHS_SEC.map((length) => plan(length, 0.85).endPeriods);
  for (const end of ends) expect(Math.abs(end - 0.5)).toBeLessThan(0.51);
  expect(mean(ends)).toBeGreaterThan(0.35);
  expect(mean(ends)).toBeLessThan(0.65);
});

it('mixes neighbouring periods at the ends of lowered voices only, at the same level', () => {
  const mixedAt = ({ grains }: Planned): number[] =>
    grains.flatMap(({ target }, i) => (i > 0 && grains[i - 1].target === target ? [i] : []));
  expect(mixedAt(plan(0.4, 1.35))).toEqual([]);
  const lowered = plan(0.4, 0.85);
  const mixed = mixedAt(lowered);
  expect(mixed.length).toBeGreaterThan(2);
  const inner = lowered.grains[lowered.grains.length >> 1];
  const [from, to] = [lowered.grains[0].target, lowered.grains[lowered.grains.length - 1].target];
  for (const i of mixed) {
    const [a, b] = [lowered.grains[i - 1], lowered.grains[i]];
    expect(a.gain + b.gain).toBeCloseTo(inner.gain, 2);
    expect(Math.abs(a.source - b.source)).toBeCloseTo(RATE_HZ / HZ, 0);
    expect(Math.min(a.target - from, to - a.target)).toBeLessThan(4.5 * lowered.period);
  }
});
