import { describe, expect, it } from 'vitest';
import { mapCaptions } from './captions.ts';
import { captionsFromSentences } from './fromSentences.ts';
import { readSubtitles, writeSubtitles } from './subtitleFile.ts';

const TWO = [
  { startSec: 0.5, endSec: 2.25, text: 'Happy birthday,\nAnna & Ben!' },
  { startSec: 3661.004, endSec: 3662, text: 'お誕生日おめでとう' },
];

describe('subtitle files', () => {
  it.each(['srt', 'vtt'] as const)('come back as they were written: %s', (format) => {
    expect(readSubtitles(writeSubtitles(TWO, format))).toEqual({ captions: TWO, badLines: [] });
  });

  it('are written as players read them', () => {
    expect(writeSubtitles(TWO, 'srt')).toBe(
      '1\n00:00:00,500 --> 00:00:02,250\nHappy birthday,\nAnna & Ben!\n\n2\n01:01:01,004 --> 01:01:02,000\nお誕生日おめでとう\n',
    );
    expect(writeSubtitles(TWO, 'vtt')).toMatch(
      /^WEBVTT\n\n00:00:00\.500 --> 00:00:02\.250\nHappy birthday,\nAnna &amp; Ben!\n/,
    );
  });

  it('are read as people and programs write them', () => {
    const text =
      '\ufeffWEBVTT - made by hand\r\n\r\nNOTE nothing\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\nintro\r\n00:01.5 --> 00:02.500 align:start position:0%\r\n<v Anna><i>Hello</i> &lt;3\r\n\r\n7\r\n00:00:00.000 --> 00:00:01,000\r\n{\\an8}First\r\n\r\n';
    expect(readSubtitles(text).captions).toEqual([
      { startSec: 0, endSec: 1, text: 'First' },
      { startSec: 1.5, endSec: 2.5, text: 'Hello <3' },
    ]);
  });

  it('say in which lines there is no caption instead of dropping it silently', () => {
    const text =
      '1\n00:00:02,000 --> 00:00:01,000\nbackwards\n\nlost words\n\n2\n00:00:01,000 --> 00:00:02,000\n\n\n3\n00:00:03,000 --> 00:00:04,000\ngood\n';
    const { captions, badLines } = readSubtitles(text);
    expect(captions.map(({ text: words }) => words)).toEqual(['good']);
    expect(badLines).toEqual([2, 5, 8]);
  });

  it('of any bytes are read without a crash', () => {
    for (const text of [
      '',
      '\0\0',
      '-->',
      '00:00:00,000 --> ',
      '99:99:99,999 --> 00:00,0\nx',
      '\n'.repeat(5000),
    ])
      expect(readSubtitles(text).captions).toEqual([]);
  });
});

describe('captions from sentences', () => {
  it('keep a short sentence whole, with its own times', () => {
    expect(captionsFromSentences([{ text: 'Happy birthday!', startSec: 1, endSec: 2 }], 'en', null)).toEqual([
      { startSec: 1, endSec: 2, text: 'Happy birthday!' },
    ]);
  });

  it.each([
    [
      'en',
      'We wish you a wonderful year full of joy and laughter, good health, and many happy hours with all your friends.',
    ],
    [
      'ja',
      'お誕生日おめでとうございます。これからの一年が笑顔と健康と素敵な出会いに満ちたすばらしい年になりますように。',
    ],
    [
      'fa',
      'تولدت مبارک و امیدوارم سالی پر از شادی و سلامتی و موفقیت در کنار خانواده و دوستان خوبت داشته باشی عزیزم.',
    ],
  ])('part a long one between words, evenly, and lose nothing: %s', (language, text) => {
    const captions = captionsFromSentences([{ text, startSec: 10, endSec: 20 }], language, null);
    expect(captions.length).toBeGreaterThan(1);
    expect(
      captions
        .map(({ text: piece }) => piece)
        .join('')
        .replaceAll(' ', ''),
    ).toBe(text.replaceAll(' ', ''));
    expect(captions[0].startSec).toBe(10);
    expect(captions.at(-1)?.endSec).toBeCloseTo(20, 9);
    captions.slice(1).forEach(({ startSec }, i) => expect(startSec).toBeCloseTo(captions[i].endSec, 9));
    const lengths = captions.map(({ startSec, endSec }) => endSec - startSec);
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(2);
  });

  const TWO_CLAUSES =
    'Dear Haruka and dear Kenji, today all your friends wish you the very best of luck together.';
  /** Slow first clause until 6 s, breath until 7 s, quick second clause until 10 s. */
  const sounds = [
    ...Array.from({ length: 20 }, (_, i) => ({ symbol: 'a', startSec: 0.3 * i, endSec: 0.3 * (i + 1) })),
    { symbol: '', startSec: 6, endSec: 7 },
    ...Array.from({ length: 50 }, (_, i) => ({
      symbol: 'a',
      startSec: 7 + 0.06 * i,
      endSec: 7 + 0.06 * (i + 1),
    })),
  ];
  const said = { text: TWO_CLAUSES, startSec: 0, endSec: 10 };

  it('change between clauses, when the speaker has taken breath', () => {
    const captions = captionsFromSentences([said], 'en', sounds);
    expect(captions).toEqual([
      { startSec: 0, endSec: 7, text: 'Dear Haruka and dear Kenji,' },
      { startSec: 7, endSec: 10, text: TWO_CLAUSES.slice(28) },
    ]);
    // Without sounds its time goes by its length.
    expect(captionsFromSentences([said], 'en', null)[0].endSec).toBeCloseTo(10 * (27 / 90), 9);
  });

  it('change where their words begin in the row of sounds, when there is no clause', () => {
    const plain = { ...said, text: TWO_CLAUSES.replace(',', '') };
    const [first, second] = captionsFromSentences([plain], 'en', sounds);
    const share = first.text.length / (first.text.length + second.text.length);
    expect(second.startSec).toBeCloseTo(7 + 0.06 * (Math.round(share * 70) - 20), 9);
    expect(first.endSec).toBe(second.startSec);
  });

  it('are all seen, also where two clauses are said around one pause', () => {
    const clause = 'every one of your friends wishes you the best,';
    const text = `${clause} ${clause} ${clause}`;
    const quick = [0, 1, 2].map((i) => ({ symbol: 'a', startSec: 0.5 * i, endSec: 0.5 * (i + 1) }));
    const breath = { symbol: '', startSec: 0.7, endSec: 0.8 };
    const captions = captionsFromSentences([{ text, startSec: 0, endSec: 1.5 }], 'en', [...quick, breath]);
    expect(captions.map((caption) => caption.text)).toEqual([clause, clause, clause]);
    captions.forEach(({ startSec }, i) => expect(startSec).toBeCloseTo(0.5 * i, 9));
  });

  it('leave the sounds of other sentences to those', () => {
    const later = { text: 'And now the cake!', startSec: 10.5, endSec: 12 };
    const both = captionsFromSentences([said, later], 'en', [
      ...sounds,
      { symbol: 'a', startSec: 10.5, endSec: 12 },
    ]);
    expect(both.slice(0, 2)).toEqual(captionsFromSentences([said], 'en', sounds));
    expect(both[2]).toEqual(later);
  });
});

it('captions follow the voice into another time', () => {
  expect(mapCaptions(TWO, (sec) => Math.min(sec * 2, 10))).toEqual([{ ...TWO[0], startSec: 1, endSec: 4.5 }]);
});
