/** Hiragana and katakana: U+3041..U+3096 and U+30A1..U+30F6 are the same table, 0x60 apart. */
const APART = 0x60;

export const toKatakana = (text: string): string =>
  text.replaceAll(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + APART));

/** Names of letters, for words that are written in capitals: AI, DVD. */
const LETTERS: Readonly<Record<string, string>> = {
  A: 'エー',
  B: 'ビー',
  C: 'シー',
  D: 'ディー',
  E: 'イー',
  F: 'エフ',
  G: 'ジー',
  H: 'エイチ',
  I: 'アイ',
  J: 'ジェー',
  K: 'ケー',
  L: 'エル',
  M: 'エム',
  N: 'エヌ',
  O: 'オー',
  P: 'ピー',
  Q: 'キュー',
  R: 'アール',
  S: 'エス',
  T: 'ティー',
  U: 'ユー',
  V: 'ブイ',
  W: 'ダブリュー',
  X: 'エックス',
  Y: 'ワイ',
  Z: 'ゼット',
};
/** Longer ones are words that happen to be in capitals. */
const ACRONYM = /(?<![A-Za-z])[A-Z]{1,5}(?![A-Za-z])/g;

/** Spells short words in capitals by the Japanese names of their letters. */
export const spellAcronyms = (text: string): string =>
  text.replaceAll(ACRONYM, (word) => Array.from(word, (letter) => LETTERS[letter]).join(''));
