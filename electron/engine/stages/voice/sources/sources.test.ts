import { describe, expect, it } from 'vitest';
import { foreignLetters, scriptsOf } from '../../../../../shared/speech/scripts.ts';
import { parseVoiceTable } from './espeak/voiceTable.ts';
import { joinSentences } from './joinSentences.ts';
import { requireReadable } from './scripts.ts';
import { spokenWords, splitSentences } from './sentences.ts';

describe('sentences', () => {
  it('follow the rules of the language, and lines end them', () => {
    expect(splitSentences('Happy birthday! We love you.\nSee you on 3.5.2027.', 'en')).toEqual([
      'Happy birthday!',
      'We love you.',
      'See you on 3.5.2027.',
    ]);
    expect(splitSentences('おたんじょうび おめでとう。すてきな いちねんを！', 'ja')).toEqual([
      'おたんじょうび おめでとう。',
      'すてきな いちねんを！',
    ]);
    expect(splitSentences('تولدت مبارک! خوشحالم؟ بله.', 'fa')).toEqual(['تولدت مبارک!', 'خوشحالم؟', 'بله.']);
  });

  it('leave out what says nothing', () => {
    expect(splitSentences(' …\n---\n🎉\n', 'en')).toEqual([]);
  });

  it('show picture signs with the words before them, and do not read them out', () => {
    expect(splitSentences('Dear Anna! 🎉 We love you 👩‍👩‍👧 so much. 🇯🇵🎂', 'en')).toEqual([
      'Dear Anna! 🎉',
      'We love you 👩‍👩‍👧 so much. 🇯🇵🎂',
    ]);
    expect(splitSentences('🎂 Happy 5th birthday!', 'en')).toEqual(['🎂 Happy 5th birthday!']);
    expect(spokenWords('🎂 We love you 👩‍👩‍👧 so much, on 5 # 1! 🇯🇵')).toBe('We love you so much, on 5 # 1!');
  });

  it('are cut at commas when they are very long, and lose nothing', () => {
    const text = `${Array.from({ length: 90 }, (_, i) => `word${i}`).join(', ')}.`;
    const pieces = splitSentences(text, 'en');
    expect(pieces.length).toBeGreaterThan(2);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(301);
    expect(pieces.join(' ')).toBe(text);
  });
});

describe('letters', () => {
  it('know the scripts of a language', () => {
    expect(scriptsOf('fa')).toEqual(['Arab']);
    expect(scriptsOf('ja')).toEqual(['Hiragana', 'Katakana', 'Han']);
    expect(scriptsOf('en-US')).toEqual(['Latn']);
  });

  it('name what a voice cannot read, each once, and let digits, signs and Latin pass', () => {
    expect(foreignLetters('誕生日、誕生 おめでとう 2026 Anna!', ['Hiragana', 'Katakana'])).toEqual([
      '誕',
      '生',
      '日',
    ]);
    expect(foreignLetters('スーパーガール ー', ['Hiragana', 'Katakana'])).toEqual([]);
    expect(foreignLetters('تولدت مبارک ۱۴۰۵', ['Arab'])).toEqual([]);
    expect(() => requireReadable('誕生日', ['Hiragana'], 'Japanese', 'Write kana.')).toThrow(/誕 生 日/);
  });
});

describe('the table of espeak-ng', () => {
  const TABLE = [
    'Pty Language       Age/Gender VoiceName          File                 Other Languages',
    ' 5  fa              --/M      Persian            ira/fa               ',
    ' 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)',
    ' 1  ja              --/M      japanese-mbrola-1  mb/mb-jp1            ',
    ' 5  ja              --/M      Japanese           jpx/ja               ',
  ].join('\n');

  it('gives its own voices and none that needs another program', () => {
    const voices = parseVoiceTable(TABLE, '1.51');
    expect(voices.map(({ id }) => id)).toEqual(['espeak:en-us', 'espeak:fa', 'espeak:ja']);
    expect(voices[0]).toMatchObject({
      name: 'English (America)',
      language: 'en-US',
      quality: 'synthetic',
      version: '1.51',
    });
  });
});

describe('joined sentences', () => {
  const sentence = (text: string, from: number, to: number, total: number) => {
    const samples = new Float32Array(total);
    samples.fill(0.5, from, to);
    return { text, samples, phonemes: [{ symbol: 'a', startSec: from / 1000, endSec: to / 1000 }] };
  };

  it('stand where their times say, silence around them cut, a breath between them', () => {
    const joined = joinSentences([sentence('One.', 100, 300, 500), sentence('Two.', 50, 150, 400)], 1000, 1);
    // 20 ms of margin on both sides, 350 ms of pause.
    expect(joined.clip.length).toBe(240 + 350 + 140);
    expect(joined.sentences).toEqual([
      { text: 'One.', startSec: 0, endSec: 0.24 },
      { text: 'Two.', startSec: 0.59, endSec: 0.73 },
    ]);
    expect(joined.phonemes).toEqual([
      { symbol: 'a', startSec: expect.closeTo(0.02, 9) as number, endSec: expect.closeTo(0.22, 9) as number },
      { symbol: 'a', startSec: expect.closeTo(0.61, 9) as number, endSec: expect.closeTo(0.71, 9) as number },
    ]);
    expect(joined.clip.channels[0][20]).toBe(0.5);
    expect(joined.clip.channels[0][300]).toBe(0);
    expect(joined.clip.channels[0][610]).toBe(0.5);
  });

  it('have no phonemes when one of them has none', () => {
    const bare = { text: 'x', samples: new Float32Array(10).fill(1), phonemes: null };
    expect(joinSentences([sentence('One.', 0, 10, 10), bare], 1000, 0).phonemes).toBeNull();
  });
});
