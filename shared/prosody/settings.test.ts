import { expect, it } from 'vitest';
import { combineSettings, isNeutral, NEUTRAL_SETTINGS, scaleSettings } from './settings.ts';

const JOY = { ...NEUTRAL_SETTINGS, pitchSemitones: 2, range: 1.44, tempo: 1.1, loudnessLu: 1 };

it('scales semitones and dB as they are, factors as powers', () => {
  expect(scaleSettings(JOY, 0)).toEqual(NEUTRAL_SETTINGS);
  expect(scaleSettings(JOY, 1)).toEqual(JOY);
  expect(scaleSettings(JOY, 0.5)).toMatchObject({
    pitchSemitones: 1,
    range: expect.closeTo(1.2, 12),
    loudnessLu: 0.5,
  });
});

it('combines with neutral to itself, and either way round to the same', () => {
  expect(combineSettings(JOY, NEUTRAL_SETTINGS)).toEqual(JOY);
  const other = { ...NEUTRAL_SETTINGS, pitchSemitones: -1, range: 0.5 };
  expect(combineSettings(JOY, other)).toEqual(combineSettings(other, JOY));
  expect(combineSettings(JOY, other)).toMatchObject({ pitchSemitones: 1, range: 0.72 });
});

it('knows neutral from not', () => {
  expect(isNeutral(NEUTRAL_SETTINGS)).toBe(true);
  for (const name of Object.keys(NEUTRAL_SETTINGS))
    expect(isNeutral({ ...NEUTRAL_SETTINGS, [name]: 0.5 }), name).toBe(false);
});
