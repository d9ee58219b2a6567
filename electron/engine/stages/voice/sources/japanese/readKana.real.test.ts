import { describe, expect, it } from 'vitest';
import type { japaneseDictionary } from './dictionary.ts';
import { readKana } from './readKana.ts';

const reading = (word: string, said: string) => ({ word, reading: said, language: 'ja' });

describe('Japanese as it is said', () => {
  it.each([
    ['お誕生日おめでとうございます。', 'オタンジョービ オメデトーゴザイマス。'],
    ['私は東京へ行きます。', 'ワタシワ トーキョーエ イキマス。'],
    ['11月25日は、20歳の誕生日です！', 'ジューイチガツニジューゴニチワ、ハタチノ タンジョービデス！'],
    ['3時に一人で会う', 'サンジニ ヒトリデ アウ'],
    ['1,000円を払った。', 'センエンヲ ハラッタ。'],
    ['日本一の宝物', 'ニホン イチノ タカラモノ'],
    ['AIと話す', 'エーアイト ハナス'],
    ['すてきな いちねんに なりますように。', 'ステキナ イチネンニ ナリマスヨーニ。'],
  ])('%s', async (text, said) => {
    expect(await readKana(text)).toBe(said);
  });

  it('follows the readings of the user before anything else', async () => {
    expect(await readKana('小鳥遊さんは', [reading('小鳥遊', 'たかなし')])).toBe('タカナシサンワ');
    expect(await readKana('今日は', [reading('今日', 'こんにち')])).toBe('コンニチワ');
    expect(await readKana('3月', [reading('3月', 'やよい')])).toBe('ヤヨイ');
  });

  it('leaves what nobody can read where it was', async () => {
    expect(await readKana('龘がHelloと言う')).toMatch(/龘.*Hello/);
  });
});

it('asks no dictionary where there is nothing to ask', async () => {
  const never = (): ReturnType<typeof japaneseDictionary> => Promise.reject(new Error('asked'));
  expect(await readKana('ハッピー、DVD 2!', [], never)).toBe('ハッピー、ディーブイディー ニ!');
  await expect(readKana('はな', [], never)).rejects.toThrow('asked');
});
