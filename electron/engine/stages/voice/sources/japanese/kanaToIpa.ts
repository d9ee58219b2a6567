/**
 * Katakana in IPA, in the notation that Kokoro's Japanese voices were trained on: one letter for an affricate, ɡ with
 * its own letter, ʲ for the sounds before ya, yu and yo. (Source: the symbols of hexgrad/misaki's Japanese, Apache-2.0,
 * as a fact; the rules below are the usual ones of Japanese phonetics.)
 */

const VOWELS: Readonly<Record<string, string>> = { a: 'a', i: 'i', u: 'ɯ', e: 'e', o: 'o' };

/** Rows of the table of kana by their consonant. */
const ROWS: readonly (readonly [kana: string, consonant: string, vowels: string])[] = [
  ['アイウエオ', '', 'aiueo'],
  ['カキクケコ', 'k', 'aiueo'],
  ['ガギグゲゴ', 'ɡ', 'aiueo'],
  ['サスセソ', 's', 'aueo'],
  ['ザズゼゾ', 'z', 'aueo'],
  ['タテト', 't', 'aeo'],
  ['ダデド', 'd', 'aeo'],
  ['ナヌネノ', 'n', 'aueo'],
  ['ハヘホ', 'h', 'aeo'],
  ['バビブベボ', 'b', 'aiueo'],
  ['パピプペポ', 'p', 'aiueo'],
  ['マミムメモ', 'm', 'aiueo'],
  ['ヤユヨ', 'j', 'auo'],
  ['ラリルレロ', 'ɽ', 'aiueo'],
  ['シ', 'ɕ', 'i'],
  ['ジヂ', 'ʥ', 'ii'],
  ['チ', 'ʨ', 'i'],
  ['ツ', 'ʦ', 'u'],
  ['ヅ', 'ʣ', 'u'],
  ['ニ', 'ɲ', 'i'],
  ['ヒ', 'ç', 'i'],
  ['フ', 'ɸ', 'u'],
  ['ワ', 'β', 'a'],
  ['ヲ', '', 'o'],
  ['ヰヱ', '', 'ie'],
  ['ヴ', 'v', 'u'],
  ['ヵヶ', 'k', 'ae'],
];
/** After these the vowel of ス is further forward. */
const FRONTED: ReadonlySet<string> = new Set(['s', 'z', 'ʦ', 'ʣ', 'ɕ', 'ʥ', 'ʨ', 'ç', 'ɲ']);

interface Mora {
  readonly consonant: string;
  /** One of aiueo. */
  readonly vowel: string;
}

const MORAS: ReadonlyMap<string, Mora> = new Map(
  ROWS.flatMap(([kana, consonant, vowels]) =>
    Array.from(kana, (sign, at) => [sign, { consonant, vowel: vowels.charAt(at) }] as const),
  ),
);

/** Small kana change the vowel of the sign before them; those with y make it palatal. */
const SMALL: Readonly<Record<string, Mora>> = {
  ァ: { consonant: '', vowel: 'a' },
  ィ: { consonant: '', vowel: 'i' },
  ゥ: { consonant: '', vowel: 'u' },
  ェ: { consonant: '', vowel: 'e' },
  ォ: { consonant: '', vowel: 'o' },
  ャ: { consonant: 'j', vowel: 'a' },
  ュ: { consonant: 'j', vowel: 'u' },
  ョ: { consonant: 'j', vowel: 'o' },
  ヮ: { consonant: 'w', vowel: 'a' },
};
/** Consonants that are palatal by themselves. */
const PALATAL: ReadonlySet<string> = new Set(['ɕ', 'ʥ', 'ʨ', 'ɲ', 'ç', 'j']);

const vowelOf = (consonant: string, vowel: string): string =>
  vowel === 'u' && FRONTED.has(consonant.charAt(0)) ? 'ɨ' : VOWELS[vowel];

/** A sign together with a small one behind it: キャ, ファ, ティ, ウィ. */
function joined({ consonant, vowel }: Mora, small: Mora): string {
  if (small.consonant === 'j') {
    const palatal = PALATAL.has(consonant) ? consonant : `${consonant}ʲ`;
    return `${consonant === '' ? 'j' : palatal}${small.vowel === 'u' ? 'ɨ' : VOWELS[small.vowel]}`;
  }
  if (consonant === '' && vowel === 'u') return `β${VOWELS[small.vowel]}`;
  if (consonant === '' && vowel === 'i' && small.vowel === 'e') return 'je';
  if (consonant === 'k' || consonant === 'ɡ')
    return vowel === 'u' ? `${consonant}ᵝ${VOWELS[small.vowel]}` : `${consonant}ʲ${VOWELS[small.vowel]}`;
  return `${consonant}${vowelOf(consonant, small.vowel)}`;
}

/**
 * @param kana katakana with spaces and punctuation
 * @returns every piece of sound with the signs it came from; signs that are no kana come back as they are
 */
export function kanaToIpa(kana: string): string {
  const signs = Array.from(kana);
  let ipa = '';
  for (let i = 0; i < signs.length; i++) {
    const sign = signs[i];
    const small = SMALL[signs.at(i + 1) ?? ''];
    const mora = MORAS.get(sign) ?? SMALL[sign];
    if (sign === 'ン') ipa += 'ɴ';
    else if (sign === 'ッ') ipa += 'ʔ';
    else if (sign === 'ー') ipa += 'ː';
    else if (mora && small && MORAS.has(sign)) {
      ipa += joined(mora, small);
      i++;
    } else if (mora) ipa += `${mora.consonant}${vowelOf(mora.consonant, mora.vowel)}`;
    else ipa += sign;
  }
  return ipa;
}
