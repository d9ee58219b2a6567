import { expect, it } from 'vitest';
import { NEUTRAL_SETTINGS } from './settings.ts';
import { findPreset, PRESETS } from './presets.ts';
import {
  addUserPreset,
  exportPresets,
  importPresets,
  presetSchema,
  removeUserPreset,
  renameUserPreset,
} from './userPresets.ts';

const CELEBRATORY = [
  ...['celebration', 'birthday', 'wedding', 'graduation', 'new-year', 'congratulations', 'thank-you'],
  ...['retirement', 'new-baby', 'seasonal', 'calm', 'formal'],
];

it('has every celebratory preset once, complete in both languages and with reasons', () => {
  expect(PRESETS.map(({ id }) => id).sort()).toEqual(['neutral', ...CELEBRATORY].sort());
  for (const preset of PRESETS) {
    expect(presetSchema.parse(preset)).toEqual(preset);
    for (const text of [preset.name.en, preset.name.ja, preset.description.en, preset.description.ja])
      expect(text.trim(), preset.id).not.toBe('');
    expect(preset.description.ja, preset.id).toMatch(/[ぁ-んァ-ン]/);
    expect(preset.rationale.length, preset.id).toBeGreaterThan(40);
  }
});

it('has a neutral preset that asks for nothing', () => {
  expect(findPreset('neutral')?.settings).toEqual(NEUTRAL_SETTINGS);
});

it('has presets that can be told apart: each changes pitch, range or tempo audibly', () => {
  for (const { id, settings } of PRESETS) {
    if (id === 'neutral') continue;
    const audible =
      Math.abs(settings.pitchSemitones) >= 1 ||
      Math.abs(Math.log(settings.range)) >= Math.log(1.15) - 1e-9 ||
      Math.abs(Math.log(settings.tempo)) >= Math.log(1.05);
    expect(audible, id).toBe(true);
  }
});

it('saves, names, exports and imports presets of the user', () => {
  const settings = { ...NEUTRAL_SETTINGS, range: 1.2 };
  let presets = addUserPreset([], ' Aunt Mari ', settings);
  presets = addUserPreset(presets, 'Aunt Mari', settings);
  expect(presets.map(({ id, name }) => [id, name.en])).toEqual([
    ['user-1', 'Aunt Mari'],
    ['user-2', 'Aunt Mari 2'],
  ]);
  presets = renameUserPreset(presets, 'user-2', 'おじさん');
  expect(findPreset('user-2', presets)?.name.ja).toBe('おじさん');
  const copied = importPresets(presets, exportPresets(presets), 'presets.json');
  expect(copied.map(({ id, name }) => [id, name.en])).toEqual([
    ['user-1', 'Aunt Mari'],
    ['user-2', 'おじさん'],
    ['user-3', 'Aunt Mari 2'],
    ['user-4', 'おじさん 2'],
  ]);
  expect(copied[2].settings).toEqual(settings);
  expect(removeUserPreset(copied, 'user-1')).toHaveLength(3);
});

it('refuses files that are no presets, by name', () => {
  const newer = exportPresets(PRESETS).replace('"version": 1', '"version": 2');
  for (const text of ['', '{}', '[1]', newer, exportPresets(PRESETS).replace('"tempo": 1,', '"tempo": 99,')])
    expect(() => importPresets([], text, 'mine.json')).toThrow(/"mine\.json"/);
  expect(() => addUserPreset([], '  ', NEUTRAL_SETTINGS)).toThrow(/name/);
});
