import { expect, it } from 'vitest';
import { prosodyEditSchema } from './editSchema.ts';
import {
  NEUTRAL_EDIT,
  withoutPhrase,
  withoutPitchCurves,
  withPause,
  withPhrase,
  withPitchStroke,
  withPreset,
  withSettings,
  withTempoStroke,
} from './edits.ts';

const SPAN = { startSec: 1, endSec: 2 };

it('leaves the old edit alone, so that undo is the old edit', () => {
  const before = structuredClone(NEUTRAL_EDIT);
  const edit = withPause(
    withPhrase(withSettings(NEUTRAL_EDIT, { range: 1.2 }), SPAN, { tempo: 0.9 }),
    SPAN,
    0.4,
  );
  expect(NEUTRAL_EDIT).toEqual(before);
  expect(edit.settings.range).toBe(1.2);
  expect(edit.phrases).toEqual([{ ...SPAN, settings: expect.objectContaining({ tempo: 0.9, range: 1 }) }]);
  expect(withPause(edit, SPAN, null).pauses).toEqual([]);
  expect(withoutPhrase(edit, SPAN).phrases).toEqual([]);
});

it('changes one thing of a phrase and keeps the rest, in order of time', () => {
  let edit = withPhrase(NEUTRAL_EDIT, { startSec: 3, endSec: 4 }, { energyDb: 2 });
  edit = withPhrase(edit, SPAN, { pitchSemitones: 1 });
  edit = withPhrase(edit, SPAN, { range: 1.3 });
  expect(edit.phrases.map(({ startSec }) => startSec)).toEqual([1, 3]);
  expect(edit.phrases[0].settings).toMatchObject({ pitchSemitones: 1, range: 1.3 });
});

it('joins a stroke to the curve that it touches', () => {
  const stroke = (from: number, to: number): { sec: number; value: number }[] =>
    Array.from({ length: 21 }, (_, i) => ({ sec: from + ((to - from) * i) / 20, value: i / 10 }));
  let edit = withPitchStroke(NEUTRAL_EDIT, 'absolute', stroke(1, 2));
  expect(edit.pitchCurves[0].points).toHaveLength(2);
  edit = withPitchStroke(edit, 'absolute', stroke(1.5, 2.5));
  edit = withPitchStroke(edit, 'absolute', stroke(4, 5));
  edit = withPitchStroke(edit, 'offset', stroke(1, 2));
  expect(edit.pitchCurves.map(({ span }) => span)).toEqual([
    [1, 2.5],
    [4, 5],
    [1, 2],
  ]);
});

it('rubs out the middle of a curve and keeps both ends', () => {
  const points = [1, 1.2, 1.5, 1.8, 2].map((sec) => ({ sec, value: Math.sin(9 * sec) }));
  const edit = withoutPitchCurves(withPitchStroke(NEUTRAL_EDIT, 'offset', points), 1.3, 1.7);
  expect(edit.pitchCurves.map(({ span }) => span)).toEqual([
    [1, 1.3],
    [1.7, 2],
  ]);
  expect(withoutPitchCurves(edit, 0, 9).pitchCurves).toEqual([]);
});

it('passes its own schema', () => {
  let edit = withPreset(NEUTRAL_EDIT, { id: 'birthday', amount: 1.5 });
  edit = withPitchStroke(edit, 'absolute', [
    { sec: 0, value: 1 },
    { sec: 1, value: -2 },
  ]);
  edit = withTempoStroke(withPause(withPhrase(edit, SPAN, { range: 2 }), SPAN, 1), [{ sec: 0, value: 0.1 }]);
  expect(prosodyEditSchema.parse(JSON.parse(JSON.stringify(edit)))).toEqual(edit);
});

it('is refused by the schema when out of bounds, out of order or unknown', () => {
  const bad = [
    { settings: { ...NEUTRAL_EDIT.settings, tempo: 0 } },
    { settings: { ...NEUTRAL_EDIT.settings, range: NaN } },
    { phrases: [{ startSec: 2, endSec: 1, settings: {} }] },
    {
      tempoCurve: [
        { sec: 1, value: 0 },
        { sec: 1, value: 1 },
      ],
    },
    { preset: { id: 'birthday', amount: 2 } },
    { version: 2 },
    { extra: 1 },
  ];
  for (const change of bad)
    expect(prosodyEditSchema.safeParse({ ...NEUTRAL_EDIT, ...change }).success, JSON.stringify(change)).toBe(
      false,
    );
});
