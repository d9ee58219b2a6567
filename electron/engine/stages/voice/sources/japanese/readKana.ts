/** Japanese text as it is said: kanji and numbers become katakana, words are parted by spaces. */
import { withReadings, type Reading } from '../../../../../../shared/speech/readings.ts';
import { japaneseDictionary, type JapaneseDictionary, type JapaneseWord } from './dictionary.ts';
import { spellAcronyms, toKatakana } from './kana.ts';
import { numbersToKana } from './numbers.ts';

const KANA = /^[\u3041-\u3096\u30a1-\u30fa\u30fc]+$/;
const KANA_LETTER = /[\u3041-\u3096\u30a1-\u30fa\u30fc]/;
/** What is said of a text, without the pauses: kanji need the dictionary, kana alone do as well (は, へ). */
const JAPANESE = /[\p{Script=Han}\u3041-\u3096]/u;

/** Particles, endings and the like lean on the word before them. */
const LEANING: ReadonlySet<string> = new Set(['助詞', '助動詞', '記号']);
const LEANING_DETAILS: ReadonlySet<string> = new Set(['接尾', '非自立']);
const opensGroup = ({ kind, detail }: JapaneseWord): boolean =>
  !LEANING.has(kind) && !LEANING_DETAILS.has(detail);

/** Signs that are read out between words. */
const SIGNS: Readonly<Record<string, string>> = {
  '+': 'プラス',
  '＋': 'プラス',
  '&': 'アンド',
  '＆': 'アンド',
  '～': 'カラ',
  '〜': 'カラ',
};
const SIGN_WORDS = /(?<=[\p{L}\p{N}])\s*[+＋&＆～〜]\s*(?=[\p{L}\p{N}])/gu;

/** What a word is said like. Kana that no dictionary knows are what they say. */
function saidOf({ surface, said }: JapaneseWord): string {
  if (said !== null && KANA.test(said)) return said;
  return KANA.test(surface) ? toKatakana(surface) : surface;
}

/** Where the dictionary's first reading is not the one that people use. */
const PREFERRED: readonly Reading[] = [
  { word: '宝物', reading: 'タカラモノ', language: 'ja' },
  { word: '小人', reading: 'コビト', language: 'ja' },
  { word: '日本', reading: 'ニホン', language: 'ja' },
];

/** Words whose sound is settled are hidden from the dictionary behind one letter each, which it takes for a noun. */
const SETTLED = /[\ue000-\uf8ff]/g;
const SETTLED_START = 0xe000;
const NOUN = 'Ｘ';

/**
 * @param text one sentence
 * @param readings how words are said that would be read otherwise, in kana; they come before everything else
 * @returns katakana, spaces between groups of words, punctuation, and whatever cannot be read as it was
 */
export async function readKana(
  text: string,
  readings: readonly Reading[] = [],
  dictionary: () => Promise<JapaneseDictionary> = japaneseDictionary,
): Promise<string> {
  const settled: string[] = [];
  const settle = (said: string): string => {
    settled.push(said);
    return String.fromCharCode(SETTLED_START + settled.length - 1);
  };
  const plain = text.normalize('NFC').replaceAll(SETTLED, '');
  const own = new Set(readings.map(({ word }) => word));
  const read = withReadings(
    plain,
    [...readings, ...PREFERRED.filter(({ word }) => !own.has(word))].map((entry) =>
      KANA.test(entry.reading.replaceAll(/\s/g, ''))
        ? { ...entry, reading: settle(toKatakana(entry.reading)) }
        : entry,
    ),
    'ja',
  );
  const counted = spellAcronyms(read.replaceAll(SIGN_WORDS, (sign) => SIGNS[sign.trim()] ?? sign));
  const source = numbersToKana(counted, settle);
  if (!JAPANESE.test(source)) return putBack(source, settled);
  const words = (await dictionary())(source.replaceAll(SETTLED, NOUN));
  let said = '';
  let at = 0;
  let isOpen = false;
  // Month and day, hours and minutes are said as one.
  let wasSettled = false;
  for (const word of words) {
    const surface = source.slice(at, at + word.surface.length);
    at += surface.length;
    const isSettled = surface.search(SETTLED) >= 0;
    const own = isSettled ? surface : saidOf(word);
    const opens = isSettled ? !wasSettled : opensGroup(word);
    said += isOpen && opens ? ` ${own}` : own;
    wasSettled = isSettled;
    // A prefix (お, ご) belongs to the word behind it.
    isOpen = word.kind !== '接頭詞' && (isSettled || KANA_LETTER.test(own));
  }
  return putBack(said, settled);
}

const putBack = (said: string, settled: readonly string[]): string =>
  said
    .replaceAll(SETTLED, (mark) => settled[mark.charCodeAt(0) - SETTLED_START] ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim();
