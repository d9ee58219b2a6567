/**
 * Numbers as Japanese says them. Written digits become katakana with the sound changes that the word behind them asks
 * for: 3本 is "sambon", 20歳 "hatachi". (Source: any grammar of Japanese counters; the readings are those that the
 * public broadcaster's accent dictionary lists first.)
 */
import { COUNTERS, counterAt, type Counter } from './counters.ts';

const DIGITS = ['ゼロ', 'イチ', 'ニ', 'サン', 'ヨン', 'ゴ', 'ロク', 'ナナ', 'ハチ', 'キュー'];
/** Before the decimal point short sounds are held. */
const BEFORE_POINT = ['レー', 'イッ', 'ニー', 'サン', 'ヨン', 'ゴー', 'ロク', 'ナナ', 'ハッ', 'キュー'];
const POINT = 'テン';
const AFTER_POINT = ['ゼロ', 'イチ', 'ニー', 'サン', 'ヨン', 'ゴー', 'ロク', 'ナナ', 'ハチ', 'キュー'];
const HUNDREDS = [
  '',
  'ヒャク',
  'ニヒャク',
  'サンビャク',
  'ヨンヒャク',
  'ゴヒャク',
  'ロッピャク',
  'ナナヒャク',
  'ハッピャク',
  'キューヒャク',
];
const THOUSANDS = [
  '',
  'セン',
  'ニセン',
  'サンゼン',
  'ヨンセン',
  'ゴセン',
  'ロクセン',
  'ナナセン',
  'ハッセン',
  'キューセン',
];
/** Groups of four digits. */
const GROUPS = ['', 'マン', 'オク', 'チョー'];
/** More than this is said digit by digit. */
const MAX_DIGITS = 16;

/** What a number ends in, as counters see it: a digit, 10, 100, 1000 or 10000. */
type Ending = number;

interface Spoken {
  /** All but the last word. */
  readonly head: string;
  /** The last word, which the counter may change. */
  readonly last: string;
  readonly ending: Ending;
}

function wordsOfGroup(value: number): readonly (readonly [kana: string, ending: Ending])[] {
  const thousands = Math.floor(value / 1000);
  const hundreds = Math.floor(value / 100) % 10;
  const tens = Math.floor(value / 10) % 10;
  const ones = value % 10;
  return [
    ...(thousands > 0 ? [[THOUSANDS[thousands], 1000] as const] : []),
    ...(hundreds > 0 ? [[HUNDREDS[hundreds], 100] as const] : []),
    ...(tens > 0 ? [[`${tens > 1 ? DIGITS[tens] : ''}ジュー`, 10] as const] : []),
    ...(ones > 0 ? [[DIGITS[ones], ones] as const] : []),
  ];
}

/** @param digits without separators, at most {@link MAX_DIGITS} */
function speakInteger(digits: string): Spoken {
  if (/^0*$/.test(digits)) return { head: '', last: 'ゼロ', ending: 0 };
  const words: (readonly [kana: string, ending: Ending])[] = [];
  const count = Math.ceil(digits.length / 4);
  const padded = digits.padStart(count * 4, '0');
  for (let group = count - 1; group >= 0; group--) {
    const at = (count - 1 - group) * 4;
    const value = Number(padded.slice(at, at + 4));
    if (value === 0) continue;
    const own = wordsOfGroup(value);
    if (group === 0) words.push(...own);
    else {
      // 1000万 is "issenman", 1兆 "itchou", 10兆 "jutchou".
      const [first, ...rest] = own;
      const opened: typeof own =
        value >= 1000 && value < 2000 ? [['イッセン', 1000], ...rest] : [first, ...rest];
      const joined = opened.map(([kana]) => kana).join('');
      const held =
        group === 3
          ? joined
              .replace(/イチ$/, 'イッ')
              .replace(/ハチ$/, 'ハッ')
              .replace(/ジュー$/, 'ジュッ')
          : joined;
      words.push([`${held}${GROUPS[group]}`, 10_000]);
    }
  }
  const last = words.at(-1) ?? (['ゼロ', 0] as const);
  return {
    head: words
      .slice(0, -1)
      .map(([kana]) => kana)
      .join(''),
    last: last[0],
    ending: last[1],
  };
}

const digitByDigit = (digits: string): string =>
  Array.from(digits, (digit) => AFTER_POINT[Number(digit)]).join('');

/** 1.5: "itten go". */
function speakDecimal(whole: string, part: string): string {
  const { head, last, ending } = speakInteger(whole);
  const held = ending < 10 ? BEFORE_POINT[ending] : ending === 10 ? last.replace(/ジュー$/, 'ジュッ') : last;
  return `${head}${held}${POINT}${digitByDigit(part)}`;
}

const HELD: Readonly<Record<number, string>> = { 1: 'イッ', 6: 'ロッ', 8: 'ハッ' };
/** Which endings are held before which first sounds of a counter. */
const HOLDS: Readonly<Record<Counter['kind'], readonly Ending[]>> = {
  plain: [],
  k: [1, 6, 8, 10, 100],
  s: [1, 8, 10],
  t: [1, 8, 10],
  h: [1, 6, 8, 10, 100],
  p: [1, 8, 10],
};
const H_ROW = 'ハヒフヘホ';
const P_ROW = 'パピプペポ';
const B_ROW = 'バビブベボ';
const inRow = (kana: string, row: string): string => {
  const at = H_ROW.indexOf(kana.charAt(0));
  return at < 0 ? kana : row.charAt(at) + kana.slice(1);
};

/** The counter's own kana behind a number with this ending. */
function counterKana({ kind, kana, afterThree, afterFour }: Counter, ending: Ending): string {
  if (afterThree !== undefined && (ending === 3 || ending === 1000 || ending === 10_000)) return afterThree;
  if (afterFour !== undefined && ending === 4) return afterFour;
  if (kind !== 'h') return kana;
  if (HOLDS.h.includes(ending)) return inRow(kana, P_ROW);
  return ending === 3 || ending === 1000 || ending === 10_000 ? inRow(kana, B_ROW) : kana;
}

function heldLast({ last, ending }: Spoken, { kind, endings = {} }: Counter): string {
  const own = endings[ending];
  if (own !== undefined) return own;
  if (!HOLDS[kind].includes(ending)) return last;
  if (ending === 10) return last.replace(/ジュー$/, 'ジュッ');
  if (ending === 100) return last.replace(/ク$/, 'ッ');
  return HELD[ending] ?? last;
}

/** A number with its counter. @param follows what stands behind the counter */
function speakCounted(digits: string, counter: Counter, follows: string): string {
  const whole = counter.whole?.[Number(digits)];
  if (whole !== undefined && !(counter.wholeNotBefore?.test(follows) ?? false)) return whole;
  const spoken = speakInteger(digits);
  if (spoken.ending === 0) return `${counter.zero ?? 'ゼロ'}${counter.kana}`;
  return `${spoken.head}${heldLast(spoken, counter)}${counterKana(counter, spoken.ending)}`;
}

const KANJI_DIGITS = '〇一二三四五六七八九';
const KANJI_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const KANJI_GROUPS: Readonly<Record<string, number>> = { 万: 1e4, 億: 1e8, 兆: 1e12 };

/** 二十五: 25; 二〇二六: 2026. Digits and signs of groups may be mixed: 1億2000万. */
function numberOf(written: string): number {
  let total = 0;
  let group = 0;
  let digit: number | null = null;
  for (const sign of written) {
    const value = /\d/.test(sign) ? Number(sign) : KANJI_DIGITS.indexOf(sign);
    const unit = KANJI_UNITS[sign];
    const groups = KANJI_GROUPS[sign];
    if (value >= 0) digit = (digit ?? 0) * 10 + value;
    else if (unit !== undefined) {
      group += (digit ?? 1) * unit;
      digit = null;
    } else if (groups !== undefined) {
      total += (group + (digit ?? (group === 0 ? 1 : 0))) * groups;
      group = 0;
      digit = null;
    }
  }
  return total + group + (digit ?? 0);
}

/** Full-width digits and their signs in the usual width. */
const halfWidth = (text: string): string =>
  text
    .replaceAll(/[０-９．：％／￥＄]/g, (sign) => sign.normalize('NFKC'))
    .replaceAll(/(?<=\d)，(?=\d)/g, ',');

const COUNTER_SIGNS = COUNTERS.flatMap(({ signs }) => signs)
  .filter((sign) => !/^[a-z%℃]/i.test(sign))
  .sort((a, b) => b.length - a.length)
  .join('|');
/** Numbers in kanji are taken for numbers only where something is counted: 三田 and 一緒 are words. */
const KANJI_NUMBER = new RegExp(
  `[${KANJI_DIGITS}十百千]+[${KANJI_DIGITS}十百千万億兆]*(?=${COUNTER_SIGNS})`,
  'g',
);
/** Words that look like a counted number and are read otherwise; the dictionary knows them. */
const WORDS =
  /十分|一日中|一番|一段|一生|一本道|千本桜|十八番|百人一首|四季|三味線|八百屋|七五三|二十四節気/g;

const MARK = '\u0000';

function kanjiNumbers(text: string): string {
  const words: string[] = [];
  // 三十分 is half an hour; 十分 alone is "enough".
  const guarded = text.replaceAll(new RegExp(`(?<![${KANJI_DIGITS}])(?:${WORDS.source})`, 'g'), (word) => {
    words.push(word);
    return MARK;
  });
  let at = 0;
  return guarded
    .replaceAll(KANJI_NUMBER, (written) => String(numberOf(written)))
    .replaceAll(MARK, () => words[at++]);
}

/** Dates, times and money in the order in which they are said. */
const rearranged = (text: string): string =>
  text
    .replaceAll(/(?<![\d-])(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?![\d-])/g, '$1年$2月$3日')
    .replaceAll(/(?<![\d:])(\d{1,2}):([0-5]\d):([0-5]\d)(?![\d:])/g, '$1時$2分$3秒')
    .replaceAll(/(?<![\d:])(\d{1,2}):00(?![\d:])/g, '$1時')
    .replaceAll(/(?<![\d:])(\d{1,2}):([0-5]\d)(?![\d:])/g, '$1時$2分')
    .replaceAll(/[¥]\s?(\d[\d,]*)/g, '$1円')
    .replaceAll(/\$\s?(\d[\d,.]*\d|\d)/g, '$1ドル')
    .replaceAll(/(?<=時)0+(?=\d分)/g, '')
    .replaceAll(/(?<=[年月])0+(?=\d[月日])/g, '');

const speakName = (digits: string, part: string | undefined): string =>
  `${digitByDigit(digits)}${part === undefined ? '' : `${POINT}${digitByDigit(part)}`}`;

interface WrittenNumber {
  readonly digits: string;
  /** Behind the decimal point. */
  readonly part: string | undefined;
  readonly counter: Counter | null;
  /** What stands behind it all. */
  readonly follows: string;
}

function speakNumber({ digits, part, counter, follows }: WrittenNumber): string {
  if (part !== undefined) return `${speakDecimal(digits, part)}${counter?.kana ?? ''}`;
  if (counter) return speakCounted(digits, counter, follows);
  const { head, last } = speakInteger(digits);
  return head + last;
}

/** Digits of telephones and the like, by themselves. */
const CHAIN = /(?<![\d-])\d{1,5}(?:-\d{1,4}){2,}(?![\d-])/g;
const NUMBER = /(\d+(?:,\d{3})+|\d+)((?:[万億兆]\d*)*)(?:\.(\d+))?/g;

/**
 * A text with all its numbers in katakana; everything else stays as it is.
 * @param settle what is put in for a number that is said like this
 * Known: dates, times, money, decimals, percentages, kanji numbers before counters, and the counters of counters.ts.
 */
export function numbersToKana(text: string, settle: (kana: string) => string = (kana) => kana): string {
  const source = rearranged(kanjiNumbers(halfWidth(text))).replaceAll(CHAIN, (chain) =>
    settle(chain.split('-').map(digitByDigit).join('ノ')),
  );
  let result = '';
  let at = 0;
  for (const match of source.matchAll(NUMBER)) {
    const [written, plain, groups, part] = match;
    const before = source.slice(at, match.index);
    const isNegative = /(?<=^|[\s（(、。は])[-−]$/.test(before);
    at = match.index + written.length;
    const bare = plain.replaceAll(',', '');
    const digits = groups === '' ? bare : String(numberOf(bare + groups));
    const isName = (/^0\d/.test(bare) && groups === '') || digits.length > MAX_DIGITS;
    const counter = isName ? null : counterAt(source, at, match.index);
    at += counter?.length ?? 0;
    const sign = isNegative ? 'マイナス' : '';
    const said = isName
      ? speakName(bare, part)
      : speakNumber({ digits, part, counter, follows: source.slice(at) });
    result += `${isNegative ? before.slice(0, -1) : before}${settle(sign + said)}`;
  }
  return result + source.slice(at);
}
