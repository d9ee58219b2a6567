import { expect, it } from 'vitest';
import { PRESETS } from '../../../shared/prosody/presets.ts';
import { NEUTRAL_SETTINGS } from '../../../shared/prosody/settings.ts';
import { sketchOf, type SketchCurve } from './sketch.ts';

const extent = (curve: SketchCurve): number => curve[curve.length - 1][0] - curve[0][0];
const values = (curve: SketchCurve): number[] => curve.map(([, semitones]) => semitones);
const spread = (curve: SketchCurve): number => Math.max(...values(curve)) - Math.min(...values(curve));
const neutral = sketchOf(NEUTRAL_SETTINGS).phrases[0];

it('shows what each setting does, by as much as it does', () => {
  const [higher] = sketchOf({ ...NEUTRAL_SETTINGS, pitchSemitones: 2 }).phrases;
  expect(values(higher).map((value, i) => value - values(neutral)[i])).toEqual(
    values(neutral).map(() => expect.closeTo(2, 9) as number),
  );
  const [wider] = sketchOf({ ...NEUTRAL_SETTINGS, range: 1.5 }).phrases;
  expect(spread(wider)).toBeCloseTo(1.5 * spread(neutral), 9);
  const [faster] = sketchOf({ ...NEUTRAL_SETTINGS, tempo: 1.25 }).phrases;
  expect(extent(faster)).toBeCloseTo(extent(neutral) / 1.25, 9);
  const [lifted] = sketchOf({ ...NEUTRAL_SETTINGS, endLiftSemitones: 1 }).phrases;
  expect((values(lifted).at(-1) ?? 0) - (values(neutral).at(-1) ?? 0)).toBeCloseTo(1, 9);
});

it('widens the gap with the pauses alone', () => {
  const gap = (pauses: number): number => {
    const [first, second] = sketchOf({ ...NEUTRAL_SETTINGS, pauses }).phrases;
    return second[0][0] - (first.at(-1)?.[0] ?? 0);
  };
  expect(gap(1.4)).toBeCloseTo(1.4 * gap(1), 9);
});

it('keeps every preset within its frame', () => {
  for (const { id, settings } of PRESETS)
    for (const curve of sketchOf(settings).phrases)
      for (const [time, semitones] of curve) {
        expect(time, id).toBeGreaterThanOrEqual(0);
        expect(time, id).toBeLessThanOrEqual(1);
        expect(Math.abs(semitones), id).toBeLessThan(9);
      }
});
