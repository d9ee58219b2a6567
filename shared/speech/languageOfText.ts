import { foreignLetters, scriptsOf } from './scripts.ts';

/** Letters that tell languages of one script apart. */
const OWN_LETTERS: readonly (readonly [language: string, letters: RegExp])[] = [
  ['ur', /[ٹڈڑںے]/u],
  ['fa', /[پچژگکی]/u],
  ['ar', /[ةكيى]/u],
  ['uk', /[іїєґ]/iu],
  ['ru', /[ыэъё]/iu],
];

/**
 * The language that a text should rather be read in, where it has letters that the chosen one is not written with.
 * @param chosen primary subtag of BCP 47
 * @param offered the languages that can be read, likeliest first
 * @returns one of those offered; null where the chosen one will do, or where none is clear
 */
export function betterLanguage(text: string, chosen: string, offered: readonly string[]): string | null {
  const isWrittenIn = (language: string): boolean => foreignLetters(text, scriptsOf(language)).length === 0;
  if (isWrittenIn(chosen)) return null;
  const possible = offered.filter(isWrittenIn);
  const [telling] = OWN_LETTERS.flatMap(([language, letters]) =>
    possible.includes(language) && letters.test(text) ? [language] : [],
  );
  return telling ?? possible.at(0) ?? null;
}
