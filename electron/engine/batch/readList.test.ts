import { describe, expect, it } from 'vitest';
import { recogniseColumns, withRole } from '../../../shared/batch/columns.ts';
import { decodeList, parseList, readList } from './readList.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
/** 名前,メッセージ and a row, as Excel writes it in Japan. */
const SHIFT_JIS = Uint8Array.of(
  ...[0x96, 0xbc, 0x91, 0x4f, 0x2c],
  ...[0x83, 0x81, 0x83, 0x62, 0x83, 0x5a, 0x81, 0x5b, 0x83, 0x57, 0x0d, 0x0a],
  ...[0x89, 0xd4, 0x8e, 0x71, 0x2c],
  ...[0x82, 0xa8, 0x82, 0xdf, 0x0d, 0x0a],
);

describe('letters', () => {
  it.each([
    ['utf-8', bytes('name\n花子\n'), 'name\n花子\n'],
    ['utf-8', bytes('\ufeffname\nRenée\n'), 'name\nRenée\n'],
    ['shift_jis', SHIFT_JIS, '名前,メッセージ\r\n花子,おめ\r\n'],
    // One letter with an accent between plain ones would be a rare character in Japanese.
    ['windows-1252', Uint8Array.of(...bytes('name\nRen'), 0xe9, ...bytes('e\n')), 'name\nRenée\n'],
    ['utf-16le', Uint8Array.of(0xff, 0xfe, 0x6e, 0, 0x0a, 0, 0xb1, 0x82, 0x0a, 0), 'n\n花\n'],
    ['utf-16be', Uint8Array.of(0xfe, 0xff, 0, 0x6e, 0, 0x0a, 0x82, 0xb1, 0, 0x0a), 'n\n花\n'],
  ])('are recognised as %s', (encoding, list, text) => {
    expect(decodeList(list)).toEqual({ encoding, text });
  });

  it('that are nothing at all are read all the same', () => {
    expect(decodeList(Uint8Array.of(0x80, 0xff, 0x80)).encoding).toBe('windows-1252');
  });
});

describe('cells', () => {
  it('may hold separators, quotes and line breaks; rows keep their number of the spreadsheet', () => {
    const text = 'name;text\n\nAnna;"Hello;\nAnna ""A"""\n;\n\nBen;Hi\n';
    expect(parseList(text, 'x.csv')).toEqual({
      separator: ';',
      headings: ['name', 'text'],
      rows: [
        { line: 3, cells: ['Anna', 'Hello;\nAnna "A"'] },
        { line: 6, cells: ['Ben', 'Hi'] },
      ],
    });
  });

  it('of a thousand rows are all there', () => {
    const { rows } = readList(bytes(`name\ttext\n${'Anna\tHello\n'.repeat(1000)}`), 'x.csv');
    expect([rows.length, rows.at(-1)?.line]).toEqual([1000, 1001]);
  });

  it.each([
    ['batch-empty', ''],
    ['batch-empty', 'name\n\n""\n'],
    ['batch-empty', `name\n${'A\n'.repeat(10_001)}`],
    ['batch-csv', 'name,text\n"Anna,Hi\n'],
  ])('that make no list are refused: %s', (code, text) => {
    expect(() => parseList(text, 'x.csv')).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('columns', () => {
  it('are recognised by English and Japanese headings', () => {
    expect(recogniseColumns(['Full Name', 'age', 'Message', 'VOICE', 'Photo'])).toEqual({
      name: 0,
      text: 2,
      voice: 3,
      photo: 4,
    });
    expect(
      recogniseColumns(['お名前', '写真', '音声', 'メッセージ', '背景', '言語', '話者', '名前']),
    ).toEqual({
      name: 0,
      photo: 1,
      voice: 2,
      text: 3,
      background: 4,
      language: 5,
      speaker: 6,
    });
  });

  it('can be given another meaning; each has one, and each meaning one column', () => {
    const mapping = withRole({ name: 0, text: 1 }, 2, 'name');
    expect(mapping).toEqual({ text: 1, name: 2 });
    expect(withRole(mapping, 1, null)).toEqual({ name: 2 });
    expect(withRole(mapping, 1, 'photo')).toEqual({ name: 2, photo: 1 });
  });
});
