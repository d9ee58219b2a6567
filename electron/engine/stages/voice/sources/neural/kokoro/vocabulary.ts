/**
 * The numbers of Kokoro's symbols: the published vocabulary of Kokoro-82M (hexgrad, Apache-2.0; `vocab` of its
 * config.json), which every export shares. Number 0 frames a sequence.
 */
const TABLE: readonly (readonly [first: number, symbols: string])[] = [
  [1, ';:,.!?'],
  [9, '—…"()“” \u0303ʣʥʦʨᵝ\uab67AI'],
  [31, 'O'],
  [33, 'Q'],
  [35, 'ST'],
  [39, 'W'],
  [41, 'Yᵊabcdef'],
  [50, 'hijklmnopqrstuvwxyzɑɐɒæ'],
  [75, 'βɔɕç'],
  [80, 'ɖðʤə'],
  [85, 'ɚɛɜ'],
  [90, 'ɟ'],
  [92, 'ɡ'],
  [99, 'ɥ'],
  [101, 'ɨɪʝ'],
  [110, 'ɯɰŋɳɲɴø'],
  [118, 'ɸθœ'],
  [123, 'ɹ'],
  [125, 'ɾɻ'],
  [128, 'ʁɽʂʃʈʧ'],
  [135, 'ʊʋ'],
  [138, 'ʌɣɤ'],
  [142, 'χʎ'],
  [147, 'ʒʔ'],
  [156, 'ˈˌː'],
  [162, 'ʰ'],
  [164, 'ʲ'],
  [169, '↓'],
  [171, '→↗↘'],
  [177, 'ᵻ'],
];

export const KOKORO_VOCABULARY: ReadonlyMap<string, number> = new Map(
  TABLE.flatMap(([first, symbols]) => Array.from(symbols, (symbol, at) => [symbol, first + at] as const)),
);

/** Sounds that it has no symbol for, by the nearest that it has. */
export const NEAREST: Readonly<Record<string, string>> = {
  g: 'ɡ',
  ɫ: 'l',
  ɬ: 'l',
  ɭ: 'l',
  ɮ: 'ʒ',
  ʀ: 'ʁ',
  ɱ: 'm',
  ɦ: 'h',
  ħ: 'h',
  ʏ: 'y',
  ʉ: 'u',
  ɵ: 'o',
  ɞ: 'ɜ',
  ɘ: 'ə',
  ɶ: 'œ',
  ɺ: 'ɾ',
  ʐ: 'ʒ',
  ʑ: 'ʒ',
  ʋ: 'ʋ',
  ɓ: 'b',
  ɗ: 'd',
  ɠ: 'ɡ',
};

/** Its own shorthands in plain IPA, for whoever moves lips. */
const SHORTHANDS: Readonly<Record<string, string>> = {
  A: 'eɪ',
  I: 'aɪ',
  O: 'oʊ',
  Q: 'əʊ',
  W: 'aʊ',
  Y: 'ɔɪ',
  S: 's',
  T: 'ɾ',
  ʣ: 'dz',
  ʤ: 'dʒ',
  ʥ: 'dʑ',
  ʦ: 'ts',
  ʧ: 'tʃ',
  ʨ: 'tɕ',
  ᵊ: 'ə',
};

export const plainIpa = (symbol: string): string => SHORTHANDS[symbol] ?? symbol;
