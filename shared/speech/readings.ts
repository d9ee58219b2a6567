/** The user's own readings: how names and words are said that a voice would read otherwise. */

export interface Reading {
  readonly word: string;
  /** Written as the voice should read it: "Shivawn" for "Siobhan", kana for kanji. */
  readonly reading: string;
  /** Primary language subtag of BCP 47: en, ja, fa, ... */
  readonly language: string;
}

export const READINGS_MAX = 2000;
export const READING_MAX_CHARS = 100;

/** Languages that are written without spaces: a word is found wherever its letters stand. */
const WITHOUT_SPACES: ReadonlySet<string> = new Set(['ja', 'zh', 'yue', 'cmn', 'th', 'lo', 'km', 'my']);

const primary = (language: string): string => new Intl.Locale(language).language;
const plain = (text: string): string => text.normalize('NFC').toLowerCase();
const escaped = (word: string): string => word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The readings of one language whose word occurs in a text, longest word first. */
export function readingsIn(text: string, readings: readonly Reading[], language: string): readonly Reading[] {
  const wanted = primary(language);
  const there = plain(text);
  return readings
    .filter((entry) => entry.language === wanted && entry.word !== '' && there.includes(plain(entry.word)))
    .sort((a, b) => b.word.length - a.word.length || a.word.localeCompare(b.word));
}

/**
 * A text as it is to be read. Whole words only where words are parted by spaces; capitals do not count; longer words
 * come first, and what was put in is not looked at again.
 * @param language BCP 47
 */
export function withReadings(text: string, readings: readonly Reading[], language: string): string {
  const used = readingsIn(text, readings, language);
  if (used.length === 0) return text;
  const words = used.map(({ word }) => escaped(word.normalize('NFC'))).join('|');
  const pattern = WITHOUT_SPACES.has(primary(language))
    ? `(?:${words})`
    : String.raw`(?<![\p{L}\p{M}\p{N}])(?:${words})(?![\p{L}\p{M}\p{N}])`;
  const byWord = new Map(used.map(({ word, reading }) => [plain(word), reading]));
  return text
    .normalize('NFC')
    .replaceAll(new RegExp(pattern, 'giu'), (found) => byWord.get(plain(found)) ?? found);
}
