/** A sentence as it is said in its language: readings of the user, and in Japanese kana instead of kanji and digits. */
import { withReadings, type Reading } from '../../../../../shared/speech/readings.ts';
import { scriptsOf } from '../../../../../shared/speech/scripts.ts';
import { inputError } from '../../../../../shared/errors.ts';
import { readKana } from './japanese/readKana.ts';
import { requireReadable } from './scripts.ts';

const isJapanese = (language: string): boolean => new Intl.Locale(language).language === 'ja';

/** @throws KotohogiError `japanese-dictionary` */
export const saidIn = async (
  words: string,
  readings: readonly Reading[],
  language: string,
): Promise<string> =>
  isJapanese(language) ? readKana(words, readings) : withReadings(words, readings, language);

/** What kana are written in. */
const KANA_SCRIPTS: readonly string[] = ['Hiragana', 'Katakana'];

/**
 * Refuses what is left of a Japanese text once it is {@link saidIn} its language: kanji without a reading.
 * @param latin whether words in Latin letters can be read as well
 * @throws KotohogiError `text-unreadable`
 */
function requireKana(said: string, voiceName: string, latin: boolean): void {
  const remedy =
    'Add a reading for it, write it in kana, or use a VOICEVOX voice, which has readings of its own.';
  requireReadable(said, KANA_SCRIPTS, voiceName, remedy);
  const words = latin ? [] : [...new Set(said.match(/[a-z]+/gi) ?? [])];
  if (words.length > 0)
    throw inputError(
      'text-unreadable',
      `The voice "${voiceName}" cannot read ${words.slice(0, 12).join(' ')}.`,
      remedy,
    );
}

/**
 * Refuses letters that a voice of a language cannot read.
 * @param said the text as it is {@link saidIn} its language
 * @throws KotohogiError `text-unreadable`
 */
export function requireSayable(
  said: string,
  language: string,
  voiceName: string,
  latinInJapanese = true,
): void {
  if (isJapanese(language)) requireKana(said, voiceName, latinInJapanese);
  else
    requireReadable(
      said,
      scriptsOf(language),
      voiceName,
      'Choose a voice of that language, or write it in the letters of this one.',
    );
}
