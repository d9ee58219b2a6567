/** Lists as spreadsheets save them: cells, with what separates them and how the letters are written. */
import { parse, type Info } from 'csv-parse/sync';
import { inputError } from '../../../shared/errors.ts';
import type { ListRow } from '../../../shared/batch/rows.ts';

/** More than any party has; a guard against the wrong file. */
export const ROWS_MAX = 10_000;
/** Ten thousand long messages; a guard against the wrong file. */
export const LIST_MAX_BYTES = 64 * 2 ** 20;

export type ListEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis' | 'windows-1252';
export type ListSeparator = ',' | ';' | '\t';

export interface GuestList {
  readonly encoding: ListEncoding;
  readonly separator: ListSeparator;
  readonly headings: readonly string[];
  readonly rows: readonly ListRow[];
}

function decoded(bytes: Uint8Array, encoding: ListEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Japanese stands in words; a letter with an accent stands alone between plain ones. */
const JAPANESE_WORD = /[^\p{ASCII}\s]{2}/u;

/**
 * Finds out how the letters of a text file are written: a mark at its start, else UTF-8 where it is that, else what
 * Excel saves in Japan, else what it saves in western Europe. What is neither counts as the last.
 */
export function decodeList(bytes: Uint8Array): { readonly text: string; readonly encoding: ListEncoding } {
  const [first, second] = bytes;
  const marked =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  const japanese = (): string | null => {
    const text = decoded(bytes, 'shift_jis');
    return text !== null && JAPANESE_WORD.test(text) ? text : null;
  };
  const tries: readonly (readonly [ListEncoding, () => string | null])[] = [
    ...(marked ? [[marked, () => decoded(bytes, marked)] as const] : []),
    ['utf-8', () => decoded(bytes, 'utf-8')],
    ['shift_jis', japanese],
  ];
  for (const [encoding, read] of tries) {
    const text = read();
    if (text !== null) return { text, encoding };
  }
  return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
}

/** A spreadsheet says with what it separates cells by using it in the headings. */
function separatorOf(text: string): ListSeparator {
  const header = text.split(/\r?\n|\r/, 1)[0];
  const counts = ([',', ';', '\t'] as const).map((sign) => ({ sign, count: header.split(sign).length }));
  return counts.reduce((best, other) => (other.count > best.count ? other : best)).sign;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: Info;
}

/**
 * Reads a list: comma, semicolon or tab between cells, quotes and line breaks in cells as spreadsheets write them. Rows
 * in which nothing stands are left out and counted.
 * @param file its name, for the sentences
 * @throws KotohogiError kind `input`: `batch-csv`, `batch-empty`
 */
export function parseList(text: string, file: string): Omit<GuestList, 'encoding'> {
  const plain = text.replace(/^\ufeff/, '');
  const separator = separatorOf(plain);
  let parsed: readonly Parsed[];
  try {
    parsed = parse(plain, {
      delimiter: separator,
      relax_column_count: false,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as readonly Parsed[];
  } catch (cause) {
    const what = cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause);
    throw inputError(
      'batch-csv',
      `The list "${file}" cannot be read: ${what}.`,
      'Save it as CSV (UTF-8) from the spreadsheet, with as many cells in every row as in the first.',
      cause,
    );
  }
  const [header, ...others] = parsed;
  const rows = others
    .map(({ record, info }) => ({ line: info.records + info.empty_lines, cells: record }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (rows.length === 0 || rows.length > ROWS_MAX)
    throw inputError(
      'batch-empty',
      rows.length === 0
        ? `The list "${file}" has no rows.`
        : `The list "${file}" has ${rows.length} rows; at most ${ROWS_MAX} are made at once.`,
      'Give a header and one row per video.',
    );
  return { separator, headings: header.record, rows };
}

/** @throws KotohogiError as {@link parseList}; `batch-too-large` */
export function readList(bytes: Uint8Array, file: string): GuestList {
  if (bytes.length > LIST_MAX_BYTES)
    throw inputError(
      'batch-too-large',
      `"${file}" is larger than any list of guests.`,
      'Choose the CSV file that the spreadsheet has saved.',
    );
  const { text, encoding } = decodeList(bytes);
  return { encoding, ...parseList(text, file) };
}
