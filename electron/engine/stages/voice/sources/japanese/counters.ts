/** What is counted in Japanese, and how the number in front of it sounds. */

export interface Counter {
  /** As it is written behind the number. */
  readonly signs: readonly string[];
  /** As it is said where nothing changes it. */
  readonly kana: string;
  /** Which row its first sound is of, as far as the number before it is held: いっかい, いっさい, いっつう, いっぽん. */
  readonly kind: 'plain' | 'k' | 's' | 't' | 'h' | 'p';
  /** Last words of numbers that are other than usual. */
  readonly endings?: Readonly<Record<number, string>>;
  /** Numbers that have a word of their own together with it. */
  readonly whole?: Readonly<Record<number, string>>;
  /** Where what follows takes the words of their own away. */
  readonly wholeNotBefore?: RegExp;
  readonly afterThree?: string;
  readonly afterFour?: string;
  /** 0 before it. */
  readonly zero?: string;
}

const ofTime = { 4: 'ヨ', 7: 'シチ', 9: 'ク' };
const DAYS: Readonly<Record<number, string>> = {
  2: 'フツカ',
  3: 'ミッカ',
  4: 'ヨッカ',
  5: 'イツカ',
  6: 'ムイカ',
  7: 'ナノカ',
  8: 'ヨーカ',
  9: 'ココノカ',
  10: 'トーカ',
  14: 'ジューヨッカ',
  20: 'ハツカ',
  24: 'ニジューヨッカ',
};

export const COUNTERS: readonly Counter[] = [
  { signs: ['年生'], kana: 'ネンセー', kind: 'plain', endings: { 4: 'ヨ' } },
  { signs: ['年間'], kana: 'ネンカン', kind: 'plain', endings: { 4: 'ヨ' } },
  { signs: ['年'], kana: 'ネン', kind: 'plain', endings: { 4: 'ヨ' } },
  { signs: ['か月', 'ヶ月', 'カ月', 'ヵ月', 'ケ月', '箇月'], kana: 'カゲツ', kind: 'k' },
  { signs: ['月'], kana: 'ガツ', kind: 'plain', endings: { 4: 'シ', 7: 'シチ', 9: 'ク' } },
  {
    signs: ['日間'],
    kana: 'ニチカン',
    kind: 'plain',
    endings: { 7: 'シチ', 9: 'ク' },
    whole: Object.fromEntries(Object.entries(DAYS).map(([day, kana]) => [day, `${kana}カン`])),
  },
  { signs: ['日'], kana: 'ニチ', kind: 'plain', endings: { 7: 'シチ', 9: 'ク' }, whole: DAYS },
  { signs: ['時間'], kana: 'ジカン', kind: 'plain', endings: ofTime },
  { signs: ['時'], kana: 'ジ', kind: 'plain', endings: ofTime, zero: 'レー' },
  { signs: ['分間'], kana: 'フンカン', kind: 'h', afterThree: 'プンカン', afterFour: 'プンカン' },
  { signs: ['分'], kana: 'フン', kind: 'h', afterThree: 'プン', afterFour: 'プン' },
  { signs: ['秒'], kana: 'ビョー', kind: 'plain' },
  { signs: ['週間'], kana: 'シューカン', kind: 's' },
  { signs: ['周年'], kana: 'シューネン', kind: 's' },
  { signs: ['世紀'], kana: 'セーキ', kind: 's' },
  { signs: ['歳', '才'], kana: 'サイ', kind: 's', whole: { 20: 'ハタチ' } },
  {
    signs: ['人'],
    kana: 'ニン',
    kind: 'plain',
    endings: { 4: 'ヨ' },
    whole: { 1: 'ヒトリ', 2: 'フタリ' },
    wholeNotBefore: /^[前分称]/,
  },
  { signs: ['名様'], kana: 'メーサマ', kind: 'plain' },
  { signs: ['名'], kana: 'メー', kind: 'plain' },
  { signs: ['円'], kana: 'エン', kind: 'plain', endings: { 4: 'ヨ' } },
  { signs: ['ドル'], kana: 'ドル', kind: 'plain' },
  { signs: ['個', 'コ', 'ヶ'], kana: 'コ', kind: 'k' },
  { signs: ['回', '階'], kana: 'カイ', kind: 'k' },
  { signs: ['曲'], kana: 'キョク', kind: 'k' },
  { signs: ['軒'], kana: 'ケン', kind: 'k', afterThree: 'ゲン' },
  { signs: ['本'], kana: 'ホン', kind: 'h' },
  { signs: ['匹'], kana: 'ヒキ', kind: 'h' },
  { signs: ['杯'], kana: 'ハイ', kind: 'h' },
  { signs: ['泊'], kana: 'ハク', kind: 'h', afterThree: 'パク', afterFour: 'パク' },
  { signs: ['冊'], kana: 'サツ', kind: 's' },
  { signs: ['足'], kana: 'ソク', kind: 's', afterThree: 'ゾク' },
  { signs: ['通'], kana: 'ツー', kind: 't' },
  { signs: ['頭'], kana: 'トー', kind: 't' },
  { signs: ['等'], kana: 'トー', kind: 't' },
  { signs: ['点'], kana: 'テン', kind: 't' },
  { signs: ['丁目'], kana: 'チョーメ', kind: 't' },
  { signs: ['位'], kana: 'イ', kind: 'plain' },
  { signs: ['号'], kana: 'ゴー', kind: 'plain' },
  { signs: ['枚'], kana: 'マイ', kind: 'plain' },
  { signs: ['台'], kana: 'ダイ', kind: 'plain' },
  { signs: ['番目'], kana: 'バンメ', kind: 'plain' },
  { signs: ['番'], kana: 'バン', kind: 'plain' },
  { signs: ['度'], kana: 'ド', kind: 'plain' },
  { signs: ['倍'], kana: 'バイ', kind: 'plain' },
  { signs: ['割'], kana: 'ワリ', kind: 'plain' },
  { signs: ['羽'], kana: 'ワ', kind: 'plain' },
  {
    signs: ['つ'],
    kana: 'ツ',
    kind: 'plain',
    whole: {
      1: 'ヒトツ',
      2: 'フタツ',
      3: 'ミッツ',
      4: 'ヨッツ',
      5: 'イツツ',
      6: 'ムッツ',
      7: 'ナナツ',
      8: 'ヤッツ',
      9: 'ココノツ',
    },
  },
  { signs: ['ページ', '頁'], kana: 'ページ', kind: 'p' },
  { signs: ['%', 'パーセント'], kana: 'パーセント', kind: 'p' },
  { signs: ['℃'], kana: 'ド', kind: 'plain' },
  { signs: ['km'], kana: 'キロメートル', kind: 'k' },
  { signs: ['kg'], kana: 'キログラム', kind: 'k' },
  { signs: ['cm'], kana: 'センチメートル', kind: 's' },
  { signs: ['mm'], kana: 'ミリメートル', kind: 'plain' },
  { signs: ['ml', 'mL'], kana: 'ミリリットル', kind: 'plain' },
  { signs: ['m'], kana: 'メートル', kind: 'plain' },
  { signs: ['g'], kana: 'グラム', kind: 'plain' },
];

const FIRST_OF_MONTH = { whole: { ...DAYS, 1: 'ツイタチ' } };
/** 三階 is "sangai", 三回 "sankai". */
const FLOOR = { afterThree: 'ガイ' };

const byLength = COUNTERS.flatMap((counter) => counter.signs.map((sign) => ({ sign, counter }))).sort(
  (a, b) => b.sign.length - a.sign.length,
);

/**
 * The counter behind a number.
 * @param at where the number ends
 * @param from where it begins: the first of a month has a word of its own
 * @returns with the length of its sign; null where nothing is counted
 */
export function counterAt(
  text: string,
  at: number,
  from: number,
): (Counter & { readonly length: number }) | null {
  const found = byLength.find(({ sign }) => text.startsWith(sign, at));
  if (!found) return null;
  const { sign, counter } = found;
  // "3m" is a length, "3mix" is none.
  if (/^[a-z]/i.test(sign) && /^[a-z]/i.test(text.slice(at + sign.length))) return null;
  const length = sign.length;
  if (sign === '日' && text.charAt(from - 1) === '月') return { ...counter, ...FIRST_OF_MONTH, length };
  if (sign === '階') return { ...counter, ...FLOOR, length };
  return { ...counter, length };
}
