import { expect, it } from 'vitest';
import { NEUTRAL_EDIT, withPhrase, withSettings, type ProsodyEdit } from './edits.ts';
import { gentlerEdit } from './gentlerEdit.ts';

const EDIT: ProsodyEdit = {
  ...withPhrase(
    withSettings(NEUTRAL_EDIT, { pitchSemitones: 8, tempo: 2 }),
    { startSec: 1, endSec: 2 },
    { range: 4 },
  ),
  preset: { id: 'celebration', amount: 1.2 },
  pitchCurves: [
    { mode: 'offset', points: [{ sec: 0, value: 6 }], span: null, microProsody: 0 },
    { mode: 'absolute', points: [{ sec: 0, value: 6 }], span: null, microProsody: 0 },
  ],
  energyCurve: [{ sec: 1, value: -3 }],
};

it('takes the same share of preset, settings, phrases and drawn offsets', () => {
  const half = gentlerEdit(EDIT, 0.5);
  expect(half.preset).toEqual({ id: 'celebration', amount: 0.6 });
  expect(half.settings.pitchSemitones).toBe(4);
  expect(half.settings.tempo).toBeCloseTo(Math.SQRT2, 9);
  expect(half.phrases[0].settings.range).toBeCloseTo(2, 9);
  expect(half.pitchCurves.map(({ points }) => points[0].value)).toEqual([3, 6]);
  expect(half.energyCurve).toEqual([{ sec: 1, value: -1.5 }]);
});

it('is the edit itself at full strength', () => {
  expect(gentlerEdit(EDIT, 1)).toBe(EDIT);
});
