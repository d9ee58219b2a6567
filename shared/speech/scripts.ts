/** Which letters a language is written in. */

/** Scripts behind the codes of writing systems that mix several. */
const MIXED: Readonly<Record<string, readonly string[]>> = {
  Jpan: ['Hiragana', 'Katakana', 'Han'],
  Hrkt: ['Hiragana', 'Katakana'],
  Kore: ['Hangul', 'Han'],
  Hans: ['Han'],
  Hant: ['Han'],
};

/** Scripts in which a language is written, besides Latin, which every voice can spell. */
export function scriptsOf(language: string): readonly string[] {
  const { script } = new Intl.Locale(language).maximize();
  if (script === undefined) return ['Latn'];
  return MIXED[script] ?? [script];
}

/**
 * The letters of a text that are in none of the scripts, each once, in order.
 * @param scripts Unicode script names or their four-letter codes
 */
export function foreignLetters(text: string, scripts: readonly string[]): readonly string[] {
  const known = new RegExp(
    `^(?:${['Latin', 'Common', 'Inherited', ...scripts].map((script) => `\\p{Script=${script}}`).join('|')})$`,
    'u',
  );
  const letters = text.normalize('NFC').match(/\p{L}/gu) ?? [];
  return [...new Set(letters.filter((letter) => !known.test(letter)))];
}
