/**
 * What the mouth aims at for each speech sound, in articulatory terms, so that it serves every language. The same shapes
 * as those that the mouth network was trained on (scripts/train-mouth/articulation.py).
 */
import type { PhonemeAlphabet } from '../../../../../runtime/spokenFacts.ts';

export interface MouthShape {
  /** 0..1. */
  readonly open: number;
  /** -1 round..1 spread. */
  readonly width: number;
  /** 0..1. */
  readonly protrusion: number;
  /** Lips pressed together. */
  readonly closed: boolean;
  /** Teeth shown close together, 0..1. */
  readonly teeth: number;
  /** How much the lips care about this aim, against those beside it. */
  readonly pull: number;
  readonly vowel: boolean;
}

type Rest = Partial<Omit<MouthShape, 'open' | 'width'>>;
const shape = (open: number, width: number, rest: Rest = {}): MouthShape => ({
  open,
  width,
  protrusion: 0,
  closed: false,
  teeth: 0,
  pull: 1,
  vowel: false,
  ...rest,
});
const vowel = (open: number, width: number, protrusion = 0): MouthShape =>
  shape(open, width, { protrusion, vowel: true });

export const REST_SHAPE: MouthShape = shape(0, 0, { pull: 2 });
/** A sound that nobody told us about. */
const NEUTRAL = shape(0.3, 0.05, { pull: 0.3 });

const LIPS = shape(0, -0.05, { protrusion: 0.1, closed: true, pull: 0.6 });
const LABIODENTAL = shape(0.12, 0.1, { teeth: 0.9, pull: 1.2 });
const ALVEOLAR = shape(0.22, 0.12, { teeth: 0.5, pull: 0.4 });
const SIBILANT = shape(0.14, 0.2, { teeth: 1, pull: 0.9 });
const HUSHING = shape(0.2, -0.35, { protrusion: 0.5, teeth: 0.9, pull: 0.9 });
const SOFT_HUSHING = shape(0.16, 0.1, { protrusion: 0.2, teeth: 0.9, pull: 0.9 });
const DORSAL = shape(0.32, 0.05, { pull: 0.3 });
const GLOTTAL = shape(0.45, 0, { pull: 0.12 });
const ROUND_GLIDE = shape(0.14, -1, { protrusion: 1, pull: 1.1 });
const TAP = shape(0.3, 0.03, { pull: 0.35 });
const APPROXIMANT = shape(0.28, -0.35, { protrusion: 0.45, pull: 0.7 });
const LATERAL = shape(0.36, 0.03, { pull: 0.4 });
const DENTAL = shape(0.22, 0.1, { teeth: 0.4, pull: 0.65 });

/** IPA letters of one mouth shape; letters of other shapes are named one by one. */
const SHARED: readonly (readonly [letters: string, MouthShape])[] = [
  ['mbpɓʙ', LIPS],
  ['fvʋɱⱱ', LABIODENTAL],
  ['wʍɥ', ROUND_GLIDE],
  ['tdnʈɖɳɗ', ALVEOLAR],
  ['ɾrɽɺ', TAP],
  ['ɹɻ', APPROXIMANT],
  ['lɫɭ', LATERAL],
  ['θð', DENTAL],
  ['sz', SIBILANT],
  ['ɕʑ', SOFT_HUSHING],
  ['ʃʒʂʐɧ', HUSHING],
  ['kgɡŋxɣɰcɟqɢχʁʀɴ', DORSAL],
  ['hɦħʕʔ', GLOTTAL],
];

const LETTERS: ReadonlyMap<string, MouthShape> = new Map<string, MouthShape>([
  ...SHARED.flatMap(([letters, one]) => Array.from(letters, (letter) => [letter, one] as const)),
  ['a', vowel(0.95, 0.1)],
  ['ɑ', vowel(1, 0)],
  ['ɶ', vowel(0.9, -0.2, 0.3)],
  ['æ', vowel(0.9, 0.35)],
  ['ɐ', vowel(0.72, 0.05)],
  ['ʌ', vowel(0.65, 0.05)],
  ['ɒ', vowel(0.85, -0.35, 0.4)],
  ['ɔ', vowel(0.75, -0.55, 0.6)],
  ['ɛ', vowel(0.65, 0.5)],
  ['œ', vowel(0.58, -0.5, 0.6)],
  ['ɜ', vowel(0.5, -0.05)],
  ['ɞ', vowel(0.5, -0.4, 0.4)],
  ['e', vowel(0.48, 0.65)],
  ['ø', vowel(0.4, -0.7, 0.8)],
  ['o', vowel(0.5, -0.8, 0.8)],
  ['ɤ', vowel(0.45, 0)],
  ['ə', vowel(0.42, 0.05)],
  ['ɘ', vowel(0.42, 0.1)],
  ['ɵ', vowel(0.4, -0.5, 0.5)],
  ['ɚ', vowel(0.4, -0.3, 0.4)],
  ['ɝ', vowel(0.42, -0.3, 0.4)],
  ['i', vowel(0.24, 0.9)],
  ['ɪ', vowel(0.34, 0.55)],
  ['ᵻ', vowel(0.32, 0.4)],
  ['y', vowel(0.22, -0.9, 0.9)],
  ['ʏ', vowel(0.3, -0.7, 0.8)],
  ['ɨ', vowel(0.26, 0.3)],
  ['ʉ', vowel(0.24, -0.75, 0.8)],
  ['ɯ', vowel(0.25, -0.25, 0.2)],
  ['u', vowel(0.22, -1, 1)],
  ['ʊ', vowel(0.33, -0.75, 0.75)],
  ['ɸ', shape(0.1, -0.3, { protrusion: 0.3, pull: 0.9 })],
  ['β', shape(0.1, -0.2, { protrusion: 0.2, pull: 0.9 })],
  ['ɬ', shape(0.25, 0.2, { teeth: 0.5, pull: 0.5 })],
  ['ʎ', shape(0.28, 0.3, { pull: 0.4 })],
  ['j', shape(0.25, 0.65, { pull: 0.7 })],
  ['ʝ', shape(0.25, 0.5, { pull: 0.6 })],
  ['ç', shape(0.25, 0.45, { pull: 0.6 })],
  ['ɲ', shape(0.25, 0.2, { teeth: 0.3, pull: 0.4 })],
]);

const ROUNDING_MARKS: ReadonlySet<string> = new Set(['ʷ', 'ᵝ']);

/** VOICEVOX's names of Japanese sounds in IPA; capitals are voiceless vowels, which the lips shape all the same. */
const MORA_SOUNDS: Readonly<Record<string, string>> = {
  a: 'a',
  i: 'i',
  u: 'ɯ',
  e: 'e',
  o: 'o',
  N: 'ɴ',
  cl: 't',
  sh: 'ɕ',
  j: 'dʑ',
  ch: 'tɕ',
  ts: 'ts',
  f: 'ɸ',
  hy: 'ç',
  ny: 'ɲ',
  y: 'j',
  r: 'ɾ',
  ky: 'kj',
  gy: 'gj',
  by: 'bj',
  py: 'pj',
  my: 'mj',
  ry: 'ɾj',
  ty: 'tj',
  dy: 'dj',
  kw: 'kw',
  gw: 'gw',
};
const MORA_LIPS: ReadonlySet<string> = new Set(['m', 'my', 'b', 'by', 'p', 'py']);

/**
 * A sound in IPA. The Japanese nasal and the held consonant take the lips of what follows them: 本番 is "hombaN", 一杯
 * "ippai".
 * @param next the sound behind it; empty at the end
 */
function ipaOf(symbol: string, next: string, alphabet: PhonemeAlphabet): string {
  if (alphabet === 'ipa') return symbol;
  if (MORA_LIPS.has(next) && symbol === 'N') return 'm';
  if (MORA_LIPS.has(next) && symbol === 'cl') return 'p';
  return MORA_SOUNDS[/^[AIUEO]$/.test(symbol) ? symbol.toLowerCase() : symbol] ?? symbol;
}

/** A shape and its share of the sound's time. */
export interface ShapePart {
  readonly shape: MouthShape;
  readonly share: number;
}

const roundedOf = (one: MouthShape): MouthShape => ({
  ...one,
  width: Math.min(one.width, -0.5),
  protrusion: Math.max(one.protrusion, 0.4),
  pull: Math.max(one.pull, 0.7),
});

function lettersOf(ipa: string): readonly MouthShape[] {
  const parts: MouthShape[] = [];
  for (const symbol of ipa.normalize('NFC')) {
    const found = LETTERS.get(symbol) ?? LETTERS.get(symbol.normalize('NFD').charAt(0));
    const last = parts.at(-1);
    if (found) parts.push(found);
    else if (last && !last.closed && ROUNDING_MARKS.has(symbol)) parts[parts.length - 1] = roundedOf(last);
  }
  return parts;
}

/**
 * The shapes of one sound, in order. A diphthong stays longer in its first half, an affricate in its second.
 * @param next the sound behind it; empty at the end
 */
export function shapesOf(symbol: string, next: string, alphabet: PhonemeAlphabet): readonly ShapePart[] {
  if (symbol.trim() === '') return [{ shape: REST_SHAPE, share: 1 }];
  const parts = lettersOf(ipaOf(symbol, next, alphabet));
  const [first, second] = parts;
  if (parts.length === 0) return [{ shape: NEUTRAL, share: 1 }];
  if (parts.length === 2)
    return first.vowel
      ? [
          { shape: first, share: 0.6 },
          { shape: second, share: 0.4 },
        ]
      : [
          { shape: first, share: 0.4 },
          { shape: second, share: 0.6 },
        ];
  return parts.map((one) => ({ shape: one, share: 1 / parts.length }));
}

/** Whether the lips stay together until the end of a sound: of a stop they part before it. */
export const isNasal = (symbol: string): boolean => symbol.startsWith('m') || symbol === 'N';
