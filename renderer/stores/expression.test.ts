import { describe, expect, it } from 'vitest';
import { NEUTRAL_EDIT } from '../../shared/prosody/edits.ts';
import { PRESETS } from '../../shared/prosody/presets.ts';
import { NEUTRAL_SETTINGS } from '../../shared/prosody/settings.ts';
import {
  editOf,
  heardEdit,
  presetPart,
  wholeVoice,
  withAmount,
  withLanguage,
  withoutSetting,
  withPresetBaked,
  withPresetChosen,
  withSetting,
} from './expression.ts';
import { EMPTY_PROJECT } from './projectDocument.ts';

const birthday = PRESETS.find(({ id }) => id === 'birthday');
if (!birthday) throw new Error('There is no birthday.');

describe('the expression of a voice', () => {
  it('is none until something is asked for, and none again when nothing is', () => {
    const chosen = withPresetChosen(EMPTY_PROJECT, 'birthday');
    expect(chosen.prosody?.preset).toEqual({ id: 'birthday', amount: 1 });
    expect(withPresetChosen(chosen, 'neutral').prosody).toBeNull();
    expect(withAmount(EMPTY_PROJECT, 1.2).prosody).toBeNull();
  });

  it('keeps a language, although it changes nothing by itself', () => {
    const japanese = withLanguage(EMPTY_PROJECT, 'ja');
    expect(japanese.prosody).toEqual({ ...NEUTRAL_EDIT, language: 'ja' });
    expect(heardEdit(japanese.prosody)).toBeNull();
    expect(withPresetChosen(withPresetChosen(japanese, 'calm'), 'neutral').prosody?.language).toBe('ja');
  });

  it('shows the whole, and sets by hand what the preset lacks', () => {
    const half = withAmount(withPresetChosen(EMPTY_PROJECT, 'birthday'), 0.5);
    expect(presetPart(editOf(half), birthday).pitchSemitones).toBeCloseTo(1, 9);
    const higher = withSetting(half, birthday, 'pitchSemitones', 2.5);
    expect(higher.prosody?.settings.pitchSemitones).toBeCloseTo(1.5, 9);
    const slower = withSetting(higher, birthday, 'tempo', 0.9);
    expect(slower.prosody?.settings.tempo).toBeCloseTo(0.9 / Math.sqrt(1.06), 5);
    const whole = wholeVoice(editOf(slower), birthday);
    expect([whole.pitchSemitones, whole.tempo]).toEqual([expect.closeTo(2.5, 9), expect.closeTo(0.9, 5)]);
    expect(withoutSetting(slower, 'tempo').prosody?.settings.tempo).toBe(1);
  });

  it('holds amounts and settings within their bounds', () => {
    const chosen = withPresetChosen(EMPTY_PROJECT, 'birthday');
    expect(withAmount(chosen, 9).prosody?.preset?.amount).toBe(1.5);
    expect(withSetting(chosen, birthday, 'brightnessDb', -30).prosody?.settings.brightnessDb).toBe(-6);
  });

  it('keeps the amount from preset to preset, and drops what was set by hand', () => {
    const tuned = withSetting(withPresetChosen(EMPTY_PROJECT, 'birthday'), birthday, 'range', 2);
    const next = withPresetChosen(withAmount(tuned, 0.6), 'wedding');
    expect(next.prosody).toMatchObject({
      preset: { id: 'wedding', amount: 0.6 },
      settings: NEUTRAL_SETTINGS,
    });
  });

  it('sounds the same when its preset goes', () => {
    const chosen = withAmount(withPresetChosen(EMPTY_PROJECT, 'birthday'), 0.5);
    const before = wholeVoice(editOf(chosen), birthday);
    const after = withPresetBaked(chosen, birthday);
    expect(after.prosody?.preset).toBeNull();
    expect(after.prosody?.settings).toEqual(before);
    expect(withPresetBaked(EMPTY_PROJECT, birthday)).toBe(EMPTY_PROJECT);
  });
});
