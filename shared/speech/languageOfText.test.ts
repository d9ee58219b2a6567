import { expect, it } from 'vitest';
import { betterLanguage } from './languageOfText.ts';

const OFFERED = ['en', 'ja', 'fa', 'de', 'zh', 'ko', 'ar', 'ru', 'uk'];

it.each([
  ['お誕生日おめでとう、Anna!', 'ja'],
  ['生日快乐', 'ja'],
  ['تولدت مبارک', 'fa'],
  ['عيد ميلاد سعيد', 'ar'],
  ['생일 축하해요', 'ko'],
  ['С днём рождения', 'ru'],
  ['З днем народження, Соломіє', 'uk'],
])('reads %s rather in %s than in English', (text, language) => {
  expect(betterLanguage(text, 'en', OFFERED)).toBe(language);
});

it('leaves the choice where the letters are those of the chosen language', () => {
  expect(betterLanguage('Happy birthday! 2026 🎉', 'en', OFFERED)).toBeNull();
  expect(betterLanguage('生日快乐', 'zh', OFFERED)).toBeNull();
  // A name in Latin letters is read by every voice.
  expect(betterLanguage('Anna', 'ja', OFFERED)).toBeNull();
  expect(betterLanguage('', 'en', OFFERED)).toBeNull();
});

it('offers nothing that no voice can read', () => {
  expect(betterLanguage('שלום', 'en', OFFERED)).toBeNull();
  expect(betterLanguage('おめでとう', 'en', ['en', 'de'])).toBeNull();
});
