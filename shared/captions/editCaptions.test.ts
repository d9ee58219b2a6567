import { describe, expect, it } from 'vitest';
import {
  addCaption,
  CAPTION_MIN_SEC,
  captionsAt,
  mergeCaptions,
  splitCaption,
  withCaptionText,
  withCaptionTime,
} from './editCaptions.ts';

const TWO = [
  { startSec: 0, endSec: 2, text: 'Happy birthday to you' },
  { startSec: 3, endSec: 4, text: 'お誕生日おめでとう' },
];

describe('captions', () => {
  it('change their words, and go when they have none', () => {
    expect(withCaptionText(TWO, 0, 'Hello')[0]).toEqual({ ...TWO[0], text: 'Hello' });
    expect(withCaptionText(TWO, 0, '  ')).toEqual([TWO[1]]);
  });

  it('change their times, never to less than can be read, and stay in order', () => {
    expect(withCaptionTime(TWO, 0, 'end', 2.5)[0].endSec).toBe(2.5);
    expect(withCaptionTime(TWO, 0, 'end', -1)[0].endSec).toBe(CAPTION_MIN_SEC);
    expect(withCaptionTime(TWO, 1, 'start', 9)[1].startSec).toBe(4 - CAPTION_MIN_SEC);
    const late = withCaptionTime(withCaptionTime(TWO, 0, 'end', 9), 0, 'start', 5);
    expect(late.map(({ startSec }) => startSec)).toEqual([3, 5]);
    expect(withCaptionTime(TWO, 0, 'end', NaN)).toBe(TWO);
  });

  it('are parted between words, and put together again', () => {
    const parted = splitCaption(TWO, 0, null, 'en');
    expect(parted.map(({ text }) => text)).toEqual(['Happy', 'birthday to you', TWO[1].text]);
    expect(parted[0].endSec).toBe(parted[1].startSec);
    expect(parted[0].endSec).toBeCloseTo((2 * 5) / 20, 9);
    expect(mergeCaptions(parted, 0)).toEqual(TWO);
    const japanese = splitCaption(TWO, 1, 4, 'ja');
    expect(japanese.slice(1).map(({ text }) => text)).toEqual(['お誕生日', 'おめでとう']);
    expect(mergeCaptions(japanese, 1)).toEqual(TWO);
    expect(splitCaption([{ startSec: 0, endSec: 1, text: 'Word' }], 0, null, 'en')).toHaveLength(1);
    expect(mergeCaptions(TWO, 1)).toBe(TWO);
  });

  it('are added where there is room', () => {
    expect(addCaption(TWO, 2.2, 'New')).toEqual({
      captions: [TWO[0], { startSec: 2.2, endSec: 3, text: 'New' }, TWO[1]],
      index: 1,
    });
    expect(addCaption([], 1, 'New').captions[0].endSec).toBe(3);
  });

  it('are shown from their start to just before their end', () => {
    expect([0, 1.99, 2, 3.5].map((sec) => captionsAt(TWO, sec).length)).toEqual([1, 1, 0, 1]);
  });
});
