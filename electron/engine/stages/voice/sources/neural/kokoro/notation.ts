/**
 * From espeak-ng's IPA (with ties) to the notation that Kokoro was trained on: its own letters for diphthongs and
 * affricates, English r and l of one kind. (Source: the notation of hexgrad/misaki, Apache-2.0, as a fact.)
 */
import { TIE } from '../espeakIpa.ts';

type Change = readonly [from: string | RegExp, to: string];

/** In every language. */
const TIED: readonly Change[] = [
  ['a^ɪ', 'I'],
  ['a^ʊ', 'W'],
  ['e^ɪ', 'A'],
  ['o^ʊ', 'O'],
  ['ə^ʊ', 'Q'],
  ['ɔ^ɪ', 'Y'],
  ['t^ʃ', 'ʧ'],
  ['d^ʒ', 'ʤ'],
  ['t^s', 'ʦ'],
  ['d^z', 'ʣ'],
  ['t^ɕ', 'ʨ'],
  ['d^ʑ', 'ʥ'],
];

const ENGLISH: readonly Change[] = [
  // A nasal behind a closed throat is a syllable of its own: "button".
  [/ʔˌ?n\u0329?/g, 'tᵊn'],
  ['ə^l', 'ᵊl'],
  [/(\S)\u0329/g, 'ᵊ$1'],
  ['ɚ', 'əɹ'],
  ['ɐ', 'ə'],
  ['ʔ', 't'],
  ['r', 'ɹ'],
  ['x', 'k'],
  ['ç', 'k'],
  ['ɬ', 'l'],
  ['ʲ', ''],
  ['\u0303', ''],
];
/** Vowel length is not written in American English; the vowel of "nurse" brings its r. */
const AMERICAN: readonly Change[] = [
  ['ɜːɹ', 'ɜɹ'],
  ['ɜː', 'ɜɹ'],
  ['ɪə', 'iə'],
  ['ː', ''],
];
const BRITISH: readonly Change[] = [
  ['e^ə', 'ɛː'],
  ['iə', 'ɪə'],
];
/** Older versions of espeak-ng write the vowel of "thought" so. */
const THOUGHT: readonly Change[] = [['o', 'ɔ']];

function changesFor(voice: string): readonly Change[] {
  if (voice === 'en-us') return [...TIED, ...ENGLISH, ...AMERICAN, ...THOUGHT];
  if (voice.startsWith('en')) return [...TIED, ...ENGLISH, ...BRITISH, ...THOUGHT];
  return TIED;
}

/** @param voice of espeak-ng: `en-us`, `en-gb`, `fr-fr`, ... */
export function kokoroNotation(ipa: string, voice: string): string {
  let text = ipa.normalize('NFD').replaceAll('c\u0327', 'ç');
  for (const [from, to] of changesFor(voice)) text = text.replaceAll(from, to);
  return text.replaceAll(TIE, '').replaceAll('-', '').trim();
}
