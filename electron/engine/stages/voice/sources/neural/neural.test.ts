import { describe, expect, it } from 'vitest';
import {
  licenceInCard,
  parsePiperConfig,
  piperLanguage,
} from '../../../../runtime/voiceFiles/piperConfig.ts';
import { clausesOf } from './clauses.ts';
import { kokoroNotation } from './kokoro/notation.ts';
import { kokoroSpeaker } from './kokoro/speakers.ts';
import { kokoroTokens, MAX_SYMBOLS } from './kokoro/tokens.ts';
import { KOKORO_VOCABULARY, NEAREST } from './kokoro/vocabulary.ts';
import { lengthsBySymbol, piperTokens } from './piper/tokens.ts';
import { piperSettings } from './testNetworks.ts';
import { outputDeclaration } from './timedCopy.ts';
import { soundsOf } from './timing.ts';

describe('clauses', () => {
  it.each<[text: string, clauses: [string, string][]]>([
    [
      'Happy birthday, Anna!',
      [
        ['Happy birthday', ','],
        ['Anna', '!'],
      ],
    ],
    ['It costs 1,000.50 at 10:30.', [['It costs 1,000.50 at 10:30', '.']]],
    [
      'سلام، خوبی؟',
      [
        ['سلام', ','],
        ['خوبی', '?'],
      ],
    ],
    [
      'オメデトー、アンナ。',
      [
        ['オメデトー', ','],
        ['アンナ', '.'],
      ],
    ],
    [
      'What?! No…',
      [
        ['What', '?'],
        ['No', '.'],
      ],
    ],
    [
      '"Hi," she said',
      [
        ['"Hi', ','],
        ['" she said', ''],
      ],
    ],
    ['…', []],
  ])('%s', (text, clauses) => {
    expect(clausesOf(text).map(({ words, mark }) => [words, mark])).toEqual(clauses);
  });
});

describe('the numbers of Piper', () => {
  const config = parsePiperConfig(piperSettings('abc\u0303 '), 'voice.json');

  it('are framed, padded, and of decomposed letters', () => {
    // ã is a and a tilde.
    const { ids, symbols, missing } = piperTokens('b\u00e3 c', config);
    expect(ids).toEqual([1, 0, 4, 0, 3, 0, 6, 0, 7, 0, 5, 0, 2]);
    expect(symbols).toEqual(['', '', 'b', '', 'a', '', '\u0303', '', ' ', '', 'c', '', '']);
    expect(missing.size).toBe(0);
  });

  it('leave out marks that carry no sound, and no sound', () => {
    expect([...piperTokens('aˈbːqʰ', config).missing]).toEqual(['q']);
  });

  it('last as long as they and their pads', () => {
    const tokens = piperTokens('ab', config);
    expect(lengthsBySymbol(tokens, [1, 2, 4, 8, 16, 32, 64], 0.5)).toEqual([
      { symbol: '', lengthSec: 1.5 },
      { symbol: 'a', lengthSec: 6 },
      { symbol: 'b', lengthSec: 24 },
      { symbol: '', lengthSec: 32 },
    ]);
  });
});

it('speech sounds take stress, length and the space behind them along', () => {
  const tokens = ['', 'ˈ', 'm', 'a', 'ː', ' ', ',', ' ', 'b', '\u0303'].map((symbol) => ({
    symbol,
    lengthSec: 1,
  }));
  expect(soundsOf(tokens)).toEqual([
    { symbol: '', startSec: 0, endSec: 1 },
    { symbol: 'm', startSec: 1, endSec: 3 },
    { symbol: 'aː', startSec: 3, endSec: 6 },
    { symbol: '', startSec: 6, endSec: 8 },
    { symbol: 'b\u0303', startSec: 8, endSec: 10 },
  ]);
});

describe('the settings of a voice', () => {
  it('tell its language, and the card its licence', () => {
    const of = (change: object): string => piperLanguage(parsePiperConfig(piperSettings('a', change), 'v'));
    expect(of({ language: { code: 'fa_IR' } })).toBe('fa-IR');
    expect(of({ language: undefined, espeak: { voice: 'en-us+f2' } })).toBe('en-US');
    expect(licenceInCard('# x\n\n## License\n\nSee below\n* License: [CC0](https://x)\n')).toBe(
      '[CC0](https://x)',
    );
    expect(licenceInCard('no word of it')).toBeNull();
  });
});

describe('the vocabulary of Kokoro', () => {
  it('is the published one: 114 symbols up to 177', () => {
    // Samples of every stretch of the published table.
    const published = {
      ';': 1,
      '?': 6,
      '—': 9,
      ' ': 16,
      '\u0303': 17,
      ʣ: 18,
      ᵝ: 22,
      A: 24,
      I: 25,
      O: 31,
      Q: 33,
      S: 35,
      T: 36,
      W: 39,
      Y: 41,
      ᵊ: 42,
      a: 43,
      f: 48,
      h: 50,
      z: 68,
      ɑ: 69,
      æ: 72,
      β: 75,
      ç: 78,
      ɖ: 80,
      ə: 83,
      ɚ: 85,
      ɜ: 87,
      ɟ: 90,
      ɡ: 92,
      ɥ: 99,
      ɨ: 101,
      ʝ: 103,
      ɯ: 110,
      ø: 116,
      ɸ: 118,
      œ: 120,
      ɹ: 123,
      ɾ: 125,
      ɻ: 126,
      ʁ: 128,
      ʧ: 133,
      ʊ: 135,
      ʋ: 136,
      ʌ: 138,
      ɤ: 140,
      χ: 142,
      ʎ: 143,
      ʒ: 147,
      ʔ: 148,
      ˈ: 156,
      ː: 158,
      ʰ: 162,
      ʲ: 164,
      '↓': 169,
      '→': 171,
      '↘': 173,
      ᵻ: 177,
    };
    for (const [symbol, id] of Object.entries(published))
      expect(KOKORO_VOCABULARY.get(symbol), symbol).toBe(id);
    expect(KOKORO_VOCABULARY.size).toBe(114);
    expect(new Set(KOKORO_VOCABULARY.values()).size).toBe(114);
    for (const nearest of Object.values(NEAREST)) expect(KOKORO_VOCABULARY.has(nearest), nearest).toBe(true);
  });

  it('frames with 0 and splits behind marks', () => {
    expect(kokoroTokens('hI').pieces).toEqual([{ ids: [0, 50, 25, 0], symbols: ['', 'h', 'I', ''] }]);
    const { pieces } = kokoroTokens(`${'a'.repeat(400)}, ${'b'.repeat(300)}`);
    expect(pieces.map(({ ids }) => ids.length - 2)).toEqual([401, 301]);
    expect(kokoroTokens('a'.repeat(1200)).pieces.map(({ ids }) => ids.length - 2)).toEqual([
      MAX_SYMBOLS,
      MAX_SYMBOLS,
      180,
    ]);
    expect([...kokoroTokens('a|b').missing]).toEqual([]);
    expect([...kokoroTokens('aɧb').missing]).toEqual(['ɧ']);
  });

  it.each([
    ['hˈæpi bˈɜːθde^ɪ', 'en-us', 'hˈæpi bˈɜɹθdA'],
    ['t^ʃˈɛ^ɹz', 'en-us', 'ʧˈɛɹz'],
    ['ɡˌo^ʊ hˈo^ʊm', 'en-us', 'ɡˌO hˈOm'],
    ['fˈoːɹ', 'en-us', 'fˈɔɹ'],
    ['bˈʌʔn\u0329', 'en-us', 'bˈʌtᵊn'],
    ['hˈə^ʊm', 'en-gb', 'hˈQm'],
    ['ʁ', 'fr-fr', 'ʁ'],
    ['t^ʃˈaːo', 'it', 'ʧˈaːo'],
  ])('%s in %s is written %s', (ipa, voice, written) => {
    expect(kokoroNotation(ipa, voice)).toBe(written);
  });

  it('knows who a voice is by its name', () => {
    expect(kokoroSpeaker('kokoro-jf-alpha')).toMatchObject({
      key: 'jf_alpha',
      language: 'ja',
      espeak: null,
      name: 'Alpha',
    });
    expect(kokoroSpeaker('kokoro-voice-bm-george')).toMatchObject({ key: 'bm_george', language: 'en-GB' });
    expect(kokoroSpeaker('kokoro-voice-zf-xiaobei')).toBeNull();
    expect(kokoroSpeaker('kokoro-voice-mine')).toBeNull();
  });
});

it('declares an output in a few bytes behind a network', () => {
  // Field 7 (graph) with field 12 (output): name "w", a tensor of floats.
  expect(outputDeclaration('w').toString('hex')).toBe('3a0b62090a01771204 0a020801'.replace(' ', ''));
});
