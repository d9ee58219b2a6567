import type { Curve } from './curve.ts';
import type { PitchCurve, ProsodyEdit } from './edits.ts';
import { NEUTRAL_SETTINGS, scaleSettings } from './settings.ts';

/**
 * The same edit with less of everything: preset, settings, phrases and drawn curves. A curve that replaces the melody
 * (`absolute`) and the lengths of single pauses say what is wanted and not how much of it: they stay.
 * @param share 1 the edit itself, 0 hardly anything
 */
export function gentlerEdit(edit: ProsodyEdit, share: number): ProsodyEdit {
  if (share === 1) return edit;
  const scaled = (curve: Curve): Curve => curve.map(({ sec, value }) => ({ sec, value: value * share }));
  return {
    ...edit,
    preset: edit.preset && { ...edit.preset, amount: edit.preset.amount * share },
    settings: scaleSettings(edit.settings, share),
    phrases: edit.phrases.map((phrase) => {
      const { pitchSemitones, range, tempo, energyDb, endLiftSemitones } = scaleSettings(
        { ...NEUTRAL_SETTINGS, ...phrase.settings },
        share,
      );
      return { ...phrase, settings: { pitchSemitones, range, tempo, energyDb, endLiftSemitones } };
    }),
    pitchCurves: edit.pitchCurves.map((curve): PitchCurve =>
      curve.mode === 'offset' ? { ...curve, points: scaled(curve.points) } : curve,
    ),
    tempoCurve: scaled(edit.tempoCurve),
    energyCurve: scaled(edit.energyCurve),
  };
}
