import { describe, expect, it } from 'vitest';
import { kanaToIpa } from './kanaToIpa.ts';

describe('katakana in IPA', () => {
  it.each([
    ['オメデトー', 'omedetoː'],
    ['タンジョービ', 'taɴʥoːbi'],
    ['シンブン', 'ɕiɴbɯɴ'],
    ['キャッチ', 'kʲaʔʨi'],
    ['ガッコー', 'ɡaʔkoː'],
    ['ツキ', 'ʦɨki'],
    ['スズキ', 'sɨzɨki'],
    ['フユ', 'ɸɯjɯ'],
    ['ファン', 'ɸaɴ'],
    ['パーティー', 'paːtiː'],
    ['シュー', 'ɕɨː'],
    ['ニャー', 'ɲaː'],
    ['リョコー', 'ɽʲokoː'],
    ['ヒャク', 'çakɯ'],
    ['ウィスキー', 'βisɨkiː'],
    ['クォ', 'kᵝo'],
    ['ヴァイオリン', 'vaioɽiɴ'],
    ['ワタシワ、イク。', 'βataɕiβa、ikɯ。'],
    ['X', 'X'],
  ])('%s is %s', (kana, ipa) => {
    expect(kanaToIpa(kana)).toBe(ipa);
  });

  it('has a sound for every sign of the table', () => {
    for (let code = 0x30a1; code <= 0x30f6; code++)
      expect(kanaToIpa(String.fromCharCode(code)), String.fromCharCode(code)).not.toMatch(/[\u30a1-\u30f6]/);
  });
});
